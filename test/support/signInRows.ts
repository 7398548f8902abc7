import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import {
  accounts,
  addressChanges,
  agreements,
  mailBounces,
  passkeys,
  recoveries,
  sessions,
  users,
} from '../../drizzle/schema.ts';

type Rows = { userId: UserId; email: string; at: Date; text?: string };

/** A row in every table of sign-in that belongs to a person, with `text` wherever a text fits. */
export async function writeSignInRows(db: Database, { userId, email, at, text = 'a sample' }: Rows): Promise<void> {
  const standing = { mailAddress: email.toUpperCase(), passkeyRequiredAt: at };
  await db.update(users).set(standing).where(eq(users.id, userId));
  const token = createHash('sha256').update('sample').digest('base64url');
  const session = { userId, token, signedInBy: 'PASSKEY', expiresAt: new Date(Date.now() + 3_600_000) };
  await db.insert(sessions).values({ ...session, ipAddress: text, userAgent: text });
  const secrets = { accessToken: text, refreshToken: text, idToken: text, password: text };
  await db.insert(accounts).values({ userId, providerId: 'https://id.example.org', accountId: text, ...secrets });
  const device = { counter: 0, deviceType: 'singleDevice', backedUp: false };
  const key = { name: text, publicKey: text, credentialID: text, aaguid: text };
  await db.insert(passkeys).values({ userId, ...key, ...device });
  const opensAt = new Date(at.getTime() + 72 * 3_600_000);
  await db.insert(recoveries).values({ userId, lost: 'MAILBOX', startedAt: at, opensAt });
  await db.insert(agreements).values({ userId, kind: 'TERMS', version: '1', given: true, at });
  await db.insert(mailBounces).values({ userId, reason: 'MAILBOX_FULL', source: 'REPORTED', bouncedAt: at });
  await db.insert(addressChanges).values({ userId, formerAddress: email, changedAt: at });
}

/** How a mark of mail that did not arrive stands in an export. */
export const BOUNCE_SHAPE = [
  'mailBounce.bounced_at: instant',
  'mailBounce.reason: string',
  'mailBounce.source: string',
];

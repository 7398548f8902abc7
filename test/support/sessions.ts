import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from '../../drizzle/client.ts';
import type { UserId } from '../../drizzle/ids.ts';
import { sessions } from '../../drizzle/schema.ts';
import type { SignInMethod } from '../../schema/context.ts';
import { tokenHash } from '../../server/http/keyedHash.ts';
import { TEST_CONFIG } from './app.ts';

const HOUR = 3_600_000;

/** Signs a person in at this moment and returns the header that later requests carry. */
export const signInAt = async (
  db: Database,
  userId: UserId,
  now: Date,
  signedInBy: SignInMethod = 'EMAIL_CODE',
): Promise<{ authorization: string }> => {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + 24 * HOUR);
  const session = { userId, token: tokenHash(token), signedInBy, createdAt: now, updatedAt: now, expiresAt };
  await db.insert(sessions).values(session);
  const signature = createHmac('sha256', TEST_CONFIG.sessionSecret).update(token).digest('base64');
  return { authorization: `Bearer ${encodeURIComponent(`${token}.${signature}`)}` };
};

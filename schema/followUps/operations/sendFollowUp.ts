import { createHmac } from 'node:crypto';
import { eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import { keyFor, type Vault } from '../../../drizzle/encryption.ts';
import type { EnrollmentId, FollowUpMailId } from '../../../drizzle/ids.ts';
import { followUpMails } from '../../../drizzle/schema.ts';
import { noteOutcome, refusalOf } from '../../accounts/operations/bounces.ts';
import { holdWhileSending } from '../../accounts/operations/mailOnce.ts';
import { job, rowKey } from '../../jobs/operations.ts';
import { secretHash } from '../../registrations/rules/secrets.ts';
import { lockMail, type Mailable } from '../queries/mails.ts';
import { mailState } from '../rules/rounds.ts';

/** The mail of a round. A further try is the same mail: it has the id and the time of its row. */
export type FollowUpMail = {
  id: FollowUpMailId;
  madeAt: Date;
  enrollmentId: EnrollmentId;
  weeks: number;
  /** Of the link that stops all further mails. */
  secret: string;
};
type Mailing = {
  db: Database;
  vault: Vault;
  clock: () => Date;
  mail: { followUp(to: string, mail: FollowUpMail): Promise<void> };
};

/** Sends the mail of one round to one person. */
export const followUpMail = job({
  name: 'follow-up-mail',
  payload: z.object({ mailId: rowKey<FollowUpMailId>() }),
  run: (mailing: Mailing, { mailId }) => sendFollowUp(mailing, mailId),
});

/**
 * Sends the mail, once. The hash of its link is stored first; that commits at once, so that the link of a mail works whose try failed
 * after the mail server took it. Then the mail's row is locked until the mail server took the mail: a second worker fails, and tries again later. Whoever does not want it any more gets none,
 * and a mail that is late is dropped; at night it waits for the hourly job.
 */
async function sendFollowUp({ db, vault, clock, mail }: Mailing, mailId: FollowUpMailId): Promise<void> {
  const { secret, hash } = linkOf(vault, mailId);
  const ready = await db.transaction(async (tx) => {
    const row = await lockWanted(tx, mailId, clock());
    if (row !== null) await set(tx, row, { stopHash: hash });
    return row !== null;
  });
  if (!ready) return;
  const outcome = await db.transaction(async (tx) => {
    const row = await lockWanted(tx, mailId, clock());
    if (row === null) return null;
    const { id, madeAt, enrollmentId, weeks, to } = row;
    const refused = await refusalOf(() => mail.followUp(to, { id, madeAt, enrollmentId, weeks, secret }));
    await set(tx, row, { sentAt: sql`clock_timestamp()` });
    return { to, refused };
  });
  if (outcome !== null) await noteOutcome(db, outcome);
}

/** The secret of a mail's link, the same at each try, and how it is stored. */
function linkOf(vault: Vault, mailId: FollowUpMailId): { secret: string; hash: Buffer } {
  const code = createHmac('sha256', keyFor(vault, 'links of follow-ups')).update(mailId).digest();
  const secret = code.subarray(0, 16).toString('base64url');
  const hash = secretHash(secret);
  if (hash === null) throw new Error('a new secret is not of the form of secrets');
  return { secret, hash };
}

type Wanted = Mailable & { to: string };

/** The mail under its lock, if it goes now. What will never go is dropped. */
async function lockWanted(tx: Database, mailId: FollowUpMailId, now: Date): Promise<Wanted | null> {
  await holdWhileSending(tx);
  const row = await lockMail(tx, mailId);
  if (row === null) return null;
  const { to, weeks } = row;
  const state = mailState(row, weeks, now);
  if (to !== null && state === 'SEND') return { ...row, to };
  if (to === null || state === 'LATE') await set(tx, row, { droppedAt: now });
  return null;
}

type Change = { stopHash: Buffer } | { sentAt: SQL } | { droppedAt: Date };

async function set(tx: Database, { id }: Mailable, change: Change): Promise<void> {
  await tx.update(followUpMails).set(change).where(eq(followUpMails.id, id));
}

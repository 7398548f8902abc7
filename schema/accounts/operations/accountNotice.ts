import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type UserId } from '../../../drizzle/ids.ts';
import { enqueue, job, rowKey } from '../../jobs/operations.ts';
import { personById } from '../queries/people.ts';
import { mailOnce } from './mailOnce.ts';

/** What happened to the way somebody signs in. */
export const NOTICES = [
  'PASSKEY_ADDED',
  'PASSKEY_REMOVED',
  'PASSKEY_REQUIRED',
  'PASSKEY_REQUIREMENT_ENDED',
  'RECOVERY_CANCELLED',
  'RECOVERY_USED',
] as const;
export type Notice = (typeof NOTICES)[number];

type Needs = {
  db: Database;
  mail: { accountNotice(to: string, notice: Notice): Promise<void> };
  clock: () => Date;
};

/** Mails a person what happened to the way they sign in, so that it cannot happen unseen. */
export const accountNotice = job({
  name: 'account-notice',
  payload: z.object({ userId: rowKey<UserId>(), notice: z.enum(NOTICES), noticeId: z.uuid() }),
  run: async ({ db, mail, clock }: Needs, { userId, notice, noticeId }) => {
    const person = await personById(db, userId);
    if (person === null || person.disabled) return;
    const to = person.mailAddress;
    await mailOnce(db, { key: `account-notice ${noticeId}`, to, now: clock() }, () => mail.accountNotice(to, notice));
  },
});

/** Queues the mail, in the caller's transaction if it has one. */
export function tell(tx: Database, { userId }: { userId: UserId }, notice: Notice): Promise<void> {
  const noticeId = newId();
  return enqueue(tx, accountNotice, { userId, notice, noticeId }, { key: noticeId });
}

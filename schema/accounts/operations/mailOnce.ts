import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { countAct } from '../operations.ts';
import { noteOutcome, refusalOf } from './bounces.ts';

/** A row stays locked while a mail server takes its time; whoever else wants that row gives up soon, and tries again later. */
export async function holdWhileSending(tx: Database): Promise<void> {
  await tx.execute(sql`select set_config('lock_timeout', '2s', true),
    set_config('idle_in_transaction_session_timeout', '1h', true)`);
}

/** Longer than the queue tries a job again. */
const REMEMBERED_SECONDS = 24 * 3600;

/**
 * Sends one mail for a key, at most once in a day. The count that stands for the mail is written first and committed after the
 * mail server took the mail. Until then it is locked, so a second worker fails and tries again later: it sends the mail if the
 * first has died or failed, and nothing if the first has sent it. Two mails leave only when a process dies between sending and
 * committing, or stands still for more than an hour there. An address that is refused for good is marked, and the mail counts as
 * sent.
 */
export async function mailOnce(
  db: Database,
  { key, to, now }: { key: string; to: string; now: Date },
  send: () => Promise<void>,
): Promise<void> {
  const outcome = await db.transaction(async (tx) => {
    await holdWhileSending(tx);
    const { count } = await countAct(tx, { key: `mail of ${key}`, seconds: REMEMBERED_SECONDS, now });
    return count === 1 ? { refused: await refusalOf(send) } : null;
  });
  if (outcome !== null) await noteOutcome(db, { to, ...outcome });
}

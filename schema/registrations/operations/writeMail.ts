import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import { type EventMailId, newId, type UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { enqueue, job, rowKey } from '../../jobs/operations.ts';
import type { EventText, MailFacts } from '../rules/mails.ts';
import { type Mailing, sendEventMail } from './sendEventMail.ts';

/** To a person with an account, or to an address. `key` names the transition. */
export type NewMail = { key: string; text: EventText; facts: MailFacts } & (
  | { userId: UserId; address?: never }
  | { address: string; userId?: never }
);

/** Sends the mails about intensives that stand in the outbox, each once. */
export const sendEventMails = job({
  name: 'send-event-mails',
  payload: z.object({ mailIds: z.array(rowKey<EventMailId>()) }),
  // A rush writes hundreds.
  pace: { pollSeconds: 1, lanes: 1, batch: 5 },
  run: async (mailing: Mailing, { mailIds }) => {
    for (const mailId of mailIds) await sendEventMail(mailing, mailId);
  },
});

type Row = { id: EventMailId; key: string; userId: UserId | null; address: string | null; text: string; facts: string };

const add = statement<Row, { id: EventMailId }>(
  'add_event_mail',
  (p) => sql`insert into event_mails (id, key, user_id, address, text, facts, made_at)
    values (${p('id')}, ${p('key')}, ${p('userId')}, ${p('address')}, ${p('text')}, ${p('facts')}::text::jsonb, clock_timestamp())
    on conflict (key) do nothing returning id`,
);

/** How many mails one job sends. */
const AT_ONCE = 20;

/**
 * Writes mails into the outbox, with the jobs that send them after the commit. A key that stands there already adds nothing. Answers
 * the keys that were added.
 */
export async function eventMails(tx: Database, mails: readonly NewMail[]): Promise<ReadonlySet<string>> {
  const added = new Set<string>();
  const mailIds: EventMailId[] = [];
  for (const { key, text, facts, userId = null, address = null } of mails) {
    const [row] = await add(tx, { id: newId(), key, text, userId, address, facts: JSON.stringify(facts) });
    if (row === undefined) continue;
    mailIds.push(row.id);
    added.add(key);
  }
  for (let at = 0; at < mailIds.length; at += AT_ONCE)
    await enqueue(tx, sendEventMails, { mailIds: mailIds.slice(at, at + AT_ONCE) }, { key: mailIds[at] ?? '' });
  return added;
}

/** As eventMails, of one mail. */
export async function eventMail(tx: Database, mail: NewMail): Promise<void> {
  await eventMails(tx, [mail]);
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveChangeId, RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

/**
 * When the person of a registration `r` had agreed to a date: when their place was kept for an invoice or for money on its way, else when
 * it was confirmed. A change after that asks them.
 */
export const AGREED_AT = sql`coalesce((select min(a.at) from registration_states a
  where a.registration_id = r.id and a.state = 'AWAITING_PAYMENT'), r.confirmed_at)`;

/** Whether a registration `r` is asked by changes at all. */
export const IS_ASKED = sql`r.state in ('CONFIRMED', 'AWAITING_PAYMENT')`;

export type AskedChange = {
  id: IntensiveChangeId;
  registrationId: RegistrationId;
  says: string[];
  answerBy: Date;
  answer: 'STAYS' | 'LEAVES' | null;
};

const asked = statement<{ ids: readonly RegistrationId[]; now: Date }, AskedChange>(
  'asked_changes_of_registrations',
  (p) => sql`select c.id, r.id as "registrationId", c.says, c.answer_by as "answerBy",
      (select a.answer from change_answers a where a.registration_id = r.id and a.change_id = c.id order by a.id desc limit 1) as answer
    from registrations r join intensive_changes c on c.intensive_id = r.intensive_id
    where r.id = any(${p('ids')}::uuid[]) and ${IS_ASKED} and c.answer_by >= ${p('now')}::timestamptz
      and ${AGREED_AT} <= c.changed_at
    order by r.id, c.ordinal desc`,
);

/** The changes that ask who has these places to stay or leave, newest first, while there is time to answer. */
export function askedChangesOf(
  db: Database,
  asking: { ids: readonly RegistrationId[]; now: Date },
): Promise<AskedChange[]> {
  return asked(db, asking);
}

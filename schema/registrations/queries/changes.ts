import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveChangeId, RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

export type AskedChange = {
  id: IntensiveChangeId;
  says: string[];
  answerBy: Date;
  answer: 'STAYS' | 'LEAVES' | null;
};

const asked = statement<{ id: RegistrationId; now: Date }, AskedChange>(
  'asked_changes_of_registration',
  (p) => sql`select c.id, c.says, c.answer_by as "answerBy",
      (select a.answer from change_answers a where a.registration_id = r.id and a.change_id = c.id order by a.id desc limit 1) as answer
    from registrations r join intensive_changes c on c.intensive_id = r.intensive_id
    where r.id = ${p('id')} and r.state = 'CONFIRMED' and c.answer_by >= ${p('now')}::timestamptz and r.confirmed_at <= c.changed_at
    order by c.ordinal desc limit 10`,
);

/** The changes that ask a confirmed person to stay or leave, newest first, while there is time to answer. */
export function askedChangesOf(db: Database, asking: { id: RegistrationId; now: Date }): Promise<AskedChange[]> {
  return asked(db, asking);
}

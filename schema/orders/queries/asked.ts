import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { AGREED_AT } from '../../registrations/queries/changes.ts';

const asked = statement<{ registrationId: RegistrationId }, { until: Date | null }>(
  'asked_to_stay',
  (
    p,
  ) => sql`select max(c.answer_by) as until from registrations r join intensive_changes c on c.intensive_id = r.intensive_id
    where r.id = ${p('registrationId')} and c.answer_by is not null and ${AGREED_AT} < c.changed_at`,
);

/** Until when a person is asked whether they stay at new times that were set after they got their place; null when they are not. */
export async function askedUntil(db: Database, registrationId: RegistrationId): Promise<Date | null> {
  return (await asked(db, { registrationId }))[0]?.until ?? null;
}

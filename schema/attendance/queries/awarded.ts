import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

const awarded = statement<{ registrationId: RegistrationId }, { awarded: boolean }>(
  'is_awarded',
  (
    p,
  ) => sql`select exists (select from event_enrollments x join enrollment_attendance k on k.enrollment_id = x.enrollment_id
    where x.registration_id = ${p('registrationId')}) as awarded`,
);

/** Whether a certificate was given for the attendance of a registration. What is corrected now changes none of it. */
export async function isAwarded(tx: Database, registrationId: RegistrationId): Promise<boolean> {
  return (await awarded(tx, { registrationId }))[0]?.awarded ?? false;
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CareOpeningId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { CARE_OPENINGS } from '../../../drizzle/tables/care.ts';

export type Opening = {
  id: CareOpeningId;
  /** As the event names the instructor; null when that name is gone. */
  by: string | null;
  how: (typeof CARE_OPENINGS)[number];
  at: Date;
};

const ofPlace = statement<{ registrationId: RegistrationId; userId: UserId }, Opening>(
  'care_openings_of_place',
  (p) => sql`select o.id, o.how, o.at, (select t.name from intensive_instructors t
      where t.intensive_id = r.intensive_id and t.user_id = o.opened_by order by t.removed_at nulls first limit 1) as by
    from care_openings o join registrations r on r.id = o.registration_id
    where o.registration_id = ${p('registrationId')} and r.user_id = ${p('userId')} order by o.id desc limit 200`,
);

/** Who opened what a person wrote, newest first, for that person. */
export function openingsOf(
  db: Database,
  asked: { registrationId: RegistrationId; userId: UserId },
): Promise<Opening[]> {
  return ofPlace(db, asked);
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { LETS_IN } from '../../intensives/queries/uses.ts';

/** Somebody with a confirmed place that was not paid back, and the addresses of their account. */
type PlaceRow = { registrationId: RegistrationId; name: string | null; addresses: string[] };

const places = statement<{ intensiveId: IntensiveId }, PlaceRow>(
  'places_with_addresses',
  (p) => sql`select r.id as "registrationId", f.legal_name as name,
      array_remove(array[u.email, u.mail_address], null) as addresses
    from registrations r join users u on u.id = r.user_id left join profiles f on f.user_id = r.user_id
    where r.intensive_id = ${p('intensiveId')} and r.state = 'CONFIRMED' and ${LETS_IN} order by r.id`,
);

/** Everybody whom a report may name. */
export function placesOf(tx: Database, intensiveId: IntensiveId): Promise<PlaceRow[]> {
  return places(tx, { intensiveId });
}

const names = statement<{ ids: readonly RegistrationId[] }, { id: RegistrationId; name: string | null }>(
  'names_of_registrations',
  (p) => sql`select r.id, f.legal_name as name from registrations r left join profiles f on f.user_id = r.user_id
    where r.id = any(${p('ids')}::uuid[])`,
);

/** The names of profiles, by registration. */
export async function namesOf(
  db: Database,
  ids: readonly RegistrationId[],
): Promise<ReadonlyMap<RegistrationId, string | null>> {
  return new Map((await names(db, { ids })).map(({ id, name }) => [id, name]));
}

const everyGuest = statement<{ intensiveId: IntensiveId }, { id: RegistrationId; name: string | null }>(
  'guests_of_training',
  (p) => sql`select r.id, f.legal_name as name from registrations r left join profiles f on f.user_id = r.user_id
    where r.intensive_id = ${p('intensiveId')} and r.confirmed_at is not null order by lower(f.legal_name), r.id`,
);

/** Everybody who has or had a place, by name. */
export function everyGuestOf(
  db: Database,
  intensiveId: IntensiveId,
): Promise<{ id: RegistrationId; name: string | null }[]> {
  return everyGuest(db, { intensiveId });
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, OrganizationId, RegistrationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { REFUNDS_AFTER_CREDIT } from '../../../drizzle/tables/organizations.ts';

/** A certificate that stands on a place. */
export type CreditedPlace = {
  id: CertificateId;
  number: string;
  organizationId: OrganizationId;
  policy: (typeof REFUNDS_AFTER_CREDIT)[number];
  reported: boolean;
};

const lock = statement<{ ids: readonly RegistrationId[] }, { id: string }>(
  'lock_enrollments_of_places',
  (p) => sql`select e.id from enrollments e where e.id in (select x.enrollment_id from event_enrollments x
    where x.registration_id = any(${p('ids')}::uuid[])) order by e.id for update`,
);

const standing = statement<{ ids: readonly RegistrationId[] }, CreditedPlace>(
  'certificates_of_places',
  (p) => sql`select k.id, k.number, k.organization_id as "organizationId", g.refund_after_credit as policy,
      exists (select from award_reports t join credit_awards w on w.id = t.award_id where w.enrollment_id = k.enrollment_id) as reported
    from certificates k join organizations g on g.id = k.organization_id
    where k.enrollment_id = any(array(select x.enrollment_id from event_enrollments x
        where x.registration_id = any(${p('ids')}::uuid[])))
      and k.revoked_at is null and k.superseded_at is null`,
);

/** The certificates that stand on places. */
export async function creditedPlaces(db: Database, ids: readonly RegistrationId[]): Promise<CreditedPlace[]> {
  return ids.length === 0 ? [] : standing(db, { ids });
}

/** The same, under the locks that a claim takes first: a claim comes before this, or sees what follows. */
export async function lockCredited(tx: Database, ids: readonly RegistrationId[]): Promise<CreditedPlace[]> {
  if (ids.length === 0) return [];
  // Few places are those of a training that is credited.
  return (await lock(tx, { ids })).length === 0 ? [] : standing(tx, { ids });
}

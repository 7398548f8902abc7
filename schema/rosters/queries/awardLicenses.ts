import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CreditAwardId, LicenseId, LicenseVersionId, OrganizationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { LicenseVersionRow } from '../../licenses/queries.ts';
import { MOST_VERSIONS } from '../../licenses/rules/change.ts';

/** A version of what a license says, of one that an award is joined to. */
export type AwardLicenseRow = Pick<
  LicenseVersionRow,
  'kind' | 'profession' | 'jurisdiction' | 'sealedNumber' | 'nameOnLicense' | 'reason' | 'recordedAt'
> & {
  awardId: CreditAwardId;
  licenseId: LicenseId;
  versionId: LicenseVersionId;
  joinedAt: Date;
  removedAt: Date | null;
  /** Joined by the claim, whose certificate prints it. One that is joined later is not printed. */
  printed: boolean;
};

const rows = statement<{ organizationId: OrganizationId; awardIds: readonly CreditAwardId[] }, AwardLicenseRow>(
  'licenses_of_awards',
  (p) => sql`select w.id as "awardId", j.license_id as "licenseId", v.id as "versionId", j.joined_at as "joinedAt",
      l.removed_at as "removedAt", j.joined_at = w.awarded_at as printed, v.kind, v.profession, v.jurisdiction,
      v.sealed_number as "sealedNumber", v.name_on_license as "nameOnLicense", v.reason, v.recorded_at as "recordedAt"
    from credit_awards w join credit_offers f on f.id = w.offer_id and f.organization_id = ${p('organizationId')}
      join award_licenses j on j.award_id = w.id join licenses l on l.id = j.license_id
      cross join lateral (select * from license_versions o where o.license_id = l.id
        order by o.ordinal desc limit ${sql.raw(String(MOST_VERSIONS))}) v
    where w.id = any(${p('awardIds')}::uuid[]) order by w.id, j.id, v.ordinal`,
);

/** What the licenses of these awards ever said, by award, in the order of joining; only awards of this organization. */
export async function awardLicenses(
  db: Database,
  asked: { organizationId: OrganizationId; awardIds: readonly CreditAwardId[] },
): Promise<Map<CreditAwardId, AwardLicenseRow[]>> {
  const found = asked.awardIds.length === 0 ? [] : await rows(db, asked);
  return Map.groupBy(found, ({ awardId }) => awardId);
}

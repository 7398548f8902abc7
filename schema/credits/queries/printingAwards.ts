import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, LicenseId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { awardKeyInSql } from '../../issuance/rules/claimKeys.ts';

/** A standing certificate of an award, and the licenses that it prints, in the order of its lines. */
type PrintingAward = { certificateId: CertificateId; licenseIds: LicenseId[] };

// A certificate prints the licenses that its claim named. Those are joined at the moment of the award, in the order of the lines;
// one that is joined later is not printed.
const printing = statement<{ userId: UserId; licenseId: LicenseId }, PrintingAward>(
  'awards_that_print_license',
  (p) => sql`select k.id as "certificateId",
      array(select o.license_id from award_licenses o where o.award_id = w.id and o.joined_at = w.awarded_at order by o.id) as "licenseIds"
    from award_licenses j join credit_awards w on w.id = j.award_id and w.awarded_at = j.joined_at
      join certificates k on k.enrollment_id = w.enrollment_id and k.superseded_at is null
        and k.claim_key = ${sql.raw(awardKeyInSql('w'))}
    where j.license_id = ${p('licenseId')} and k.user_id = ${p('userId')}`,
);

/** The standing certificates of a person that print this license. */
export function printingAwards(
  db: Database,
  asked: { userId: UserId; licenseId: LicenseId },
): Promise<PrintingAward[]> {
  return printing(db, asked);
}

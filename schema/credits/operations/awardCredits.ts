import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type CreditAwardId,
  type CreditOfferId,
  type EnrollmentId,
  type LicenseId,
  newId,
} from '../../../drizzle/ids.ts';
import { awardLicenses, creditAwards } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { EnrollmentBasis } from '../../../drizzle/tables/enrollments.ts';
import type { Act } from '../../act.ts';
import type { Earned } from '../rules/earned.ts';
import { keptUntil } from '../rules/retention.ts';

export type AwardRow = typeof creditAwards.$inferSelect;

type Given = { enrollmentId: EnrollmentId; at: Date; awards: string };

const give = statement<Given, { id: CreditAwardId }>(
  'give_awards',
  (
    p,
  ) => sql`with earned as (select * from json_to_recordset(${p('awards')}::text::json) as e(id uuid, "offerId" uuid, basis text, lines jsonb,
      "totalHundredths" int, "completedAt" timestamptz, "countsOn" date, "keptUntil" date, joins json)),
    given as (insert into credit_awards (id, enrollment_id, offer_id, basis, lines, total_hundredths, completed_at, counts_on,
        kept_until, awarded_at)
      select e.id, ${p('enrollmentId')}, e."offerId", e.basis, e.lines, e."totalHundredths", e."completedAt", e."countsOn",
        e."keptUntil", ${p('at')} from earned e
      on conflict do nothing returning id),
    joined as (insert into award_licenses (id, award_id, license_id, joined_at)
      select j.id, g.id, j."licenseId", ${p('at')} from given g join earned e on e.id = g.id
        cross join lateral json_to_recordset(e.joins) as j(id uuid, "licenseId" uuid))
    select id from given`,
);

/**
 * Records what an enrollment earned, once for each offer, and joins every award to its licenses: what was recorded before stays.
 * The caller has locked the enrollment and asked the gate. One statement, unless somebody recorded some of it before.
 */
export async function awardCredits(
  tx: Database,
  { now }: Pick<Act, 'now'>,
  { enrollmentId, basis, earned }: { enrollmentId: EnrollmentId; basis: EnrollmentBasis; earned: readonly Earned[] },
): Promise<AwardRow[]> {
  if (earned.length === 0) return [];
  const awards = earned.map(
    ({ offerId, lines, totalHundredths, completedAt, countsOn, organizationYears, bodyYears }): AwardRow => ({
      ...{ id: newId(), enrollmentId, offerId, basis, awardedAt: now },
      ...{ lines: [...lines], totalHundredths, completedAt, countsOn },
      // From the day of the award: a claim long after completion is kept as long as any other.
      keptUntil: keptUntil(now.toISOString().slice(0, 10), { organizationYears, bodyYears }),
    }),
  );
  const rows = awards.map((award, at) => ({
    ...award,
    joins: [...new Set(earned[at]?.licenseIds)].map((licenseId) => ({ id: newId(), licenseId })),
  }));
  const given = await give(tx, { enrollmentId, at: now, awards: JSON.stringify(rows) });
  return given.length === awards.length ? awards : joinedBefore(tx, now, { enrollmentId, earned });
}

/** The awards that stand, some of them from before, joined to their licenses. */
async function joinedBefore(
  tx: Database,
  now: Date,
  { enrollmentId, earned }: { enrollmentId: EnrollmentId; earned: readonly Earned[] },
): Promise<AwardRow[]> {
  const offerIds = earned.map(({ offerId }) => offerId);
  const awards = await awardsOf(tx, enrollmentId, offerIds);
  const chosen = new Map(earned.map(({ offerId, licenseIds }) => [offerId, licenseIds]));
  await joinLicenses(
    tx,
    now,
    awards.map(({ id, offerId }) => ({ awardId: id, licenseIds: chosen.get(offerId) ?? [] })),
  );
  return awards;
}

/** The awards of an enrollment under these offers. */
export async function awardsOf(
  tx: Database,
  enrollmentId: EnrollmentId,
  offerIds: readonly CreditOfferId[],
): Promise<AwardRow[]> {
  if (offerIds.length === 0) return [];
  return tx
    .select()
    .from(creditAwards)
    .where(and(eq(creditAwards.enrollmentId, enrollmentId), inArray(creditAwards.offerId, [...offerIds])));
}

export type Join = { awardId: CreditAwardId; licenseId: LicenseId };

/** Makes awards count for licenses, too. A pair that is joined already stays as it is. Answers the pairs that it joined. */
export async function joinLicenses(
  tx: Database,
  now: Date,
  joins: readonly { awardId: CreditAwardId; licenseIds: readonly LicenseId[] }[],
): Promise<Join[]> {
  const rows = joins.flatMap(({ awardId, licenseIds }) =>
    licenseIds.map((licenseId) => ({ awardId, licenseId, joinedAt: now })),
  );
  if (rows.length === 0) return [];
  const { awardId, licenseId } = awardLicenses;
  return tx.insert(awardLicenses).values(rows).onConflictDoNothing().returning({ awardId, licenseId });
}

import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CreditAwardId, CreditOfferId, EnrollmentId, LicenseId } from '../../../drizzle/ids.ts';
import { awardLicenses, creditAwards } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import type { Earned } from '../rules/earned.ts';
import { keptUntil } from '../rules/retention.ts';

export type AwardRow = typeof creditAwards.$inferSelect;

/**
 * Records what an enrollment earned, once for each offer: what was recorded before stays. Joins every award to its licenses. The
 * caller has locked the enrollment and asked the gate.
 */
export async function awardCredits(
  tx: Database,
  { now }: Pick<Act, 'now'>,
  { enrollmentId, earned }: { enrollmentId: EnrollmentId; earned: readonly Earned[] },
): Promise<AwardRow[]> {
  if (earned.length === 0) return [];
  await tx
    .insert(creditAwards)
    .values(
      earned.map(({ organizationYears, bodyYears, licenseIds: _licenses, lines, ...facts }) => ({
        ...facts,
        lines: [...lines],
        enrollmentId,
        basis: 'LEARNER' as const,
        // From the day of the award: a claim long after completion is kept as long as any other.
        keptUntil: keptUntil(now.toISOString().slice(0, 10), { organizationYears, bodyYears }),
        awardedAt: now,
      })),
    )
    .onConflictDoNothing();
  const awards = await awardsOf(
    tx,
    enrollmentId,
    earned.map(({ offerId }) => offerId),
  );
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

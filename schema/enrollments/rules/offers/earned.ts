import type { LicenseId } from '../../../../drizzle/ids.ts';
import type { Earned } from '../../../credits/rules/earned.ts';
import type { Verdict } from './judge.ts';

/** What a verdict without blockers gives: the amounts of the offer as they are, on the dates of the enrollment. */
export function earnedUnder({ offer, dates }: Verdict, licenseIds: readonly LicenseId[]): Earned {
  if (dates.completedAt === null || dates.countsOn === null) throw new Error('the gate let an undated award through');
  return {
    offerId: offer.id,
    lines: offer.lines,
    totalHundredths: offer.totalHundredths,
    completedAt: dates.completedAt,
    countsOn: dates.countsOn,
    organizationYears: offer.keepYears,
    bodyYears: offer.rules.retentionYears?.value ?? null,
    licenseIds,
  };
}

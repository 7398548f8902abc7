import type { LicenseId } from '../../../../drizzle/ids.ts';
import type { Accreditor, Rules } from '../../../accreditation/rules/bodies.ts';
import type { Earned } from '../../../credits/rules/earned.ts';
import type { Verdict } from './judge.ts';

/** What is earned, with the body and the rules by which the gate judged it. */
export type JudgedEarned = Earned & { body: Pick<Accreditor, 'key' | 'name'>; rules: Rules };

/** What a verdict without blockers gives: the amounts of the offer, of a training those that its attendance earns, on the dates of the enrollment. */
export function earnedUnder({ offer, dates, given }: Verdict, licenseIds: readonly LicenseId[]): JudgedEarned {
  if (dates.completedAt === null || dates.countsOn === null) throw new Error('the gate let an undated award through');
  return {
    offerId: offer.id,
    lines: given.lines,
    totalHundredths: given.totalHundredths,
    completedAt: dates.completedAt,
    countsOn: dates.countsOn,
    organizationYears: offer.keepYears,
    bodyYears: offer.rules.retentionYears?.value ?? null,
    licenseIds,
    rules: offer.rules,
    body: { key: offer.accreditor, name: offer.body },
  };
}

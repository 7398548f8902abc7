import type { PrintedSession } from '../../../../certificates/facts/v2.ts';
import type { LicenseId } from '../../../../drizzle/ids.ts';
import type { Accreditor, Rules } from '../../../accreditation/rules/bodies.ts';
import type { Earned } from '../../../credits/rules/earned.ts';
import { earningParts, heldParts, sessionsOf } from '../sessions.ts';
import type { Standing } from '../standing.ts';
import type { Given } from './amounts.ts';
import type { Verdict } from './judge.ts';
import type { Offer } from './offer.ts';

/** What is earned, with the body and the rules by which the gate judged it. */
export type JudgedEarned = Earned & {
  body: Pick<Accreditor, 'key' | 'name'>;
  rules: Rules;
  sessions: PrintedSession[];
};

/** What a verdict without blockers gives: the amounts of the offer, of a training those that its attendance earns, on the dates of the enrollment. */
export function earnedUnder(
  { offer, dates, given }: Verdict,
  licenseIds: readonly LicenseId[],
  standing: Pick<Standing, 'training' | 'teaching'>,
): JudgedEarned {
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
    sessions: sessionsUnder(offer, given, standing),
    body: { key: offer.accreditor, name: offer.body },
  };
}

/** The sessions that the award's certificate names; empty for a course that is studied alone. */
function sessionsUnder(
  offer: Offer,
  given: Given,
  standing: Pick<Standing, 'training' | 'teaching'>,
): PrintedSession[] {
  const of = standing.teaching ?? standing.training;
  if (of === null) return [];
  return sessionsOf(earningParts(heldParts(standing), offer, given), of.place, offer.rules.formatWords?.value);
}

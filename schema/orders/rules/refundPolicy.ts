import type { IntensivePolicy } from '../../../drizzle/tables/intensives.ts';
import { deadlineInWords, deadlineOf } from '../../intensives/rules/deadline.ts';
import { timeInWords } from '../../intensives/rules/times.ts';
import { percentOf } from '../../money.ts';

export type PolicyRefund = {
  percent: number;
  amountMinor: number;
  /** When this tier ends; null when nothing is given back any more. */
  until: Date | null;
  /** Which tier, in words. */
  rule: string;
};

type Case = {
  /** As the payer accepted it. */
  policy: IntensivePolicy;
  /** What was paid for the places in question and not refunded before. */
  paidMinor: number;
  startsAt: Date;
  timeZone: string;
  /** Whether that is the start of a date from which the place moved. */
  moved?: boolean;
  now: Date;
};

/**
 * What the policy gives back now: of the tiers whose deadline has not passed, the one that gives most. A tier holds up to its
 * deadline's instant and no longer.
 */
export function policyRefund({ policy, paidMinor, startsAt, timeZone, moved = false, now }: Case): PolicyRefund {
  const counts = moved ? ` It counts from the date before the move, ${timeInWords(startsAt, timeZone)}.` : '';
  const [best] = policy.refundTiers
    .map((tier) => ({ ...tier, ends: deadlineOf(tier.until, startsAt, timeZone) }))
    .filter(({ ends }) => now < ends)
    .sort((a, b) => b.percent - a.percent || b.ends.getTime() - a.ends.getTime());
  if (best === undefined)
    return { percent: 0, amountMinor: 0, until: null, rule: `The policy gives nothing back any more.${counts}` };
  const { percent, until, ends } = best;
  return {
    percent,
    amountMinor: percentOf(paidMinor, percent),
    until: ends,
    rule: `The policy gives ${percent} % back ${deadlineInWords(until, timeZone)}.${counts}`,
  };
}

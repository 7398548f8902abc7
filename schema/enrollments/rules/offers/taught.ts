import type { Rules } from '../../../accreditation/rules/bodies.ts';
import { type TeachingBlocker, taughtMinutes } from '../gate/teaching.ts';
import type { TaughtPart, TeachingStanding } from '../standing.ts';
import { type Counted, fewestMinutes, type Given, givenForParts } from './amounts.ts';
import type { Offer } from './offer.ts';

type TeachingRule = NonNullable<Rules['teaching']>['value'];
type Rated = Pick<Offer, 'lines' | 'totalHundredths' | 'rules'>;

/**
 * What an offer gives an instructor: what the minutes that they taught make by the body's arithmetic, each counted as the rule for
 * instructors says, and of each line at most the same multiple of it. Nothing without such a rule.
 */
export function givenForTeaching(offer: Rated, teaching: TeachingStanding): Given {
  const rule = offer.rules.teaching?.value;
  if (rule === undefined) return { lines: [], totalHundredths: 0 };
  const assessed = rule.testRequired;
  return givenForParts(multiplied(offer, rule), { ...countedParts(teaching, rule), assessed });
}

/** The lines of an offer for so many percent of its minutes, in whole steps. */
function multiplied(offer: Rated, { percent }: TeachingRule): Rated {
  const step = offer.rules.unit?.value.kind === 'BANDED' ? 1 : (offer.rules.stepHundredths?.value ?? 1);
  const times = (hundredths: number) => Math.floor((hundredths * percent) / 100 / step) * step;
  const lines = offer.lines.map((line) => ({ ...line, amountHundredths: times(line.amountHundredths) }));
  return { ...offer, lines, totalHundredths: times(offer.totalHundredths) };
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** What counts of each part, in shares that are whole for every part: percent of a minute are hundredths of one. */
export function countedParts(
  { parts }: Pick<TeachingStanding, 'parts'>,
  { percent, shared }: Pick<TeachingRule, 'percent' | 'shared'>,
): { parts: Counted[]; per: bigint } {
  const isDivided = ({ together, minutes }: TaughtPart) => shared === 'DIVIDED' && together > minutes;
  const per = parts
    .filter(isDivided)
    .map(({ together }) => BigInt(together))
    .reduce((all, one) => (all * one) / gcd(all, one), 1n);
  const sharesOf = (part: TaughtPart): bigint => {
    if (part.attended) return 0n;
    const whole = BigInt(part.taught) * BigInt(percent) * per;
    return isDivided(part) ? (whole * BigInt(part.minutes)) / BigInt(part.together) : whole;
  };
  return { per, parts: parts.map((part) => ({ title: part.title, format: part.format, shares: sharesOf(part) })) };
}

/** That an offer gives an instructor nothing: for want of a rule, or of minutes. */
export function teachingLack(
  offer: Rated & Pick<Offer, 'id' | 'body'>,
  { teaching, given }: { teaching: TeachingStanding; given: Given },
): TeachingBlocker[] {
  const rule = offer.rules.teaching?.value;
  const about = { offerId: offer.id, deadline: null };
  if (rule === undefined) {
    const message = `The offer of ${offer.body} states no rule for instructors, so that they earn nothing by it. Ask the organization.`;
    return [{ ...about, code: 'TEACHING_NOT_CREDITED', message }];
  }
  if (given.totalHundredths > 0 || taughtMinutes(teaching) === 0) return [];
  const { parts, per } = countedParts(teaching, rule);
  const minutesTaught = Number(parts.reduce((sum, { shares }) => sum + shares, 0n) / per / 100n);
  const minutesNeeded = fewestMinutes(offer.rules);
  const message = `By the rules of ${offer.body} you taught ${minutesTaught} minutes; ${minutesNeeded} are needed.`;
  return [{ ...about, code: 'TEACHING_SHORT', message, minutesTaught, minutesNeeded }];
}

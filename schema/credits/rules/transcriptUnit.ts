import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { BoardRules } from '../../accreditation/rules/inForce.ts';
import type { AwardFacts, Part } from './transcriptFacts.ts';

/** Whole numbers: an amount times `of`, divided by `by`, is the amount in the board's unit. */
type Ratio = { of: number; by: number };

/**
 * How a body's unit becomes the board's. The same unit stays as it is, unless both say how many minutes it has and these differ.
 * Two units of time are compared by their minutes. Null: the files do not tell.
 */
function ratioOf(
  { unit, minutesPerUnit }: Pick<AwardFacts, 'unit' | 'minutesPerUnit'>,
  rules: BoardRules,
): Ratio | null {
  const own = rules.unit?.value;
  if (unit === null || own === undefined || unit.kind === 'NONE' || own.kind === 'NONE') return null;
  const minutes = rules.minutesPerUnit?.value ?? null;
  if (unit.kind === 'TIMED' && own.kind === 'TIMED' && minutesPerUnit !== null && minutes !== null)
    return { of: minutesPerUnit, by: minutes };
  return unit.code === own.code ? { of: 1, by: 1 } : null;
}

const SELF_STUDY: Record<OfferLine['format'], boolean> = {
  SELF_PACED_READING: true,
  SELF_PACED_VIDEO: true,
  LIVE_ONLINE: false,
  LIVE_IN_PERSON: false,
};

/**
 * The lines of an award in the board's unit; null when it cannot be told. The whole is rounded down once, and each line is the
 * difference of two such sums, so that the lines add up to the whole.
 */
export function partsOf(award: AwardFacts, rules: BoardRules): Part[] | null {
  const ratio = ratioOf(award, rules);
  if (ratio === null) return null;
  let before = 0;
  return award.lines.map(({ amountHundredths, category, format }) => {
    const converted = (sum: number) => Math.floor((sum * ratio.of) / ratio.by);
    const hundredths = converted(before + amountHundredths) - converted(before);
    before += amountHundredths;
    return { category, selfStudy: SELF_STUDY[format], hundredths, countedHundredths: hundredths };
  });
}

import {
  type DrawRules,
  type Item,
  isTrueFalse,
  leastTrueFalse,
  mostTrueFalse,
  type Share,
  sharesOf,
} from '../../courses/rules/draws.ts';
import { type Random, shuffle } from '../../shuffle.ts';

/**
 * Draws up to so many items in random order: of each required objective exactly its number, and no more TRUE_FALSE items than the
 * limit, where the pool allows it (`drawShortfalls`). Prefers items that the person has not seen, and always the objective that
 * has been drawn least so far.
 */
export function draw<Of extends Item>(
  pool: readonly Of[],
  seenKeys: ReadonlySet<string>,
  rules: DrawRules,
  random: Random,
): Of[] {
  const shares = sharesOf(pool, rules);
  const least = shares.map(leastTrueFalse);
  let spare = Math.max(0, mostTrueFalse(rules) - least.reduce((sum, one) => sum + one, 0));
  const drawn: Of[] = [];
  for (const [index, share] of shares.entries()) {
    const reserved = least[index] ?? 0;
    const taken = drawShare(share, seenKeys, reserved + spare, random);
    spare -= Math.max(0, taken.filter(isTrueFalse).length - reserved);
    drawn.push(...taken);
  }
  return shuffle(drawn, random);
}

function drawShare<Of extends Item>(
  { items, count }: Share<Of>,
  seenKeys: ReadonlySet<string>,
  mostOfTrueFalse: number,
  random: Random,
): Of[] {
  const drawn: Of[] = [];
  const perObjective = new Map<string, number>();
  const drawnOf = (item: Of) => perObjective.get(item.objectiveKey) ?? 0;
  const fits = (item: Of) => !isTrueFalse(item) || drawn.filter(isTrueFalse).length < mostOfTrueFalse;
  for (const seen of [false, true]) {
    let left = shuffle(
      items.filter((item) => seenKeys.has(item.key) === seen),
      random,
    ).filter(fits);
    while (drawn.length < count && left.length > 0) {
      const next = left.reduce((best, item) => (drawnOf(item) < drawnOf(best) ? item : best));
      perObjective.set(next.objectiveKey, drawnOf(next) + 1);
      drawn.push(next);
      left = left.filter((item) => item !== next && fits(item));
    }
  }
  return drawn;
}

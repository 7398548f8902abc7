import type { Requirement } from '../../../drizzle/tables/quizzes.ts';

/** What a draw looks at in a question. */
export type Item = { key: string; objectiveKey: string; type: string };

/** How many questions an attempt draws, and what each draw must keep to. */
export type DrawRules = {
  draw: number;
  required?: readonly Pick<Requirement, 'objectiveKey' | 'of'>[];
  trueFalsePercent?: number | null;
};

export function isTrueFalse({ type }: Pick<Item, 'type'>): boolean {
  return type === 'TRUE_FALSE';
}

/** Some objectives, of which so many items are drawn together. */
export type Share<Of> = { items: Of[]; count: number };

/** Each required objective draws its number; all the others draw the rest together. */
export function sharesOf<Of extends Item>(pool: readonly Of[], { draw: count, required = [] }: DrawRules): Share<Of>[] {
  const shares = required.map(({ objectiveKey, of }) => ({
    items: pool.filter((item) => item.objectiveKey === objectiveKey),
    count: of,
  }));
  const taken = shares.reduce((sum, share) => sum + share.count, 0);
  const others = pool.filter((item) => !required.some(({ objectiveKey }) => objectiveKey === item.objectiveKey));
  return [...shares, { items: others, count: Math.max(0, count - taken) }];
}

/** How many TRUE_FALSE items a share cannot do without. */
export function leastTrueFalse({ items, count }: Share<Item>): number {
  return Math.max(0, Math.min(count, items.length) - items.filter((item) => !isTrueFalse(item)).length);
}

/** How many TRUE_FALSE items an attempt may have. */
export function mostTrueFalse({ draw: count, trueFalsePercent = null }: DrawRules): number {
  return trueFalsePercent === null ? count : Math.floor((count * trueFalsePercent) / 100);
}

/** Why a pool cannot give what is asked of each draw; nothing when it can. */
export function drawShortfalls(pool: readonly Item[], rules: DrawRules): DrawShortfall[] {
  const { draw: count, required = [] } = rules;
  const shares = sharesOf(pool, rules);
  const short = required.flatMap(({ objectiveKey, of }, index): DrawShortfall[] => {
    const there = shares[index]?.items.length ?? 0;
    return there < of ? [{ because: 'TOO_FEW_REQUIRED', index, objectiveKey, of, there }] : [];
  });
  const taken = required.reduce((sum, { of }) => sum + of, 0);
  const others = shares.at(-1)?.items.length ?? 0;
  if (taken > count) short.push({ because: 'REQUIRED_EXCEED_DRAW', taken });
  else if (required.length > 0 && others < count - taken)
    short.push({ because: 'TOO_FEW_OTHERS', needed: count - taken, there: others });
  if (short.length > 0 || pool.length < count) return short;
  const least = shares.reduce((sum, share) => sum + leastTrueFalse(share), 0);
  const most = mostTrueFalse(rules);
  return least > most ? [{ because: 'TOO_MANY_TRUE_FALSE', least, most }] : [];
}

export type DrawShortfall =
  | { because: 'TOO_FEW_REQUIRED'; index: number; objectiveKey: string; of: number; there: number }
  | { because: 'REQUIRED_EXCEED_DRAW'; taken: number }
  | { because: 'TOO_FEW_OTHERS'; needed: number; there: number }
  | { because: 'TOO_MANY_TRUE_FALSE'; least: number; most: number };

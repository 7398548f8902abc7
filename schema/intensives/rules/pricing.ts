import type { intensiveCodes, intensivePrices } from '../../../drizzle/tables/intensivePrices.ts';

type Price = Pick<
  typeof intensivePrices.$inferSelect,
  'id' | 'kind' | 'position' | 'amountMinor' | 'startsAt' | 'endsAt' | 'removedAt'
>;
type Code = Pick<typeof intensiveCodes.$inferSelect, 'startsAt' | 'endsAt' | 'removedAt' | 'mostUses'>;

/** From `startsAt` inclusive to `endsAt` exclusive. */
const holdsAt = (
  { startsAt, endsAt, removedAt }: Pick<Price, 'startsAt' | 'endsAt' | 'removedAt'>,
  now: Date,
): boolean => removedAt === null && (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt);

/**
 * The standard price of now: the first in order whose time has come and which still has places for all that are wanted. `taken`
 * counts the places sold or held at each price. Null when no price stands.
 */
export function priceNow<One extends Price & { places: number | null }>(
  prices: readonly One[],
  now: Date,
  taken: ReadonlyMap<string, number> = new Map(),
  wanted = 1,
): One | null {
  const standing = prices
    .filter((price) => price.kind === 'STANDARD' && holdsAt(price, now))
    .filter(({ id, places }) => places === null || (taken.get(id) ?? 0) + wanted <= places)
    .toSorted((a, b) => a.position - b.position);
  return standing[0] ?? null;
}

/** What stands in the way of a price of few places: how many orders sold at each, and how many places are free of charge. */
export type Sold = { sold: ReadonlyMap<string, number>; free: number };

/** The places taken at each price. Free places have no order: they count at the free prices, in their order, each up to its own places. */
export function takenAtPrices(
  prices: readonly (Pick<Price, 'id' | 'kind' | 'position' | 'amountMinor' | 'removedAt'> & {
    places: number | null;
  })[],
  { sold, free }: Sold,
): Map<string, number> {
  const taken = new Map(sold);
  let left = free;
  const freeOnes = prices.filter((one) => one.kind === 'STANDARD' && one.amountMinor === 0 && one.removedAt === null);
  for (const { id, places } of freeOnes.toSorted((a, b) => a.position - b.position)) {
    const here = Math.min(places ?? left, left);
    taken.set(id, (taken.get(id) ?? 0) + here);
    left -= here;
  }
  return taken;
}

export type CodeVerdict = { ok: true } | { ok: false; because: 'UNKNOWN' | 'NOT_YET' | 'OVER' | 'USED_UP' };

/** Whether a code can be used now for so many places; `uses` counts places that have it. A code that was removed is unknown. */
export function codeVerdict(
  code: Code | null,
  { uses, places, now }: { uses: number; places: number; now: Date },
): CodeVerdict {
  if (code === null || code.removedAt !== null) return { ok: false, because: 'UNKNOWN' };
  if (code.startsAt !== null && now < code.startsAt) return { ok: false, because: 'NOT_YET' };
  if (code.endsAt !== null && now >= code.endsAt) return { ok: false, because: 'OVER' };
  if (code.mostUses !== null && uses + places > code.mostUses) return { ok: false, because: 'USED_UP' };
  return { ok: true };
}

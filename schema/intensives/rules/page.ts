import type { IntensivePage, PagePrice } from '../queries/pages.ts';
import { spanOf } from './agenda.ts';
import { priceNow, takenAtPrices } from './pricing.ts';

const at = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** When an intensive begins and ends; null without an agenda. */
export function spanOfPage({ segments }: Pick<IntensivePage, 'segments'>): { startsAt: Date; endsAt: Date } | null {
  return spanOf(segments.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })));
}

export type ShownPrice = PagePrice & { currency: string; standing: boolean };

/** The prices of a page, with the one that stands now. */
export function shownPrices({ prices, currency }: Pick<IntensivePage, 'prices' | 'currency'>, now: Date): ShownPrice[] {
  const dated = prices.map((price) => ({
    ...price,
    startsAt: at(price.startsAt),
    endsAt: at(price.endsAt),
    removedAt: null,
  }));
  const sold = new Map<string, number>(prices.map((price) => [price.id, price.sold]));
  const standing = priceNow(
    dated,
    now,
    takenAtPrices(dated, { sold, free: Math.max(0, ...prices.map(({ free }) => free)) }),
  );
  return prices.map((price) => ({ ...price, currency, standing: price.id === standing?.id }));
}

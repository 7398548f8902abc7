import type { FrozenTax } from '../../../drizzle/tables/orders.ts';
import { percentOf, splitMinor, taxWithin } from '../../money.ts';

export type Code = { percent: number | null; amountMinor: number | null };

export type PricedLine = {
  priceMinor: number;
  discountMinor: number;
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
};

export type PricedOrder = { lines: PricedLine[]; netMinor: number; taxMinor: number; totalMinor: number };

/**
 * The lines of an order of equal places. A percentage lowers each place. An amount lowers the order once, never below nothing,
 * and is split over its places. Tax is inside every total, and the order's tax is the sum of its lines'.
 */
export function priceOrder({
  priceMinor,
  places,
  code,
  tax,
}: {
  priceMinor: number;
  places: number;
  code: Code | null;
  tax: FrozenTax | null;
}): PricedOrder {
  const discounts = discountsOf({ priceMinor, places, code });
  const lines = discounts.map((discountMinor) => {
    const totalMinor = priceMinor - discountMinor;
    return { priceMinor, discountMinor, totalMinor, ...taxWithin(totalMinor, tax?.rateHundredths ?? 0) };
  });
  const sum = (of: (line: PricedLine) => number) => lines.reduce((all, line) => all + of(line), 0);
  return {
    lines,
    netMinor: sum(({ netMinor }) => netMinor),
    taxMinor: sum(({ taxMinor }) => taxMinor),
    totalMinor: sum(({ totalMinor }) => totalMinor),
  };
}

function discountsOf({
  priceMinor,
  places,
  code,
}: {
  priceMinor: number;
  places: number;
  code: Code | null;
}): number[] {
  const each = Array.from({ length: places }, () => 1);
  if (code?.percent != null) {
    const { percent } = code;
    return each.map(() => percentOf(priceMinor, percent));
  }
  return splitMinor(Math.min(code?.amountMinor ?? 0, priceMinor * places), each);
}

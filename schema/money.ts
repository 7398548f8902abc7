/**
 * The currencies in which an intensive may be priced: digits of the minor unit (ISO 4217) and the smallest charge that Stripe
 * takes in it, in minor units (its page on currencies, read in November 2026).
 */
export const CURRENCIES = {
  AUD: { digits: 2, smallestCharge: 50 },
  CAD: { digits: 2, smallestCharge: 50 },
  CHF: { digits: 2, smallestCharge: 50 },
  DKK: { digits: 2, smallestCharge: 250 },
  EUR: { digits: 2, smallestCharge: 50 },
  GBP: { digits: 2, smallestCharge: 30 },
  JPY: { digits: 0, smallestCharge: 50 },
  NOK: { digits: 2, smallestCharge: 300 },
  NZD: { digits: 2, smallestCharge: 50 },
  SEK: { digits: 2, smallestCharge: 300 },
  USD: { digits: 2, smallestCharge: 50 },
} as const;
export type Currency = keyof typeof CURRENCIES;

/** The largest charge in each of these currencies, in minor units: eight digits (the same page). No order is over more. */
export const LARGEST_CHARGE = 99_999_999;
/** The most that may be recorded as paid for one order: sums of money are whole numbers of 32 bits. */
export const MOST_RECORDED = 1_000_000_000;

export const isCurrency = (code: string): code is Currency => Object.hasOwn(CURRENCIES, code);

/** The smallest charge in a currency, in minor units. Throws for a currency that no intensive can have. */
export function smallestCharge(currency: string): number {
  return known(currency).smallestCharge;
}

function known(currency: string) {
  if (!isCurrency(currency)) throw new Error(`no price is in the currency ${currency}`);
  return CURRENCIES[currency];
}

/** An amount in minor units as people read it: "USD 1,250.00", "JPY 12,000", "-EUR 5.00". The code stands for every sign. */
export function moneyInWords(amountMinor: number, currency: string): string {
  const { digits } = known(currency);
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  const minor = digits === 0 ? '' : `.${padded.slice(-digits)}`;
  return `${amountMinor < 0 ? '-' : ''}${currency} ${whole}${minor}`;
}

/**
 * The share `part / whole` of an amount to the nearest minor unit, half upward. Integers of at least 0; `whole` is at least 1. It
 * never falls when `part` rises, and the whole share is the amount.
 */
export function shareOf(amountMinor: number, part: number, whole: number): number {
  return Number((BigInt(amountMinor) * BigInt(part) * 2n + BigInt(whole)) / (BigInt(whole) * 2n));
}

/** A whole percentage of an amount, to the nearest minor unit, half upward. */
export const percentOf = (amountMinor: number, percent: number): number => shareOf(amountMinor, percent, 100);

/**
 * The tax inside a price that includes it. `rateHundredths` is hundredths of a percent: 2000 is 20 %. The tax is rounded to the
 * nearest minor unit, half upward, and the rest is net, so that the two always add up to the price.
 */
export function taxWithin(totalMinor: number, rateHundredths: number): { netMinor: number; taxMinor: number } {
  const taxMinor = shareOf(totalMinor, rateHundredths, 10_000 + rateHundredths);
  return { netMinor: totalMinor - taxMinor, taxMinor };
}

/**
 * Splits an amount by weights (integers of at least 0, one above 0) without losing a minor unit: each part gets its whole share,
 * and what is left goes to the largest remainders, the earlier part first.
 */
export function splitMinor(totalMinor: number, weights: readonly number[]): number[] {
  const sum = BigInt(weights.reduce((all, weight) => all + weight, 0));
  if (sum <= 0n) throw new Error('an amount is split by weights of which one is above 0');
  const shares = weights.map((weight, at) => {
    const exact = BigInt(totalMinor) * BigInt(weight);
    return { at, whole: exact / sum, rest: exact % sum };
  });
  const left = BigInt(totalMinor) - shares.reduce((all, { whole }) => all + whole, 0n);
  const first = shares
    .toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
    .slice(0, Number(left))
    .map(({ at }) => at);
  const favored = new Set(first);
  return shares.map(({ at, whole }) => Number(whole) + (favored.has(at) ? 1 : 0));
}

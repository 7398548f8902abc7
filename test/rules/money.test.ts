import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CURRENCIES, moneyInWords, percentOf, splitMinor, taxWithin } from '../../schema/money.ts';

test.each([
  [0, 'USD', 'USD 0.00'],
  [5, 'USD', 'USD 0.05'],
  [125_000, 'USD', 'USD 1,250.00'],
  [123_456_789, 'EUR', 'EUR 1,234,567.89'],
  [-500, 'EUR', '-EUR 5.00'],
  [12_000, 'JPY', 'JPY 12,000'],
  [999, 'JPY', 'JPY 999'],
])('%i minor units of %s read %s', (amount, currency, words) => {
  expect(moneyInWords(amount, currency)).toBe(words);
});

test('a currency without a price is a fault of ours', () => {
  expect(() => moneyInWords(1, 'XTS')).toThrow('XTS');
  expect(() => moneyInWords(1, 'toString')).toThrow('toString');
});

test.each([
  [12_000, 2000, 10_000, 2_000],
  [100, 1900, 84, 16],
  [1, 2000, 1, 0],
  [3, 2000, 2, 1],
  [10_000, 0, 10_000, 0],
  [99_999_999, 10_000, 49_999_999, 50_000_000],
])('%i at %i hundredths of a percent is %i net and %i tax', (total, rate, netMinor, taxMinor) => {
  expect(taxWithin(total, rate)).toEqual({ netMinor, taxMinor });
});

const amount = fc.integer({ min: 0, max: 99_999_999 });

test('net and tax always add up, and the tax is the rate of the net to half a minor unit', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (total, rate) => {
      const { netMinor, taxMinor } = taxWithin(total, rate);
      expect(netMinor + taxMinor).toBe(total);
      expect(taxMinor).toBeGreaterThanOrEqual(0);
      expect(Math.abs(taxMinor * (10_000 + rate) - total * rate)).toBeLessThanOrEqual((10_000 + rate) / 2);
    }),
  );
});

test('a split adds up, is fair to one minor unit, and keeps zero weights at zero', () => {
  fc.assert(
    fc.property(
      amount,
      fc.array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: 1, maxLength: 40 }),
      (total, weights) => {
        const sum = weights.reduce((all, weight) => all + weight, 0);
        fc.pre(sum > 0);
        const parts = splitMinor(total, weights);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
        for (const [at, part] of parts.entries()) {
          const exact = (BigInt(total) * BigInt(weights[at] ?? 0)) / BigInt(sum);
          expect(part - Number(exact)).toBeGreaterThanOrEqual(0);
          expect(part - Number(exact)).toBeLessThanOrEqual(1);
          if (weights[at] === 0) expect(part).toBe(0);
        }
      },
    ),
  );
});

test('nothing is split by no weight', () => {
  expect(() => splitMinor(10, [])).toThrow('weights');
  expect(() => splitMinor(10, [0, 0])).toThrow('weights');
});

test('a percentage stays between nothing and everything, and the whole is everything', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 100 }), (total, percent) => {
      expect(percentOf(total, percent)).toBeGreaterThanOrEqual(0);
      expect(percentOf(total, percent)).toBeLessThanOrEqual(total);
      expect(percentOf(total, 100)).toBe(total);
    }),
  );
});

test('every currency has a smallest charge', () => {
  for (const [code, { digits, smallestCharge }] of Object.entries(CURRENCIES)) {
    expect(code).toMatch(/^[A-Z]{3}$/);
    expect([0, 2]).toContain(digits);
    expect(smallestCharge).toBeGreaterThan(0);
  }
});

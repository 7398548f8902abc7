import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mayOffer, totalOf } from '../../schema/accreditation/rules/offerLines.ts';
import { type AccreditorValues, CALCULATIONS, ROUNDINGS } from '../../schema/accreditation/rules/values.ts';
import { agenda, amountUnder, earnedUnder, hour, minutesUnder, rulesOf } from '../support/bodies.ts';

describe('for all rules and minutes', () => {
  const limit = fc.oneof(fc.constant('NONE' as const), fc.integer({ min: 1, max: 5_000 }));
  const measured = fc.record({
    unit: fc.constantFrom(hour, { ...hour, kind: 'POINTS' as const }),
    minutesPerUnit: fc.integer({ min: 1, max: 120 }),
    stepHundredths: fc.constantFrom(1, 5, 10, 25, 33, 50, 100),
    rounding: fc.constantFrom(...ROUNDINGS),
    smallestAwardHundredths: limit,
    largestAwardHundredths: limit,
  });
  const time = fc.integer({ min: 0, max: 1_000_000 });
  const amount = (hundredths: number, values: Partial<AccreditorValues>): number =>
    amountUnder(rulesOf(values), hundredths);

  test('an amount is a whole multiple of the step, within the limits', () => {
    fc.assert(
      fc.property(measured, time, (values, shown) => {
        const found = amount(shown, values);
        expect(Number.isSafeInteger(found) && found >= 0 && found % values.stepHundredths === 0).toBe(true);
        const { smallestAwardHundredths: smallest, largestAwardHundredths: largest } = values;
        if (largest !== 'NONE') expect(found).toBeLessThanOrEqual(largest);
        if (smallest !== 'NONE' && found > 0) expect(found).toBeGreaterThanOrEqual(smallest);
      }),
    );
  });

  test('rounded down, it is never more than the minutes justify; the nearest is at most half a step off, upwards less than one', () => {
    fc.assert(
      fc.property(measured, time, (values, shown) => {
        const { stepHundredths: step, minutesPerUnit, rounding } = values;
        // In hundredths of a minute times a hundred, so that both sides are whole.
        const free = { ...values, smallestAwardHundredths: 'NONE', largestAwardHundredths: 'NONE' } as const;
        const allowed = { DOWN: 0, NEAREST: (step * minutesPerUnit) / 2, UP: step * minutesPerUnit - 1 }[rounding];
        for (const found of [amount(shown, values), amount(shown, free)])
          expect(found * minutesPerUnit - shown).toBeLessThanOrEqual(allowed);
        const under = shown - amount(shown, free) * minutesPerUnit;
        expect(under).toBeLessThanOrEqual(
          { DOWN: step * minutesPerUnit - 1, NEAREST: (step * minutesPerUnit) / 2, UP: 0 }[rounding],
        );
      }),
    );
  });

  test('more minutes never earn less', () => {
    fc.assert(
      fc.property(measured, time, time, (values, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(amount(less, values)).toBeLessThanOrEqual(amount(more, values));
      }),
    );
  });

  const bands = fc
    .uniqueArray(fc.nat(600), { minLength: 1, maxLength: 6 })
    .map((starts) =>
      starts
        .sort((a, b) => a - b)
        .map((fromMinutes, index) => ({ fromMinutes, assessedHundredths: (index + 1) * 100 })),
    );
  test('nor in bands', () => {
    const unit = { ...hour, kind: 'BANDED' as const };
    fc.assert(
      fc.property(bands, time, time, (all, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(amount(less, { unit, bands: all })).toBeLessThanOrEqual(amount(more, { unit, bands: all }));
        if (less < (all[0]?.fromMinutes ?? 0) * 100) expect(amount(less, { unit, bands: all })).toBe(0);
      }),
    );
  });

  test('what may be offered is never more than what is justified, and its lines add up to it exactly', () => {
    const lines = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
    // About as many minutes as the lines need, so that both answers are met.
    const off = fc.integer({ min: -150, max: 150 });
    let allowed = 0;
    fc.assert(
      fc.property(measured, lines, off, (values, amounts, minutes) => {
        const rules = rulesOf({ ...values, calculations: [...CALCULATIONS] });
        const steps = amounts.reduce((sum, each) => sum + each, 0);
        const needed = Math.floor((steps * values.stepHundredths * values.minutesPerUnit) / 100);
        const shown = Math.max(0, needed + minutes);
        const offered = amounts.map((each, index) => ({
          amountHundredths: each * values.stepHundredths,
          format: 'LIVE_ONLINE' as const,
          category: null,
          session: `s${index}`,
        }));
        const answer = mayOffer(offered, { calculation: agenda(shown), rules, assessed: true });
        const total = steps * values.stepHundredths;
        expect(totalOf(offered)).toBe(total);
        if (!answer.ok) return;
        allowed += 1;
        expect(answer.totalHundredths).toBe(total);
        expect(total).toBeLessThanOrEqual(answer.justifiedHundredths);
        expect(answer.justifiedHundredths).toBe(earnedUnder(rules, agenda(shown)));
      }),
      { numRuns: 300 },
    );
    expect(allowed).toBeGreaterThan(10);
  });

  test('minutes of words are never more than the words justify', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 1, max: 120 }),
        (count, wordsPerUnit, minutesPerUnit) => {
          const shown = minutesUnder(rulesOf({ wordsPerUnit, minutesPerUnit }), { method: 'WORDS', words: count });
          expect(Number.isSafeInteger(shown)).toBe(true);
          expect(BigInt(shown) * BigInt(wordsPerUnit)).toBeLessThanOrEqual(
            BigInt(count) * BigInt(minutesPerUnit) * 100n,
          );
          expect(BigInt(shown + 2) * BigInt(wordsPerUnit)).toBeGreaterThan(
            BigInt(count) * BigInt(minutesPerUnit) * 100n,
          );
        },
      ),
    );
  });
});

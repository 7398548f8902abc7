import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CreditOfferId } from '../../drizzle/ids.ts';
import type { OfferLine } from '../../drizzle/tables/accreditation.ts';
import { amountOf } from '../../schema/accreditation/rules/arithmetic.ts';
import { type AccreditorValues, PARTIAL_CREDIT, ROUNDINGS } from '../../schema/accreditation/rules/values.ts';
import { creditedMinutes } from '../../schema/attendance/rules/credited.ts';
import { attendanceLack, givenFor } from '../../schema/enrollments/rules/offers/attended.ts';
import { shared } from '../../schema/enrollments/rules/offers/proportion.ts';
import type { TrainingPart } from '../../schema/enrollments/rules/standing.ts';
import { sampleRules } from '../support/offers.ts';
import { partOf, trainingOf } from '../support/trainingStanding.ts';

const TIMED: Partial<AccreditorValues> = {
  unit: { kind: 'TIMED', code: 'HOURS', singular: 'hour', plural: 'hours' },
  ...{ minutesPerUnit: 60, stepHundredths: 25, rounding: 'DOWN' },
  ...{ smallestAwardHundredths: 50, largestAwardHundredths: 'NONE' },
  attendance: { partial: 'ACTUAL_TIME', graceMinutes: 0, gapMinutes: 0 },
};
const line = (amountHundredths: number, changes: Partial<OfferLine> = {}): OfferLine => ({
  ...{ amountHundredths, format: 'LIVE_ONLINE', category: null, session: null },
  ...changes,
});
const offerOf = (lines: OfferLine[], values: Partial<AccreditorValues> = TIMED) => ({
  ...{ id: 'o1' as CreditOfferId, body: 'Sample Body', lines, rules: sampleRules(values) },
  totalHundredths: lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0),
});
const given = (lines: OfferLine[], parts: TrainingPart[], values = TIMED) =>
  givenFor(offerOf(lines, values), { training: trainingOf({ parts }), assessed: true });
const shown = ({ lines }: { lines: readonly OfferLine[] }) =>
  lines.map(({ session, category, format, amountHundredths }) => [session, category, format, amountHundredths]);

describe('what an offer gives', () => {
  test('of a course all of it, by the very lines', () => {
    const offer = offerOf([line(150)]);
    expect(givenFor(offer, { training: null, assessed: true })).toBe(offer);
  });

  test('of parallel tracks and hybrids by the lines that name them, and nothing for a part of no line', () => {
    const lines = [
      line(100, { session: 'Track A', category: 'ethics' }),
      line(100, { session: 'Track B' }),
      line(100, { session: 'In the room', format: 'LIVE_IN_PERSON' }),
    ];
    const parts = [
      partOf('Track A', 60),
      partOf('Track B', 60, { attended: 30, from: 60 }),
      partOf('In the room', 60, { from: 120, format: 'LIVE_IN_PERSON' }),
      partOf('Elsewhere', 60, { from: 180, format: 'LIVE_IN_PERSON' }),
    ];
    expect(shown(given(lines, parts))).toEqual([
      ['Track A', 'ethics', 'LIVE_ONLINE', 100],
      ['Track B', null, 'LIVE_ONLINE', 50],
      ['In the room', null, 'LIVE_IN_PERSON', 100],
    ]);
  });

  test('of categories of one session in their proportion', () => {
    const lines = [line(200, { session: 'Day' }), line(100, { session: 'Day', category: 'ethics' })];
    expect(shown(given(lines, [partOf('Day', 180)]))).toEqual([
      ['Day', null, 'LIVE_ONLINE', 200],
      ['Day', 'ethics', 'LIVE_ONLINE', 100],
    ]);
    expect(shown(given(lines, [partOf('Day', 180, { attended: 100 })]))).toEqual([
      ['Day', null, 'LIVE_ONLINE', 100],
      ['Day', 'ethics', 'LIVE_ONLINE', 50],
    ]);
  });

  test('no more than a shorter training makes, and no more than the offer says of a longer one', () => {
    expect(given([line(600)], [partOf('Morning', 90)]).totalHundredths).toBe(150);
    expect(given([line(100)], [partOf('Morning', 90)]).totalHundredths).toBe(100);
    expect(given([line(600)], [partOf('Morning', 29)]).totalHundredths).toBe(0);
  });

  test('by bands what the attended minutes reach', () => {
    const bands = [
      { fromMinutes: 60, assessedHundredths: 100 },
      { fromMinutes: 120, assessedHundredths: 200 },
    ];
    const values: Partial<AccreditorValues> = {
      ...{ unit: { kind: 'BANDED', code: 'POINTS', singular: 'point', plural: 'points' }, bands },
      attendance: { partial: 'ACTUAL_TIME', graceMinutes: 0, gapMinutes: 0 },
    };
    const of = (attended: number) => given([line(200)], [partOf('Morning', 120, { attended })], values).totalHundredths;
    expect([59, 60, 119, 120].map(of)).toEqual([0, 100, 100, 200]);
  });

  test('without a rule of attendance every minute must be attended', () => {
    const { attendance: _, ...values } = TIMED;
    const of = (attended: number) => given([line(100)], [partOf('Morning', 60, { attended })], values).totalHundredths;
    expect([of(59), of(60)]).toEqual([0, 100]);
  });
});

const anyParts = fc
  .array(fc.record({ minutes: fc.integer({ min: 1, max: 240 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) =>
    all.map(({ minutes, share }, at) =>
      partOf(['Morning', 'Afternoon', 'Evening'][at % 3] ?? '', minutes, {
        attended: Math.floor(minutes * share),
        from: at * 300,
      }),
    ),
  );
const anyValues = fc
  .record({
    minutesPerUnit: fc.constantFrom(50, 60),
    stepHundredths: fc.constantFrom(1, 25, 50, 100),
    rounding: fc.constantFrom(...ROUNDINGS),
    smallestAwardHundredths: fc.constantFrom('NONE' as const, 50, 100),
    largestAwardHundredths: fc.constantFrom('NONE' as const, 400),
    partial: fc.constantFrom(...PARTIAL_CREDIT),
    graceMinutes: fc.constantFrom(0, 15),
  })
  .map(({ partial, graceMinutes, ...values }) => ({
    ...{ ...TIMED, ...values, attendance: { partial, graceMinutes, gapMinutes: graceMinutes } },
  }));
const anyLines = fc.constantFrom(
  (step: number) => [line(step * 7)],
  (step: number) => [line(step * 5), line(step * 2, { category: 'ethics' })],
  (step: number) => [
    line(step * 3, { session: 'Morning' }),
    line(step * 2, { session: 'Afternoon', category: 'ethics' }),
    line(step * 4),
  ],
);

test('law: credit is never more than the rule gives for the attended minutes, nor than the offer, in whole steps', () => {
  fc.assert(
    fc.property(anyParts, anyValues, anyLines, (parts, values, linesOf) => {
      const offer = offerOf(linesOf(values.stepHundredths), values);
      const earned = givenFor(offer, { training: trainingOf({ parts }), assessed: true });
      const rule = { ...values.attendance, percent: null };
      const credited = [...creditedMinutes(parts, rule).values()].reduce((sum, minutes) => sum + minutes, 0);
      const most = amountOf(credited * 100, offer.rules, { assessed: true });
      expect(most.ok && earned.totalHundredths <= most.hundredths).toBe(true);
      expect(earned.totalHundredths).toBeLessThanOrEqual(offer.totalHundredths);
      expect(earned.lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0)).toBe(
        earned.totalHundredths,
      );
      for (const { amountHundredths } of earned.lines) {
        expect(amountHundredths).toBeGreaterThan(0);
        expect(amountHundredths % values.stepHundredths).toBe(0);
      }
      for (const category of [null, 'ethics']) {
        const of = (lines: readonly OfferLine[]) =>
          lines.filter((one) => one.category === category).reduce((sum, one) => sum + one.amountHundredths, 0);
        expect(of(earned.lines)).toBeLessThanOrEqual(of(offer.lines));
      }
    }),
  );
});

test('law: more attendance never gives less, and what gives nothing is told', () => {
  fc.assert(
    fc.property(anyParts, anyValues, anyLines, fc.nat(5), (parts, values, linesOf, at) => {
      const offer = offerOf(linesOf(values.stepHundredths), values);
      const fuller = parts.map((part, index) =>
        index === at ? partOf(part.title, part.minutes, { from: part.part.from / 60_000 }) : part,
      );
      const before = givenFor(offer, { training: trainingOf({ parts }), assessed: true });
      const after = givenFor(offer, { training: trainingOf({ parts: fuller }), assessed: true });
      expect(after.totalHundredths).toBeGreaterThanOrEqual(before.totalHundredths);
      const { blockers } = attendanceLack(offer, { training: trainingOf({ parts }), given: before });
      const seen = parts.some(({ attended }) => attended > 0);
      expect(blockers.length).toBe(seen && before.totalHundredths === 0 ? 1 : 0);
    }),
  );
});

test('law: a divided amount is all of it, and no line gets more than it says', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(amounts, fc.constantFrom(1, 25, 50), fc.nat(300), (steps, step, wanted) => {
      const lines = steps.map((count, at) => line(count * step, { category: `c${at}` }));
      const whole = lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
      const parts = shared(lines, { most: wanted * step, step });
      expect(parts.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0)).toBe(
        Math.min(whole, wanted * step),
      );
      for (const [at, { amountHundredths }] of parts.entries())
        expect(amountHundredths).toBeLessThanOrEqual(lines[at]?.amountHundredths ?? 0);
    }),
  );
});

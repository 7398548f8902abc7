import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CreditOfferId } from '../../drizzle/ids.ts';
import type { OfferLine } from '../../drizzle/tables/accreditation.ts';
import { amountOf } from '../../schema/accreditation/rules/arithmetic.ts';
import { type AccreditorValues, ROUNDINGS, SHARED_PARTS } from '../../schema/accreditation/rules/values.ts';
import { type Statement, standingStatements, taughtOf } from '../../schema/attendance/rules/taught.ts';
import { attendedMinutes } from '../../schema/enrollments/rules/gate/attendance.ts';
import { taughtMinutes, teachingBlockers } from '../../schema/enrollments/rules/gate/teaching.ts';
import { givenFor } from '../../schema/enrollments/rules/offers/attended.ts';
import { countedParts, givenForTeaching, teachingLack } from '../../schema/enrollments/rules/offers/taught.ts';
import type { TaughtPart } from '../../schema/enrollments/rules/standing.ts';
import { sampleRules } from '../support/offers.ts';
import { TEACHING } from '../support/teaching.ts';
import { partOf, taughtPart, teachingOf, trainingOf } from '../support/trainingStanding.ts';

const TIMED: Partial<AccreditorValues> = {
  unit: { kind: 'TIMED', code: 'HOURS', singular: 'hour', plural: 'hours' },
  ...{ minutesPerUnit: 60, stepHundredths: 25, rounding: 'DOWN' },
  ...{ smallestAwardHundredths: 50, largestAwardHundredths: 'NONE' },
};
const line = (amountHundredths: number, changes: Partial<OfferLine> = {}): OfferLine => ({
  ...{ amountHundredths, format: 'LIVE_ONLINE', category: null, session: null },
  ...changes,
});
type Rule = AccreditorValues['teaching'];
const offerOf = (lines: OfferLine[], teaching: Partial<Rule> | null = {}, values = TIMED) => ({
  ...{ id: 'o1' as CreditOfferId, body: 'Sample Body', lines },
  rules: sampleRules({ ...values, ...(teaching === null ? {} : { teaching: { ...TEACHING, ...teaching } }) }),
  totalHundredths: lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0),
});
const given = (parts: TaughtPart[], teaching: Partial<Rule> | null = {}, lines = [line(300)], values = TIMED) =>
  givenForTeaching(offerOf(lines, teaching, values), teachingOf({ parts }));

describe('what an offer gives its instructors', () => {
  const alone = [taughtPart('Morning', 90)];
  const both = [taughtPart('Morning', 90, { together: 180 })];
  const half = [taughtPart('Morning', 90, { taught: 45, together: 90 })];
  const three = ['A', 'B', 'C'].map((title) => taughtPart(title, 50, { together: 150 }));
  test.each<[string, TaughtPart[], Partial<Rule> | null, number]>([
    ['nothing without a rule', alone, null, 0],
    ['each minute once', alone, {}, 150],
    ['each minute twice, where preparation counts', alone, { percent: 200 }, 300],
    ['half of each minute', alone, { percent: 50 }, 75],
    ['with another, in full', both, { shared: 'FULL' }, 150],
    ['with another, divided', both, { shared: 'DIVIDED' }, 75],
    ['one after the other, nothing to divide', half, { shared: 'DIVIDED' }, 75],
    ['three parts, each divided by three, without a rest', three, { shared: 'DIVIDED' }, 75],
    ['nothing of a part that they attended for credit', [taughtPart('Morning', 90, { attended: true })], {}, 0],
    ['nothing below the smallest award', [taughtPart('Morning', 90, { taught: 29 })], {}, 0],
    ['no more than the multiple of what the offer says', [taughtPart('Morning', 400)], { percent: 200 }, 600],
  ])('%s', (_name, parts, rule, expected) => {
    expect(given(parts, rule).totalHundredths).toBe(expected);
  });

  test('thirds of three parts of 50 minutes are 50 minutes to the hundredth', () => {
    const newYork = { ...TIMED, minutesPerUnit: 50, stepHundredths: 50, smallestAwardHundredths: 100 } as const;
    expect(given(three, {}, [line(300)], newYork).totalHundredths).toBe(100);
  });

  test('by part, and by the largest award of the body', () => {
    const parts = [taughtPart('Morning', 90), taughtPart('Afternoon', 60)];
    expect(given(parts).lines.map(({ session, amountHundredths }) => [session, amountHundredths])).toEqual([
      ['Morning', 150],
      ['Afternoon', 100],
    ]);
    const capped = { ...TIMED, largestAwardHundredths: 200 } as const;
    expect(given(parts, {}, [line(300)], capped).totalHundredths).toBe(200);
  });

  test('points in bands by the minutes that count', () => {
    const banded: Partial<AccreditorValues> = {
      unit: { kind: 'BANDED', code: 'POINTS', singular: 'point', plural: 'points' },
      bands: [
        { fromMinutes: 60, assessedHundredths: 200, unassessedHundredths: 100 },
        { fromMinutes: 180, assessedHundredths: 400, unassessedHundredths: 300 },
      ],
    };
    expect(given(alone, {}, [line(300)], banded).totalHundredths).toBe(100);
    expect(given(alone, { percent: 200 }, [line(300)], banded).totalHundredths).toBe(300);
    expect(given(alone, { testRequired: true }, [line(300)], banded).totalHundredths).toBe(200);
  });

  test('the lack says what is taught and what is needed', () => {
    const short = teachingOf({ parts: [taughtPart('Morning', 90, { taught: 29 })] });
    const offer = offerOf([line(300)]);
    const nothing = { lines: [], totalHundredths: 0 };
    expect(teachingLack(offer, { teaching: short, given: nothing })).toMatchObject([
      { code: 'TEACHING_SHORT', offerId: 'o1', minutesTaught: 29, minutesNeeded: 30 },
    ]);
    expect(teachingLack(offerOf([line(300)], null), { teaching: short, given: nothing })).toMatchObject([
      { code: 'TEACHING_NOT_CREDITED', offerId: 'o1' },
    ]);
  });
});

describe('the gate of an instructor', () => {
  const NOW = new Date('2027-03-20T12:00:00Z');
  const before = new Date('2027-03-14T12:00:00Z');
  test.each([
    ['everything is there', teachingOf(), NOW, []],
    ['the training is not over', teachingOf(), before, ['ATTENDANCE_OPEN']],
    ['it has no days', teachingOf({ endsAt: null }), NOW, ['ATTENDANCE_OPEN']],
    ['it was canceled', teachingOf({ canceled: true, named: false }), NOW, ['TRAINING_CANCELED']],
    ['nobody is named', teachingOf({ named: false }), NOW, ['INSTRUCTOR_NOT_NAMED']],
    ['nothing is stated', teachingOf({ parts: [] }), NOW, ['TEACHING_UNSTATED']],
    [
      'what they taught they attended',
      teachingOf({ parts: [taughtPart('Morning', 60, { attended: true })] }),
      NOW,
      ['TEACHING_UNSTATED'],
    ],
  ])('%s', (_name, teaching, now, expected) => {
    expect(teachingBlockers({ teaching }, now).map(({ code }) => code)).toEqual(expected);
  });
});

type Said = Statement<string, string, string>;
const anyStatements = fc
  .array(
    fc.record({
      partId: fc.constantFrom('a', 'b'),
      instructorId: fc.constantFrom('robin', 'kim', 'li'),
      minutes: fc.integer({ min: 1, max: 90 }),
      takenBack: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.flatMap(({ takenBack, ...said }, at): Said[] => [
      { ...said, id: `s${at}`, takesBack: null },
      ...(takenBack ? [{ ...said, id: `t${at}`, minutes: null, takesBack: `s${at}` }] : []),
    ]),
  );
const anyPart = fc
  .record({
    minutes: fc.integer({ min: 1, max: 240 }),
    taught: fc.nat(300),
    others: fc.nat(700),
    attended: fc.boolean(),
  })
  .map(({ minutes, taught: some, others, attended }) => {
    const taught = Math.min(minutes, some);
    return { minutes, taught, together: taught + others, attended };
  });
const anyParts = fc
  .array(anyPart, { maxLength: 6 })
  .map((parts) => parts.map(({ minutes, ...facts }, at) => taughtPart(`part ${at}`, minutes, facts)));
const anyRule = fc.record({
  percent: fc.integer({ min: 1, max: 1000 }),
  shared: fc.constantFrom(...SHARED_PARTS),
});
const anyValues = fc
  .record({
    minutesPerUnit: fc.constantFrom(50, 60),
    stepHundredths: fc.constantFrom(1, 25, 50, 100),
    rounding: fc.constantFrom(...ROUNDINGS),
    smallestAwardHundredths: fc.constantFrom('NONE' as const, 100),
    largestAwardHundredths: fc.constantFrom('NONE' as const, 400),
  })
  .map((values) => ({ ...TIMED, ...values }));

describe('laws', () => {
  test('the order of statements means nothing, and a part has no more minutes than it has', () => {
    fc.assert(
      fc.property(anyStatements, fc.func(fc.integer()), (all, by) => {
        const part = { id: 'a', minutes: 60 };
        const read = (some: readonly Said[]) =>
          taughtOf(part, standingStatements<string, string, string, Said>(some), (one) => one === 'robin');
        const found = read(all);
        const other = read(all.toSorted((a, b) => by(a.id) - by(b.id)));
        expect({ ...other, statementIds: other.statementIds.toSorted() }).toEqual({
          ...found,
          statementIds: found.statementIds.toSorted(),
        });
        expect(found.taught).toBeLessThanOrEqual(60);
        expect(found.together).toBeGreaterThanOrEqual(found.taught);
        expect(found.together).toBeLessThanOrEqual(180);
      }),
    );
  });

  test('credit never exceeds the minutes taught times the factor by the body’s arithmetic, nor the multiple of the offer', () => {
    fc.assert(
      fc.property(anyParts, anyRule, anyValues, fc.integer({ min: 25, max: 900 }), (parts, rule, values, offered) => {
        const offer = offerOf([line(offered)], rule, values);
        const { lines, totalHundredths } = givenForTeaching(offer, teachingOf({ parts }));
        const minutes = taughtMinutes({ parts });
        const most = amountOf(minutes * rule.percent, offer.rules, { assessed: false });
        expect(most.ok && totalHundredths <= most.hundredths).toBe(true);
        expect(totalHundredths * 100).toBeLessThanOrEqual(offered * rule.percent);
        expect(lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0)).toBe(totalHundredths);
        expect(lines.every(({ amountHundredths }) => amountHundredths > 0)).toBe(true);
      }),
    );
  });

  test('divided, all who taught a part have no more than the part, and nobody more than in full', () => {
    const people = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        people,
        fc.integer({ min: 1, max: 300 }),
        (minutes, said, percent) => {
          const taught = said.map((some) => Math.min(some, minutes));
          const together = taught.reduce((sum, some) => sum + some, 0);
          const shares = taught.map((some) => {
            const parts = [taughtPart('Part', minutes, { taught: some, together })];
            const divided = countedParts({ parts }, { percent, shared: 'DIVIDED' });
            const full = countedParts({ parts }, { percent, shared: 'FULL' });
            const share = (divided.parts[0]?.shares ?? 0n) * BigInt(together);
            expect(share <= (full.parts[0]?.shares ?? 0n) * BigInt(together) * divided.per).toBe(true);
            return { share, per: divided.per * BigInt(together) };
          });
          const [first] = shares;
          const sum = shares.reduce((all, { share, per }) => all + (share * (first?.per ?? 1n)) / per, 0n);
          expect(sum <= BigInt(minutes) * BigInt(percent) * (first?.per ?? 1n)).toBe(true);
        },
      ),
    );
  });

  test('what a person learned and what they taught never count one minute twice', () => {
    const anyMinutes = fc.array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 120 }),
        attended: fc.nat(120),
        taught: fc.nat(120),
        sat: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(anyMinutes, (agenda) => {
        const parts = agenda.map(({ minutes, attended, taught }, at) => ({
          ...partOf(`part ${at}`, minutes, { attended: Math.min(minutes, attended), from: at * 200 }),
          taught: taught > 0,
        }));
        // A part that somebody attended for credit before it was stated that they taught it.
        const taught = agenda.map(({ minutes, taught: some, sat }, at) =>
          taughtPart(`part ${at}`, minutes, { taught: Math.min(minutes, some), attended: sat }),
        );
        const learned = parts.map((part) => attendedMinutes({ parts: [part] }));
        for (const [at, part] of taught.entries()) {
          const both = (learned[at] ?? 0) + taughtMinutes({ parts: [part] });
          expect(both).toBeLessThanOrEqual(part.minutes);
        }
        const values = {
          ...TIMED,
          attendance: { partial: 'PER_SESSION', graceMinutes: 240, gapMinutes: 240 },
        } as const;
        const offer = { ...offerOf([line(9_000)], {}, values), lines: [line(9_000)] };
        const { lines } = givenFor(offer, { training: trainingOf({ parts }), assessed: true });
        const own = parts.filter((part) => part.taught).map(({ title }) => title);
        expect(lines.filter(({ session }) => own.includes(session ?? ''))).toEqual([]);
      }),
    );
  });
});

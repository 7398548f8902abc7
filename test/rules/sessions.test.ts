import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OfferLine } from '../../drizzle/tables/accreditation.ts';
import { givenFor } from '../../schema/enrollments/rules/offers/attended.ts';
import { earningParts, heldOf, heldParts, sessionsOf } from '../../schema/enrollments/rules/sessions.ts';
import type { TrainingPart } from '../../schema/enrollments/rules/standing.ts';
import { referenceOf } from '../../schema/registrations/rules/reference.ts';
import { partOf, taughtPart, teachingOf, trainingOf } from '../support/trainingStanding.ts';

const DAY = 24 * 60;
const online = { day: '2027-03-15', format: 'LIVE_ONLINE' as const };
/** A part of a day of March 2027, in a room unless it says otherwise. */
const on = (day: number, title: string, changes: Partial<TrainingPart> = {}): TrainingPart => ({
  ...partOf(title, 60, { from: (day - 1) * DAY, format: 'LIVE_IN_PERSON' }),
  day: `2027-03-${String(day).padStart(2, '0')}`,
  ...changes,
});
const at = (parts: TrainingPart[]) => ({ training: trainingOf({ parts }), teaching: null });
const daysOf = (parts: TrainingPart[]) => heldOf(at(parts))?.sessions.map(({ on: day, place }) => `${day} ${place}`);

describe('the sessions of a training', () => {
  test.each<[string, TrainingPart[], string[] | undefined]>([
    [
      'a day once, whatever its parts',
      [on(13, 'A'), on(13, 'B'), on(14, 'C')],
      ['2027-03-13 Portland, Oregon', '2027-03-14 Portland, Oregon'],
    ],
    ['in order', [on(14, 'B'), on(13, 'A')], ['2027-03-13 Portland, Oregon', '2027-03-14 Portland, Oregon']],
    [
      'no day on which nothing was attended',
      [on(13, 'A'), on(14, 'B', { attended: 0 })],
      ['2027-03-13 Portland, Oregon'],
    ],
    ['none that the person taught', [on(13, 'A', { taught: true }), on(14, 'B')], ['2027-03-14 Portland, Oregon']],
    [
      'a day in a room and online twice',
      [on(15, 'A'), on(15, 'B', online)],
      ['2027-03-15 Portland, Oregon', '2027-03-15 Online'],
    ],
    ['nothing of one that nobody attended', [on(13, 'A', { attended: 0 })], undefined],
  ])('are %s', (_what, parts, expected) => {
    expect(daysOf(parts)).toEqual(expected);
  });

  test('of a course that is studied alone there are none', () => {
    expect(heldOf({ training: null, teaching: null })).toBeNull();
  });

  test('name the words of the body for the format, and a place that can be printed', () => {
    const parts = [on(13, 'A'), on(15, 'B', online)];
    const words = { LIVE_ONLINE: 'Live interactive webinar' };
    expect(sessionsOf(parts, '東京', words)).toEqual([
      {
        on: '2027-03-13',
        timeZone: 'America/Los_Angeles',
        place: 'At the place that the organization announced',
        format: 'Live in person',
      },
      { on: '2027-03-15', timeZone: 'America/Los_Angeles', place: 'Online', format: 'Live interactive webinar' },
    ]);
  });

  test('the last day is that of the training’s zone, also of a part that runs past midnight there', () => {
    const endsAt = Date.parse('2027-03-14T07:30:00Z');
    const late = on(13, 'Late', { part: { from: endsAt - 60 * 60_000, until: endsAt } });
    expect(heldOf(at([late]))).toMatchObject({ lastOn: '2027-03-13', endedAt: new Date(endsAt) });
    const past = on(13, 'Past', { part: { from: endsAt, until: endsAt + 60 * 60_000 } });
    expect(heldOf(at([past]))).toMatchObject({ lastOn: '2027-03-13', endedAt: new Date(endsAt) });
  });

  test('carry the place at the training, and none for whoever taught', () => {
    const training = trainingOf();
    const { registrationId } = training;
    expect(heldOf({ training, teaching: null })?.registration).toEqual({
      ...{ id: registrationId, reference: referenceOf(registrationId) },
    });
    const parts = [taughtPart('A', 60), taughtPart('B', 60, { attended: true, day: '2027-03-16' })];
    const taught = heldOf({ training: null, teaching: teachingOf({ parts }) });
    expect(taught).toMatchObject({ registration: null, sessions: [{ on: '2027-03-14', place: 'Online' }] });
  });
});

const line = (changes: Partial<OfferLine>): OfferLine => ({
  ...{ amountHundredths: 100, format: 'LIVE_IN_PERSON', category: null, session: null },
  ...changes,
});
const titles = (parts: { title: string }[]) => parts.map(({ title }) => title);

describe('an award names the sessions that earned some of it', () => {
  const parts = [on(13, 'A'), on(14, 'B'), on(15, 'C', online)];
  test.each<[string, OfferLine[], OfferLine[], string[]]>([
    [
      'all of them',
      [line({}), line({ format: 'LIVE_ONLINE' })],
      [line({}), line({ format: 'LIVE_ONLINE' })],
      ['A', 'B', 'C'],
    ],
    ['none of a format that earned nothing', [line({}), line({ format: 'LIVE_ONLINE' })], [line({})], ['A', 'B']],
    ['what its own line gave', [line({ session: 'A' }), line({ session: 'B' })], [line({ session: 'B' })], ['B']],
    ['not what another line gave', [line({ session: 'A' }), line({})], [line({})], ['B']],
  ])('%s', (_what, lines, given, expected) => {
    expect(titles(earningParts(parts, { lines }, { lines: given, totalHundredths: 100 }))).toEqual(expected);
  });

  test('whatever was attended: some session where something is given, none that was not attended', () => {
    const rule = <Value>(value: Value) => ({ value }) as never;
    const rules = {
      ...{ unit: rule({ kind: 'TIMED', code: 'HOUR', singular: 'hour', plural: 'hours' }), minutesPerUnit: rule(60) },
      ...{ stepHundredths: rule(25), rounding: rule('DOWN') },
      attendance: rule({ partial: 'ACTUAL_TIME', graceMinutes: 0, gapMinutes: 0 }),
    };
    const attended = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean()), { minLength: 1, maxLength: 6 });
    const shape = fc.constantFrom<OfferLine[]>(
      [line({ amountHundredths: 600 })],
      [line({ amountHundredths: 300 }), line({ amountHundredths: 300, format: 'LIVE_ONLINE' })],
      [line({ session: 'P0' }), line({ amountHundredths: 500 })],
    );
    fc.assert(
      fc.property(attended, shape, (all, lines) => {
        const standing = at(
          all.map(([minutes, here], day) => ({
            ...partOf(`P${day}`, 60, {
              attended: minutes,
              from: day * DAY,
              format: here ? 'LIVE_IN_PERSON' : 'LIVE_ONLINE',
            }),
            day: `2027-03-0${day + 1}`,
          })),
        );
        const totalHundredths = lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0);
        const offer = { lines, totalHundredths, rules };
        const given = givenFor(offer, { training: standing.training, assessed: false });
        const earning = earningParts(heldParts(standing), offer, given);
        expect(earning.length > 0).toBe(given.totalHundredths > 0);
        const there = standing.training.parts.filter((part) => part.attended > 0);
        expect(titles(there)).toEqual(expect.arrayContaining(titles(earning)));
      }),
    );
  });
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as api from '../../schema/care/rules/slots.ts';
import { byField, draftOf, inPairs, isReadable, notNumbers, settingsOf, withNewer } from '../../web/careDesk/rules.ts';
import {
  faultsOf,
  inputOf,
  MOST_SLOTS,
  NAMES,
  previewOf,
  stateOf,
  timesIn,
  toCome,
  typedIn,
} from '../../web/careDesk/slots.ts';

test('the two of a pair stand one after the other, and nobody is lost', () => {
  const row = fc.record({ pairId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }), id: fc.nat() });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const groups = inPairs(rows);
      expect(groups.flat()).toHaveLength(rows.length);
      for (const group of groups)
        expect(group.length === 1 || new Set(group.map(({ pairId }) => pairId)).size === 1).toBe(true);
      expect(groups.flat().filter(({ pairId }) => pairId === null)).toEqual(
        rows.filter(({ pairId }) => pairId === null),
      );
    }),
  );
});

test('what a verb answers takes the place of what the list had of the same person', () => {
  const rows = [
    { registrationId: 'a', present: null },
    { registrationId: 'b', present: null },
  ];
  expect(
    withNewer<{ registrationId: string; present: boolean | null }>(rows, { registrationId: 'b', present: true }),
  ).toEqual([rows[0], { registrationId: 'b', present: true }]);
});

test.each([
  [null, false, false],
  ['2026-01-01T00:00:00Z', false, true],
  [null, true, true],
])('submitted %s and agreed %s: readable %s', (submittedAt, jointPlanAgreed, readable) => {
  expect(isReadable({ submittedAt, jointPlanAgreed })).toBe(readable);
});

test('faults are said at their fields, and beside the form where they have none', () => {
  const faults = [
    { path: 'slots.title', message: 'Too long.' },
    { path: 'instructors.0.name', message: 'No name.' },
    { path: 'segments.0.title', message: 'A part.' },
    { path: 'times', message: 'One.' },
    { path: 'times', message: 'Two.' },
    { path: 'capacity', message: 'Other.' },
  ];
  expect(byField(faults, ['title', 'name', 'times'])).toEqual({
    fields: { title: 'Too long.', name: 'No name.', times: 'One. Two.' },
    rest: 'A part. Other.',
  });
  expect(byField([], ['title'])).toEqual({ fields: {}, rest: null });
});

test('settings are sent whole: what is empty is not said, and the country is in capitals', () => {
  const draft = draftOf(null);
  expect(settingsOf(draft)).toMatchObject({ retentionDays: 90, country: null, readWithinDays: null });
  const said = { ...draft, country: ' nz ', readWithinDays: '3', law: ' ' };
  expect(settingsOf(said)).toMatchObject({ country: 'NZ', readWithinDays: 3, law: null });
  expect(notNumbers({ ...said, retentionDays: 'ninety', readWithinDays: '-1' })).toEqual([
    'retentionDays',
    'readWithinDays',
  ]);
});

test.each([
  ['9:00, 9.15;14:30', ['09:00', '09:15', '14:30'], []],
  ['09:00 9:00\n23:59', ['09:00', '23:59'], []],
  ['24:00 9 9:5 noon', [], ['24:00', '9', '9:5', 'noon']],
  ['', [], []],
])('the times in %j', (text, times, wrong) => {
  expect(timesIn(text)).toEqual({ times, wrong });
});

test('the preview counts what is written', () => {
  const plan = (days: number, times: string[]) => ({
    ...{ slug: 's', title: 't', neutralName: 'n', description: 'd', timeZone: 'UTC', place: 'p', venue: 'v' },
    ...{ link: null, policyText: 'x', instructor: { name: 'n', credentials: 'c', disclosure: 'd' } },
    ...{ firstDay: '2030-01-01', days, times, minutes: 15 },
  });
  const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 31 }), hours, (days, some) => {
      const preview = previewOf({ days: String(days), times: some.map((hour) => `${hour}:00`).join(' ') });
      const laid = api.slotsOf(plan(days, timesIn(some.map((hour) => `${hour}:00`).join(' ')).times), new Date(0));
      expect(preview?.slots).toBe(laid.ok ? laid.slots.length : -1);
    }),
  );
  expect(MOST_SLOTS).toBe(api.MOST_SLOTS);
  for (const [days, times] of [
    ['0', '9:00'],
    ['32', '9:00'],
    ['1', ''],
    ['1', '9:00 x'],
    ['one', '9:00'],
  ] as const)
    expect(previewOf({ days, times })).toBeNull();
});

const SAY = {
  ...{ needed: 'needed', whereNeeded: 'where', daysWrong: 'days', minutesWrong: 'minutes' },
  timesWrong: (wrong: readonly string[]) => wrong.join(' '),
  tooMany: (many: number, most: number) => `${many} of ${most}`,
};

test('what is missing or wrong is said before anything is sent', () => {
  const filled = typedIn({
    get: (name) => ({ days: '2', times: '9:00', minutes: '15', venue: '' })[name] ?? ` ${name} `,
  });
  expect(faultsOf(filled, SAY)).toEqual({});
  expect(Object.keys(faultsOf(typedIn({ get: () => null }), SAY)).sort()).toEqual(
    NAMES.filter((name) => !['venue', 'email', 'days', 'minutes'].includes(name)).sort(),
  );
  expect(faultsOf({ ...filled, link: '', days: '40', minutes: 'x' }, SAY)).toEqual({
    ...{ link: 'where', days: 'days', minutes: 'minutes' },
  });
  expect(faultsOf({ ...filled, times: '9:00 noon' }, SAY)).toEqual({ times: 'noon' });
  expect(faultsOf({ ...filled, times: '9:00 9:15 9:30', days: '31' }, SAY)).toEqual({ times: '93 of 60' });
  expect(inputOf({ ...filled, minutes: '', email: '' })).toMatchObject({
    ...{ slug: 'slug', times: ['09:00'], days: 2, minutes: null, venue: null, link: 'link' },
    instructor: { name: 'name', credentials: 'credentials', disclosure: 'disclosure', email: null },
  });
});

test('the list has what is to come, the soonest first', () => {
  const at = (startsAt: string | null, kind = 'CONSULTATION') => ({ startsAt, kind });
  const [past, soon, late] = [at('2026-01-01T00:00:00Z'), at('2026-02-02T00:00:00Z'), at('2026-03-03T00:00:00Z')];
  const all = [late, at('2026-02-03T00:00:00Z', 'TRAINING'), past, at(null), soon];
  expect(toCome(all, Date.parse('2026-02-01T00:00:00Z'))).toEqual([soon, late]);
});

test.each([
  [{ publishedAt: null, cancelledAt: null, seatsLeft: 1 }, 'DRAFT'],
  [{ publishedAt: 'x', cancelledAt: null, seatsLeft: 1 }, 'FREE'],
  [{ publishedAt: 'x', cancelledAt: null, seatsLeft: 0 }, 'BOOKED'],
  [{ publishedAt: 'x', cancelledAt: 'x', seatsLeft: 0 }, 'CANCELED'],
])('%j is %s', (slot, state) => {
  expect(stateOf(slot)).toBe(state);
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantOf, instructionMinutes, spanOf, withInstants } from '../../schema/intensives/rules/agenda.ts';

const at = (day: string, wallTime: string, timeZone: string, fold: 'EARLIER' | 'LATER' | null = null) =>
  instantOf({ day, wallTime, timeZone, fold });

test.each([
  ['2027-03-12', '09:30', 'America/Los_Angeles', null, '2027-03-12T17:30:00.000Z'],
  ['2027-07-12', '09:30', 'America/Los_Angeles', null, '2027-07-12T16:30:00.000Z'],
  ['2026-11-01', '01:30', 'America/New_York', 'EARLIER', '2026-11-01T05:30:00.000Z'],
  ['2026-11-01', '01:30', 'America/New_York', 'LATER', '2026-11-01T06:30:00.000Z'],
  ['2027-04-04', '02:15', 'Australia/Lord_Howe', null, '2027-04-03T15:45:00.000Z'],
  ['2028-02-29', '00:00', 'Pacific/Auckland', null, '2028-02-28T11:00:00.000Z'],
  ['2027-03-28', '00:00', 'UTC', null, '2027-03-28T00:00:00.000Z'],
] as const)('%s %s in %s (%s) is %s', (day, wallTime, zone, fold, instant) => {
  expect(at(day, wallTime, zone, fold)).toEqual({ ok: true, at: new Date(instant) });
});

test.each([
  ['2027-03-14', '02:30', 'America/New_York', null, 'MISSING_HOUR', '03:30'],
  ['2026-11-01', '01:30', 'America/New_York', null, 'DOUBLE_HOUR', 'EARLIER (UTC-04:00)'],
  ['2026-11-01', '03:30', 'America/New_York', 'LATER', 'NOT_DOUBLE', 'only once'],
  ['2026-11-01', '03:30', 'America/Gotham', null, 'NO_ZONE', 'America/Gotham'],
  ['2027-04-04', '01:45', 'Australia/Lord_Howe', null, 'DOUBLE_HOUR', 'comes twice'],
] as const)('%s %s in %s (%s) is asked back: %s', (day, wallTime, zone, fold, because, words) => {
  const answer = at(day, wallTime, zone, fold);
  expect(answer).toMatchObject({ ok: false, because });
  expect(JSON.stringify(answer)).toContain(words);
});

test('every fault of an agenda is named by its place', () => {
  const one = { minutes: 60, fold: null };
  const found = withInstants([
    { ...one, day: '2027-03-14', wallTime: '02:30', timeZone: 'America/New_York' },
    { ...one, day: '2027-03-14', wallTime: '09:00', timeZone: 'America/New_York' },
    { ...one, day: '2026-11-01', wallTime: '01:30', timeZone: 'America/New_York' },
  ]);
  expect(found).toMatchObject({ ok: false, faults: [{ path: 'segments.0.wallTime' }, { path: 'segments.2.fold' }] });
});

test('an agenda spans its zones, and a segment over the change of clocks keeps its minutes', () => {
  const found = withInstants([
    { day: '2027-03-14', wallTime: '01:30', timeZone: 'America/New_York', fold: null, minutes: 60 },
    { day: '2027-03-14', wallTime: '06:00', timeZone: 'Europe/London', fold: null, minutes: 30 },
  ]);
  if (!found.ok) throw new Error('an agenda without faults');
  expect(spanOf(found.segments)).toEqual({
    startsAt: new Date('2027-03-14T06:00:00Z'),
    endsAt: new Date('2027-03-14T07:30:00Z'),
  });
  expect(spanOf([])).toBeNull();
});

test('only instruction counts, by format', () => {
  const minutes = instructionMinutes([
    { kind: 'INSTRUCTION', format: 'LIVE_ONLINE', minutes: 90 },
    { kind: 'BREAK', format: 'LIVE_ONLINE', minutes: 15 },
    { kind: 'INSTRUCTION', format: 'LIVE_IN_PERSON', minutes: 60 },
    { kind: 'NOT_FOR_CREDIT', format: 'LIVE_ONLINE', minutes: 30 },
    { kind: 'INSTRUCTION', format: 'LIVE_ONLINE', minutes: 30 },
  ]);
  expect(minutes).toEqual({ LIVE_ONLINE: 120, LIVE_IN_PERSON: 60 });
});

test('an instant that a wall time names shows that wall time in its zone', () => {
  const zones = [
    'America/New_York',
    'Europe/London',
    'Pacific/Auckland',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'UTC',
  ];
  const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...zones), (date, minute, timeZone) => {
      const day = date.toISOString().slice(0, 10);
      const wallTime = `${String(Math.trunc(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      for (const fold of [null, 'EARLIER', 'LATER'] as const) {
        const found = at(day, wallTime, timeZone, fold);
        if (!found.ok) continue;
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
          found.at,
        );
        expect(shown).toBe(`${day} ${wallTime}`);
      }
    }),
  );
});

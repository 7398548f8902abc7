import { describe, expect, test } from '@jest/globals';
import {
  batched,
  besideEachOther,
  clockAhead,
  clockIn,
  counted,
  doubles,
  found,
  type Guest,
  hasStrayOut,
  instantOf,
  isHeld,
  isOpen,
  type List,
  openNow,
  registrationIn,
  type Sign,
  signed,
  untilOf,
  verdictOf,
  withWaiting,
} from '../../web/attendance/rules.ts';

const idOf = (end: string) => btoa(`Registration:01a21b12-4354-7315-b164-6eccc204${end}`);
const guest = (end: string, name: string | null, more: Partial<Guest> = {}): Guest => ({
  ...{ registrationId: idOf(end), name, refusal: null, state: 'NOT_SEEN', since: null, open: [] },
  ...more,
});
const at = (time: string) => `2027-03-13T${time}:00.000Z`;
const session = {
  ...{ __typename: 'EventSession' as const, id: 'day', day: '2027-03-13', timeZone: 'America/Los_Angeles' },
  ...{ startsAt: at('09:00'), endsAt: at('16:00'), intensive: { id: 'event', title: 'Practice' }, parts: [] },
};
const listOf = (guests: Guest[]): List => ({ readAt: at('08:00'), session, guests });
const sign = (end: string, kind: 'IN' | 'OUT', time: string, partId: string | null = null): Sign => ({
  ...{ key: `${end}${time}`, registrationId: idOf(end), kind, at: at(time), partId },
});
const KIM = '0001';

describe('the verdict of the door', () => {
  const list = listOf([
    guest(KIM, 'Kim'),
    guest('0002', 'In', { state: 'IN', since: at('09:00'), open: [{ partId: null, since: at('09:00') }] }),
    guest('0003', 'Lost', { refusal: 'NOT_CONFIRMED' }),
    guest('0004', 'Paid back', { refusal: 'REFUNDED' }),
  ]);
  test.each([
    [sign(KIM, 'IN', '09:02'), 'IN'],
    [sign(KIM, 'OUT', '09:02'), 'NOT_IN'],
    [sign('0002', 'IN', '09:02'), 'ALREADY_IN'],
    [sign('0002', 'OUT', '09:02'), 'OUT'],
    // Every part has a door of its own.
    [sign('0002', 'IN', '09:02', 'part'), 'IN'],
    [sign('0003', 'IN', '09:02'), 'NOT_CONFIRMED'],
    [sign('0004', 'OUT', '09:02'), 'REFUNDED'],
    [sign('9999', 'IN', '09:02'), 'NOT_ON_LIST'],
    [sign(KIM, 'IN', '05:59'), 'OUTSIDE_SESSION'],
    [sign(KIM, 'IN', '19:01'), 'OUTSIDE_SESSION'],
  ])('of case %#', (made, outcome) => {
    expect(verdictOf(list, made).outcome).toBe(outcome);
  });

  test('says since when somebody is in, and the list shows what was signed, in whatever order it waits', () => {
    const waiting = [sign(KIM, 'OUT', '10:00'), sign(KIM, 'IN', '09:05'), sign(KIM, 'IN', '10:10')];
    const now = withWaiting(list, waiting);
    expect(now.guests[0]).toMatchObject({ state: 'IN', since: at('10:10') });
    expect(verdictOf(now, sign(KIM, 'IN', '11:00'))).toEqual({ outcome: 'ALREADY_IN', since: at('10:10') });
    expect(counted(now, null)).toEqual({ inside: 2, all: 2 });
    expect(counted(now, 'part')).toEqual({ inside: 0, all: 2 });
    expect(signed(list, sign(KIM, 'OUT', '09:00')).guests[0]?.state).toBe('STRAY_OUT');
    expect(signed(list, sign('0003', 'IN', '09:00'))).toBe(list);
    expect(list.guests[0]?.open).toEqual([]);
  });
});

test('a door is open for three hours around its day, and its list stays no longer than that, or a day', () => {
  const day = { startsAt: at('09:00'), endsAt: at('16:00') };
  expect(['05:59', '06:00', '19:00', '19:01'].map((time) => isOpen(day, Date.parse(at(time))))).toEqual([
    ...[false, true, true, false],
  ]);
  expect(untilOf(day, Date.parse(at('08:00')))).toBe(Date.parse(at('19:00')));
  expect(untilOf(day, Date.parse('2027-03-12T09:00:00Z'))).toBe(Date.parse('2027-03-13T09:00:00Z'));
  const next = { startsAt: '2027-03-14T09:00:00Z', endsAt: '2027-03-14T16:00:00Z' };
  expect(openNow([day, next], Date.parse(at('10:00')))).toBe(day);
  expect(openNow([day, day], Date.parse(at('10:00')))).toBeNull();
  expect(openNow([day, next], Date.parse(at('20:00')))).toBeNull();
});

test('a clock that is wrong by a minute or more is told', () => {
  const now = Date.parse(at('08:00'));
  expect([0, 59_000, -59_000, 61_000, -600_000].map((by) => clockAhead(at('08:00'), now + by))).toEqual([
    ...[null, null, null, 1, -10],
  ]);
});

test('names are found by the beginnings of their words, without accents and in any order', () => {
  const guests = [guest('0001', 'Ana Lucía Fernández'), guest('0002', 'Anders O’Neil-Smith'), guest('0003', null)];
  const names = (typed: string) => found(guests, typed).map(({ name }) => name);
  expect(names('')).toHaveLength(3);
  expect(names('fernandez ana')).toEqual(['Ana Lucía Fernández']);
  expect(names('an')).toHaveLength(2);
  expect(names('smith')).toEqual(['Anders O’Neil-Smith']);
  expect(names('cía')).toEqual([]);
});

test('who bears the same name is told apart by the end of the code', () => {
  const ends = doubles([guest('00aa', 'Kim Ek'), guest('00bb', 'KIM EK'), guest('00cc', 'Bo')]);
  expect([...ends.values()]).toEqual(['00aa', '00bb']);
});

test('a code is a registration, by its id or its UUID, or none of ours', () => {
  const uuid = '01a21b12-4354-7315-b164-6eccc2040001';
  expect(registrationIn(` ${idOf(KIM)} `)).toBe(idOf(KIM));
  expect(registrationIn(uuid.toUpperCase())).toBe(idOf(KIM));
  for (const other of ['', 'hello', btoa(`User:${uuid}`), btoa('Registration:1'), 'https://example.org/verify/1'])
    expect(registrationIn(other)).toBeNull();
});

test('a code that is held before the camera is one sign; after a while, or another code, is another', () => {
  const seen = { code: 'a', at: 1000 };
  expect([isHeld(null, 'a', 0), isHeld(seen, 'a', 4999), isHeld(seen, 'a', 5001), isHeld(seen, 'b', 1001)]).toEqual([
    ...[false, true, false, false],
  ]);
});

describe('a time of day in the zone of the event', () => {
  test.each([
    ['2027-03-13', '09:30', 'America/Los_Angeles', '2027-03-13T17:30:00.000Z'],
    ['2027-03-14', '09:30', 'America/Los_Angeles', '2027-03-14T16:30:00.000Z'],
    // The clocks leave it out, or show it twice.
    ['2027-03-14', '02:30', 'America/Los_Angeles', null],
    ['2026-11-01', '01:30', 'America/Los_Angeles', '2026-11-01T08:30:00.000Z'],
    ['2026-11-27', '00:10', 'Pacific/Auckland', '2026-11-26T11:10:00.000Z'],
    ['2026-11-27', '', 'Pacific/Auckland', null],
    ['2026-11-27', '25:10', 'Pacific/Auckland', null],
  ])('%s %s in %s', (day, time, zone, instant) => {
    expect(instantOf(day, time, zone)).toBe(instant);
    if (instant !== null) expect(clockIn(instant, zone)).toBe(time);
  });
});

test('parts that run beside each other are found', () => {
  const part = (id: string, startsAt: string, endsAt: string) => ({ id, startsAt: at(startsAt), endsAt: at(endsAt) });
  const parts = [part('a', '09:00', '10:00'), part('b', '10:00', '11:00'), part('c', '10:30', '11:00')];
  expect(besideEachOther(parts).map(({ id }) => id)).toEqual(['b', 'c']);
});

test('what waits goes day by day, in portions', () => {
  const all = Array.from({ length: 5 }, (_, n) => ({ sessionId: n < 4 ? 'one' : 'two', n }));
  expect(batched(all, 3).map((ones) => ones.map(({ n }) => n))).toEqual([[0, 1, 2], [3], [4]]);
  expect(batched([], 3)).toEqual([]);
});

test('a sign-out without a sign-in is found, whatever was taken away', () => {
  const event = (kind: 'IN' | 'OUT', time: string, takenAway: string | null = null) => ({
    ...{ kind, occurredAt: at(time), partId: null, takenAway },
  });
  expect(hasStrayOut([event('IN', '09:00'), event('OUT', '10:00')])).toBe(false);
  expect(hasStrayOut([event('IN', '09:00', 'wrong'), event('OUT', '10:00')])).toBe(true);
  expect(hasStrayOut([event('OUT', '09:00'), event('IN', '09:00')])).toBe(false);
  expect(hasStrayOut([event('IN', '09:00'), event('OUT', '10:00'), event('OUT', '11:00')])).toBe(true);
});

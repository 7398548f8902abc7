import { describe, expect, test } from '@jest/globals';
import type { CalendarFacts } from '../../schema/registrations/rules/calendar/entries.ts';
import { addressIn, downloadFile, feedFile, mailedFiles } from '../../schema/registrations/rules/calendar/files.ts';
import {
  calendarDay,
  calendarFacts,
  linesOf,
  MAIL_FROM,
  CALENDAR_NOW as NOW,
  parseCalendar,
} from '../support/calendars.ts';

const made = { mailFrom: MAIL_FROM, now: NOW };
const mailed = (facts: CalendarFacts, method: 'REQUEST' | 'CANCEL', now = NOW) =>
  mailedFiles(facts, { ...made, now, method, attendee: 'ana@example.org' });
const feed = (facts: CalendarFacts, now = NOW) => parseCalendar(feedFile(facts, { ...made, now }));
const mail = (facts: CalendarFacts, method: 'REQUEST' | 'CANCEL', now = NOW) =>
  mailed(facts, method, now).map(({ text }) => parseCalendar(text));

const KEPT = ['uid', 'organizer', 'summary'] as const;
const kept = (facts: CalendarFacts) => [
  ...mail(facts, facts.state === 'CONFIRMED' ? 'REQUEST' : 'CANCEL').map(({ events }) => events[0]),
  ...parseCalendar(downloadFile(facts, made) ?? '').events,
  ...feed(facts).events,
];

test('a cancellation has the same UID and organizer, a higher SEQUENCE and STATUS CANCELLED', () => {
  const facts = calendarFacts();
  const after = { ...facts, state: 'CANCELLED' as const, sequence: facts.sequence + 1 };
  const [asked, cancelled] = [mail(facts, 'REQUEST'), mail(after, 'CANCEL')];
  expect(cancelled.map(({ method }) => method)).toEqual(['CANCEL', 'CANCEL', 'CANCEL']);
  for (const [at, { events }] of cancelled.entries()) {
    const before = asked[at]?.events[0];
    for (const name of KEPT) expect(events[0]?.text(name)).toBe(before?.text(name));
    expect(events[0]?.parameter('organizer', 'cn')).toBe(before?.parameter('organizer', 'cn'));
    expect(events[0]?.text('status')).toBe('CANCELLED');
    expect([before?.value('sequence'), events[0]?.value('sequence')]).toEqual([3, 4]);
  }
});

test('edits move the events that stand in the calendar, and add none', () => {
  const facts = calendarFacts({ days: [calendarDay(1, '2027-03-12T17:30:00Z', '2027-03-13T01:00:00Z')] });
  const edits = [0, 1, 2, 3, 4, 5].map((edit) =>
    calendarFacts({
      ...facts,
      sequence: edit,
      changedAt: new Date(NOW.getTime() + edit * 60_000),
      days: [calendarDay(1, `2027-03-${12 + edit}T17:30:00Z`, `2027-03-${13 + edit}T01:00:00Z`)],
    }),
  );
  const events = edits.map((edit) => feed(edit).events[0]);
  expect(new Set(events.map((event) => event?.text('uid'))).size).toBe(1);
  expect(events.map((event) => event?.value('sequence'))).toEqual([0, 1, 2, 3, 4, 5]);
  const changed = events.map((event) => event?.time('last-modified').at.getTime() ?? 0);
  expect(changed).toEqual(changed.toSorted((a, b) => a - b));
  expect(new Set(changed).size).toBe(6);
});

test('a mail invites, a feed and a download publish', () => {
  const facts = calendarFacts();
  expect(mail(facts, 'REQUEST').map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'REQUEST']);
  expect([feed(facts).method, parseCalendar(downloadFile(facts, made) ?? '').method]).toEqual(['PUBLISH', 'PUBLISH']);
  const [invited] = mail(facts, 'REQUEST');
  expect(invited?.events[0]?.text('attendee')).toBe('mailto:ana@example.org');
  expect(invited?.events[0]?.parameter('attendee', 'partstat')).toBe('ACCEPTED');
  for (const event of feed(facts).events) expect(event.text('attendee')).toBeNull();
});

test('each mailed file is about one UID, and the day of a late mail that is past is left out', () => {
  const facts = calendarFacts();
  for (const { events } of mail(facts, 'REQUEST')) expect(events).toHaveLength(1);
  const dayTwo = new Date('2027-03-14T01:00:00Z');
  expect(mail(facts, 'REQUEST', dayTwo).map(({ events }) => events[0]?.text('uid'))).toEqual([
    `${facts.registrationId}-3`,
  ]);
});

test('a mail that comes after the state changed again carries no file', () => {
  expect(mailed(calendarFacts(), 'CANCEL')).toEqual([]);
  expect(mailed(calendarFacts({ state: 'CANCELLED' }), 'REQUEST')).toEqual([]);
});

test('mail, download and feed say one UID, organizer and name for each day', () => {
  for (const state of ['CONFIRMED', 'CANCELLED'] as const) {
    const all = kept(calendarFacts({ state })).map((event) =>
      JSON.stringify([...KEPT.map((name) => event?.text(name)), event?.parameter('organizer', 'cn')]),
    );
    expect([all.length, new Set(all).size]).toEqual([9, 3]);
  }
});

const FAMILY = '👩‍👩‍👧‍👦';
test.each([
  ['forty families', FAMILY.repeat(40)],
  ['letters of two octets', 'é'.repeat(60)],
  ['letters of three octets', '心'.repeat(80)],
  ['a mark on a letter', 'e\u0301'.repeat(80)],
])('a line of %s is folded by octets, and no character is cut', (_name, title) => {
  const text = feedFile(calendarFacts({ title }), made);
  for (const line of linesOf(text).raw) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line.isWellFormed()).toBe(true);
  }
  expect(Buffer.from(text).toString('utf8')).toBe(text);
  expect(feed(calendarFacts({ title })).events[0]?.text('summary')).toBe(title);
});

test.each([
  ['x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y', 'x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:y'],
  ['x\rATTENDEE:mailto:evil@example.org', 'x\nATTENDEE:mailto:evil@example.org'],
  ['a\u2028BEGIN:VALARM\u0085b', 'a\nBEGIN:VALARM\nb'],
  ['a\\, b; c\\n', 'a\\, b; c\\n'],
  ['bell\u0007, nul\u0000, escape\u001b[0m', 'bell, nul, escape[0m'],
  ['half \ud83d', 'half \ufffd'],
])('the text %j stays one text', (given, read) => {
  const facts = calendarFacts({ title: given, venue: given, organizationName: given, link: null });
  const { events, calendar } = feed(facts);
  expect(calendar.getAllSubcomponents('vevent')).toHaveLength(3);
  expect(calendar.getAllSubcomponents('valarm')).toHaveLength(0);
  for (const event of events) {
    expect([event.text('summary'), event.text('location')]).toEqual([read, read]);
    expect(event.names).not.toContain('attendee');
  }
  expect(feedFile(facts, made)).not.toMatch(/[^\r\n\P{Cc}]|\r(?!\n)|(?<!\r)\n/u);
});

test('three whole days end when the third has ended, not a day short', () => {
  const zone = 'Europe/Berlin';
  const days = [14, 15, 16].map((day, at) =>
    calendarDay(at + 1, `2027-08-${day - 1}T22:00:00Z`, `2027-08-${day}T22:00:00Z`, zone),
  );
  const last = feed(calendarFacts({ days, timeZone: zone })).events.at(-1);
  expect(last?.time('dtend')).toMatchObject({ wall: '2027-08-17T00:00:00', zoneId: zone });
});

test('every zone that is named is defined once: two zones, two definitions', () => {
  const days = [
    calendarDay(1, '2027-03-12T17:30:00Z', '2027-03-12T19:30:00Z', 'America/Los_Angeles'),
    calendarDay(2, '2027-03-12T20:00:00Z', '2027-03-12T22:00:00Z', 'America/New_York'),
    calendarDay(3, '2027-03-13T20:00:00Z', '2027-03-13T22:00:00Z', 'US/Eastern'),
  ];
  const { zoneIds, events } = feed(calendarFacts({ days }));
  expect(zoneIds).toEqual(['America/Los_Angeles', 'America/New_York']);
  for (const event of events)
    for (const name of ['dtstart', 'dtend']) expect(zoneIds).toContain(event.time(name).zoneId);
  expect(events.map((event) => event.time('dtstart').wall)).toEqual([
    '2027-03-12T09:30:00',
    '2027-03-12T15:00:00',
    '2027-03-13T15:00:00',
  ]);
  expect(events.map((event) => event.time('dtend').at)).toEqual(days.map(({ endsAt }) => endsAt));
});

describe('a dropped day and a lost seat', () => {
  const facts = calendarFacts();
  const dropped = {
    ...facts,
    sequence: 4,
    days: facts.days.map((day) => (day.ordinal === 2 ? { ...day, removedAt: NOW } : day)),
  };

  test('the dropped day stays in the feed as cancelled until it is past, without venue and link', () => {
    const { events } = feed(dropped);
    expect(events.map((event) => event.text('status'))).toEqual(['CONFIRMED', 'CANCELLED', 'CONFIRMED']);
    expect(events.map((event) => event.text('url') !== null)).toEqual([true, false, true]);
    expect(events.map((event) => event.text('location') !== null)).toEqual([true, false, true]);
    const later = feed(dropped, new Date('2027-03-14T01:00:00Z')).events;
    expect(later.map((event) => event.text('uid'))).toEqual([1, 3].map((day) => `${facts.registrationId}-${day}`));
  });

  test('the mail about it invites to the days that stand and cancels the other', () => {
    const files = mail(dropped, 'REQUEST');
    expect(files.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(files[2]?.events[0]?.text('uid')).toBe(`${facts.registrationId}-2`);
  });

  test('a day that was dropped before the seat was confirmed was never seen', () => {
    const days = dropped.days.map((day) => ({ ...day, removedAt: day.removedAt && new Date('2027-01-01T00:00:00Z') }));
    expect(feed({ ...dropped, days }).events).toHaveLength(2);
  });

  test('with the seat, link and venue leave every file', () => {
    for (const state of ['CANCELLED', 'TRANSFERRED'] as const) {
      const gone = { ...facts, state, sequence: 4 };
      const files = [
        feedFile(gone, made),
        downloadFile(gone, made) ?? '',
        ...mailed(gone, 'CANCEL').map(({ text }) => text),
      ];
      expect(files).toHaveLength(5);
      for (const file of files)
        expect(linesOf(file).unfolded.join('\n')).not.toMatch(/rooms\.example|Example Street|^URL|^LOCATION/m);
    }
  });

  test('when all is past, the feed is empty but still a calendar', () => {
    const { events, zoneIds } = feed({ ...facts, state: 'CANCELLED' }, new Date('2027-04-01T00:00:00Z'));
    expect([events, zoneIds]).toEqual([[], ['America/Los_Angeles']]);
    expect(
      downloadFile({ ...facts, state: 'CANCELLED' }, { ...made, now: new Date('2027-04-01T00:00:00Z') }),
    ).toBeNull();
  });

  test.each(['APPLIED', 'OFFERED', 'HELD', 'AWAITING_PAYMENT', 'LAPSED', 'DECLINED'] as const)(
    'nothing stands in a calendar for %s',
    (state) => {
      const waiting = { ...facts, state, confirmedAt: null };
      expect(feed(waiting).events).toEqual([]);
      expect(downloadFile(waiting, made)).toBeNull();
      expect([...mailed(waiting, 'REQUEST'), ...mailed(waiting, 'CANCEL')]).toEqual([]);
    },
  );
});

test.each(['COUPLES', 'CONSULTATION', 'PERSONAL'] as const)(
  'an event for %s shows its neutral name and times alone',
  (kind) => {
    const words = { title: 'After the affair', venue: 'Betrayal Recovery Center', link: 'https://affair.example.org/' };
    const organizationName = 'Institute for Infidelity';
    const facts = calendarFacts({ kind, neutralName: 'Weekend program', organizationName, ...words });
    const files = [
      feedFile(facts, made),
      downloadFile(facts, made) ?? '',
      ...mailed(facts, 'REQUEST').map(({ text }) => text),
    ];
    files.push(...mailed({ ...facts, state: 'CANCELLED' }, 'CANCEL').map(({ text }) => text));
    expect(files).toHaveLength(8);
    for (const file of files) {
      expect(linesOf(file).unfolded.join('\n')).not.toMatch(
        /affair|betrayal|infidelity|^(URL|LOCATION|DESCRIPTION)|CN=/im,
      );
      for (const event of parseCalendar(file).events)
        expect([event.text('summary'), event.text('class')]).toEqual(['Weekend program', 'PRIVATE']);
    }
  },
);

test('every line ends with CRLF, the last one too, and DTSTAMP is in UTC', () => {
  const file = feedFile(calendarFacts(), made);
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const event of parseCalendar(file).events) {
    expect(event.time('dtstamp')).toMatchObject({ at: NOW, utc: true });
    expect(event.time('last-modified').utc).toBe(true);
  }
});

test.each([
  ['Attune <no-reply@example.org>', 'no-reply@example.org'],
  ['no-reply@example.org', 'no-reply@example.org'],
  ['"A < B" <a+b@example.org>', 'a+b@example.org'],
])('the sender %s writes from %s', (sender, address) => {
  expect(addressIn(sender)).toBe(address);
  const [file] = mailedFiles(calendarFacts(), { now: NOW, mailFrom: sender, method: 'REQUEST', attendee: address });
  expect(parseCalendar(file?.text ?? '').events[0]?.text('organizer')).toBe(`mailto:${address}`);
});

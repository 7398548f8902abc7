import { describe, expect, test } from '@jest/globals';
import { type EventMailId, newId } from '../../drizzle/ids.ts';
import type { IntensiveKind } from '../../drizzle/tables/intensives.ts';
import { LANGUAGES, type Language } from '../../schema/languages.ts';
import {
  calendarMethodOf,
  EVENT_TEXTS,
  factsOf,
  type MailAbout,
  mailOf,
} from '../../schema/registrations/rules/mails.ts';
import { MONEY_TEXTS } from '../../schema/registrations/rules/moneyTexts.ts';
import { REASONS } from '../../schema/registrations/rules/states.ts';
import { eventWords, eventMail as mailOfEvent } from '../../server/mail/texts/events.ts';
import { NOW } from '../support/seatRows.ts';

describe('the words', () => {
  const SUBJECT = /betrayal|affair|weekend|couple|therap|marri|sex|trauma|meet\.example|Cabin/i;
  const intensive = {
    title: 'After an affair: healing betrayal',
    neutralName: 'Weekend',
    timeZone: 'America/New_York',
  };
  const aboutOf = (kind: 'COUPLES' | 'TRAINING'): MailAbout => ({
    ...{ named: kind === 'TRAINING', timeZone: 'America/New_York', place: 'Boston, at the trauma center', alone: true },
    ...{ startsAt: new Date('2027-03-12T14:30:00Z'), endsAt: new Date('2027-03-13T21:00:00Z'), startedAt: NOW },
    ...{ organization: 'Couples Therapy Studio', replyTo: 'affairs@example.org', reason: 'The couple fell ill.' },
    ...{ says: ['The betrayal hour moved.'], price: { amountMinor: 90_000, currency: 'USD', seats: 2 } },
  });
  const said = (kind: 'COUPLES' | 'TRAINING', text: (typeof EVENT_TEXTS)[number], language: Language = 'en') => {
    const money = { soldAs: 'Session', currency: 'USD', amountMinor: 10_000, label: 'INV-000001', dueOn: '2026-12-03' };
    const facts = { ...factsOf({ ...intensive, kind }), ...money, endsAt: '2026-12-03T19:05:00.000Z' };
    const mail = {
      id: newId<EventMailId>(),
      madeAt: NOW,
      calendars: [],
      papers: [],
      text,
      facts,
      about: aboutOf(kind),
      secret: 'A'.repeat(22),
    };
    return mailOfEvent('a@example.org', 'https://attune.example.org', mail, language);
  };

  test.each(EVENT_TEXTS)('%s of an event with a neutral name says "your place" and nothing of the event', (text) => {
    const { subject, text: body } = said('COUPLES', text);
    expect(`${subject}\n${body}`).not.toMatch(SUBJECT);
    expect(subject.length).toBeLessThan(60);
    expect(body).not.toMatch(/undefined|null|\[object/);
  });

  test('a training is told with when, where, its price and who offers it, who gets the answer', () => {
    const { text, replyTo } = said('TRAINING', 'PLACE_CONFIRMED');
    expect(text).toContain('When: Fri, March 12, 2027, 09:30 to Sat, March 13, 2027, 16:00 (America/New_York)\n');
    expect(text).toContain('Where: Boston, at the trauma center\n');
    expect(text).toContain('Couples Therapy Studio\nA reply to this mail goes to affairs@example.org.\n');
    expect(replyTo).toBe('affairs@example.org');
    expect(said('TRAINING', 'CHANGE_ASKED').text).toContain('- The betrayal hour moved.\n');
    expect(said('TRAINING', 'EVENT_CANCELLED').text).toContain('The reason: The couple fell ill.\n');
    expect(said('TRAINING', 'PLACE_MOVED').text).toContain('Before: ');
  });

  test.each(EVENT_TEXTS)('%s of an event with a neutral name has no address for answers', (text) => {
    expect(said('COUPLES', text)).not.toHaveProperty('replyTo');
  });

  const TWO = {
    en: /\bboth\b|\btwo\b|together|comes? with|partner|couple/i,
    es: /\bdos\b|\bamb[oa]s\b|pareja|juntos|con (ella|él|usted)\b/i,
    mi: /\brua\b|tokorua|kōrua|tahi (me|mai) koe/i,
  };
  test.each([
    ['en', 'USD 480.00 for both places; one of you pays'],
    ['es', 'USD 480.00 por ambos lugares'],
    ['mi', 'USD 480.00 mō ngā wāhi e rua'],
  ] as const)('in %s such words are known', (code, sentence) => {
    expect(sentence).toMatch(TWO[code]);
  });

  test.each(LANGUAGES)('nothing but a bill tells a stranger that it is about two people: $code', ({ code }) => {
    const mails = EVENT_TEXTS.filter((text) => !(MONEY_TEXTS as readonly string[]).includes(text));
    for (const text of mails) {
      const { subject, text: body } = said('COUPLES', text, code);
      expect([text, `${subject}\n${body}`]).toEqual([text, expect.not.stringMatching(TWO[code])]);
    }
    expect(said('COUPLES', 'PLACE_OFFERED', code).text).toMatch(/USD 900\.00 (in all|en total|te katoa)\./);
  });

  test.each(EVENT_TEXTS)('%s puts nothing but a training into the calendar of a mailbox', (text) => {
    expect(calendarMethodOf(text, { named: false })).toBeNull();
  });

  test('what begins or ends a place at a training goes into calendars, and nothing else', () => {
    const methods = EVENT_TEXTS.flatMap((text) => {
      const method = calendarMethodOf(text, { named: true });
      return method === null ? [] : [`${text} ${method}`];
    });
    expect(methods.toSorted()).toEqual([
      ...['CHANGE_ASKED REQUEST', 'EVENT_CANCELLED CANCEL', 'PLACE_CANCELLED CANCEL', 'PLACE_CONFIRMED REQUEST'],
      ...['PLACE_ENDED CANCEL', 'PLACE_MOVED REQUEST', 'PLACE_TRANSFERRED CANCEL'],
    ]);
  });

  test('a training is named, in no subject; a time has its zone', () => {
    const { subject, text } = said('TRAINING', 'PLACE_OFFERED');
    expect(subject).not.toMatch(SUBJECT);
    expect(text).toContain('your place in "After an affair: healing betrayal"');
    expect(text).toContain('until Thu, December 3, 2026, 14:05 (America/New_York)');
  });

  const IN_HOURS = ['PLACE_OFFERED', 'HOLD_ENDS', 'CHANGE_ASKED', 'PLACES_ASKED', 'WAITLIST_OFFERED', 'DISPUTE_OPENED'];
  const IN_DAYS = ['ORDER_INVOICED', 'PAYMENT_RECEIVED', 'PAYMENT_UNDONE', 'PAYMENT_DUE', 'PAYMENT_OVERDUE'];
  test.each(EVENT_TEXTS)('%s names the zone of every time and says what counts', (text) => {
    const { text: body } = said('COUPLES', text);
    const times = body.match(/\d{1,2}:\d\d[^.]*/g) ?? [];
    const days = body.match(/(?<!, )\b\w{3}, \w+ \d{1,2}, \d{4}(?!,)[^.]*/g) ?? [];
    expect([times.length, days.length]).toEqual([+IN_HOURS.includes(text), +IN_DAYS.includes(text)]);
    for (const time of [...times, ...days]) expect(time).toContain('(America/New_York)');
    if (times.length > 0) expect(body).toContain('exact time in the zone America/New_York: hours count');
    if (days.length > 0) expect(body).toContain('the end of Thu, December 3, 2026 (America/New_York)');
    if (days.length > 0 && text !== 'PAYMENT_OVERDUE' && text !== 'DISPUTE_OPENED')
      expect(body).toContain('Calendar days count');
  });

  test('links lead to the pages of their kind', () => {
    const links = EVENT_TEXTS.map((text) => /https:\/\/\S+A{22}/.exec(said('COUPLES', text).text)?.[0] ?? null);
    expect(links.filter((link) => link !== null)).toEqual([
      `https://attune.example.org/waitlist/decline/${'A'.repeat(22)}`,
      `https://attune.example.org/invitations/${'A'.repeat(22)}`,
      `https://attune.example.org/places/${'A'.repeat(22)}`,
    ]);
  });

  test('every reason has its mail, or none on purpose', () => {
    const silent = (kind: IntensiveKind) => REASONS.filter((because) => mailOf('CANCELLED', because, kind) === null);
    expect(silent('COUPLES')).toEqual(['ERASED']);
    expect(silent('TRAINING')).toEqual(['ERASED']);
    expect(silent('CONSULTATION')).toEqual(['REGISTERED', 'WITHDRAWN', 'ERASED']);
    expect(eventWords({ text: 'PLACE_ENDED', facts: {}, about: null, secret: null }, 'x').text).toMatch(
      /^We are sorry to tell you that your place does not go ahead\./,
    );
  });
});

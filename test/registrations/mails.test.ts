import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { type EventMailId, newId } from '../../drizzle/ids.ts';
import { eventMails, intensiveChanges, users } from '../../drizzle/schema.ts';
import type { IntensiveKind } from '../../drizzle/tables/intensives.ts';
import { LANGUAGES, type Language } from '../../schema/languages.ts';
import { changeState } from '../../schema/registrations/operations/changeState.ts';
import { stateOfOfferLink } from '../../schema/registrations/operations/declineByLink.ts';
import type { EventMail } from '../../schema/registrations/operations/sendEventMail.ts';
import { eventMail, sendEventMails } from '../../schema/registrations/operations/writeMail.ts';
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
import { MAIL_FROM } from '../support/calendars.ts';
import { papersIn } from '../support/papers.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { seating } from '../support/seating.ts';
import { addIntensive, hold, mailsTo, NOW, person, registrationsIn } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
});
afterAll(() => close());

const { register, run, full, join, endSeatOf } = seating(() => db);
const written = async (key: string) => (await db.select().from(eventMails).where(eq(eventMails.key, key)))[0];
const write = async (key: string) => {
  const userId = await person(db);
  const facts = { name: null, timeZone: 'UTC' };
  const mail = { key, userId, text: 'PLACE_CONFIRMED', facts } as const;
  await db.transaction((tx) => eventMail(tx, mail));
  return { mail, userId, row: await written(key) };
};
const settings = { mailFrom: MAIL_FROM };
const sender = (fails: () => boolean = () => false) => {
  const sent: string[] = [];
  const event = async (to: string, _mail: EventMail) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (fails()) throw new Error('the mail server is away');
    sent.push(to);
  };
  return { sent, mailing: { db, mail: { event }, papersOf: papersIn(db), settings } };
};
const jobs = async (id: string | undefined) =>
  (await db.execute(sql`select 1 from pgboss.job where name = 'send-event-mails' and data->'mailIds' ? ${id ?? ''}`))
    .length;

describe('the outbox', () => {
  test('takes a transition once, with one job, and sends it once, however often either is tried', async () => {
    const { mail, userId, row } = await write('once');
    await Promise.all(Array.from({ length: 10 }, () => db.transaction((tx) => eventMail(tx, mail))));
    expect(await jobs(row?.id)).toBe(1);
    const { sent, mailing } = sender();
    const tries = Array.from({ length: 10 }, () => sendEventMails.run(mailing, { mailIds: [row?.id as never] }));
    await Promise.allSettled(tries);
    await sendEventMails.run(mailing, { mailIds: [row?.id as never] });
    expect(sent).toEqual([await emailOf(db, userId)]);
    expect((await written('once'))?.sentAt).not.toBeNull();
  });

  test('keeps a mail that the mail server refused, for the next try', async () => {
    const { row } = await write('refused');
    let away = true;
    const { sent, mailing } = sender(() => away);
    const send = () => sendEventMails.run(mailing, { mailIds: [row?.id as never] });
    await expect(send()).rejects.toThrow('away');
    expect((await written('refused'))?.sentAt).toBeNull();
    away = false;
    await send();
    await send();
    expect(sent).toHaveLength(1);
  });

  test('makes a new link for each try, and keeps no hash of it when the mail is gone', async () => {
    const { intensiveId, seated } = await full(1);
    const userId = await person(db);
    await join(intensiveId, userId);
    await endSeatOf(intensiveId, seated[0] as never);
    const [row] = await db
      .select()
      .from(eventMails)
      .where(and(eq(eventMails.userId, userId), isNull(eventMails.sentAt)));
    const secrets: (string | null)[] = [];
    let away = true;
    const event = async (_to: string, { secret }: EventMail) => {
      secrets.push(secret);
      if (away) throw new Error('the mail server is away');
    };
    const send = () =>
      sendEventMails.run({ db, mail: { event }, papersOf: papersIn(db), settings }, { mailIds: [row?.id as never] });
    await expect(send()).rejects.toThrow('away');
    away = false;
    await send();
    expect(new Set(secrets).size).toBe(2);
    expect(await stateOfOfferLink(db, secrets[0] ?? '')).toBeNull();
    expect(await stateOfOfferLink(db, secrets[1] ?? '')).toBe('OPEN');
    const [sent] = await db
      .select()
      .from(eventMails)
      .where(eq(eventMails.id, row?.id as never));
    expect(sent?.facts).not.toHaveProperty('link');
  });

  test('writes nothing when its change does not happen', async () => {
    const userId = await person(db);
    const undone = db.transaction(async (tx) => {
      await eventMail(tx, { key: 'undone', userId, text: 'PLACE_CONFIRMED', facts: {} });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await written('undone')).toBeUndefined();
  });

  test('sends nothing to an account that is closed', async () => {
    const { userId, row } = await write('closed');
    await db.update(users).set({ disabledAt: NOW }).where(eq(users.id, userId));
    const { sent, mailing } = sender();
    await sendEventMails.run(mailing, { mailIds: [row?.id as never] });
    expect(sent).toEqual([]);
  });
});

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
    es: /\bdos\b|\bambas?\b|pareja|juntos|con (ella|él|usted)\b/i,
    mi: /\brua\b|tokorua|kōrua|tahi (me|mai) koe/i,
  };
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

test('a hold that ends within five minutes is announced once, and again after it was extended', async () => {
  const userId = await person(db);
  const { id } = await hold(db, await addIntensive(db), userId);
  const inSeconds = (seconds: number) =>
    db.execute(sql`update holds set expires_at = clock_timestamp() + ${seconds}::int * interval '1 second',
      frees_at = clock_timestamp() + ${seconds + 600}::int * interval '1 second' where id = ${id}`);
  await run();
  expect(await mailsTo(db, userId)).toEqual([]);
  await inSeconds(290);
  await Promise.all([run(), run()]);
  await run();
  expect(await mailsTo(db, userId)).toEqual(['HOLD_ENDS']);
  await inSeconds(200);
  await run();
  expect(await mailsTo(db, userId)).toEqual(['HOLD_ENDS', 'HOLD_ENDS']);
});

test('a change that asks is mailed once to everybody who was confirmed before, with a higher SEQUENCE', async () => {
  const intensiveId = await addIntensive(db);
  const [a, b] = [await person(db), await person(db)];
  await register(intensiveId, a);
  const later = new Date(NOW.getTime() + 60_000);
  const answerBy = new Date('2089-01-01T00:00:00Z');
  await db
    .insert(intensiveChanges)
    .values({ intensiveId, ordinal: 1, kind: 'RESCHEDULED', says: ['Another day.'], answerBy, changedAt: later });
  const registrationId = await register(intensiveId, b);
  await db.execute(
    sql`update registrations set confirmed_at = ${new Date(later.getTime() + 1).toISOString()} where id = ${registrationId}`,
  );
  await Promise.all([run(later), run(later)]);
  await run(later);
  expect((await mailsTo(db, a)).filter((text) => text === 'CHANGE_ASKED')).toHaveLength(1);
  expect((await mailsTo(db, b)).filter((text) => text === 'CHANGE_ASKED')).toHaveLength(0);
  const sequences = (await registrationsIn(db, intensiveId)).map((row) => [row.userId, row.calendarSequence]);
  expect(new Map(sequences as [string, number][])).toEqual(
    new Map([
      [a, 1],
      [b, 0],
    ] as [string, number][]),
  );
});

test('a state follows only from those from which one may come there', async () => {
  const registrationId = await register(await addIntensive(db), await person(db));
  const to = (state: 'HELD' | 'DECLINED') =>
    db.transaction((tx) => changeState(tx, { registrationId, to: state, because: 'PAID', by: 'system', at: NOW }));
  await expect(to('HELD')).rejects.toMatchObject({ code: 'REGISTRATION_STATE', state: 'CONFIRMED' });
  await expect(to('DECLINED')).rejects.toMatchObject({ code: 'REGISTRATION_STATE' });
});

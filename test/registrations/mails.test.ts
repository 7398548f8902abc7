import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { eventMails, intensiveChanges, users } from '../../drizzle/schema.ts';
import { changeState } from '../../schema/registrations/operations/changeState.ts';
import { stateOfOfferLink } from '../../schema/registrations/operations/declineByLink.ts';
import type { EventMail } from '../../schema/registrations/operations/sendEventMail.ts';
import { eventMail, sendEventMails } from '../../schema/registrations/operations/writeMail.ts';
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

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CourseVersionId, IntensiveId, OrganizationId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { eventMails, intensiveChanges, intensiveDays, intensives, registrations } from '../../drizzle/schema.ts';
import { cancelIntensive, cancelIntensiveJob } from '../../schema/orders/operations/cancelIntensive.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { moveRegistration } from '../../schema/orders/operations/moveRegistration.ts';
import { answerChangeOfPlace } from '../../schema/orders/operations/ofOrder.ts';
import { applyToIntensive, decideApplication } from '../../schema/registrations/operations/applications.ts';
import { claimPlace } from '../../schema/registrations/operations/claimPlace.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { acceptPair, invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { makePlaceLink } from '../../schema/registrations/operations/places.ts';
import { reinstateRegistration } from '../../schema/registrations/operations/reinstate.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { openMailbox, type ReadMail } from '../support/mailbox.ts';
import { addOrder, pay } from '../support/orderRows.ts';
import { addQuizCourse, openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW, person } from '../support/seatRows.ts';
import { emailOf } from '../support/world.ts';

let db: Database;
let close: () => Promise<void>;
let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let organizationId: OrganizationId;
let owner: UserId;
let courseVersionId: CourseVersionId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 6 }));
  mailbox = await openMailbox(() => db);
  organizationId = await addOrganization(db);
  owner = await addMember(db, organizationId, 'OWNER');
  courseVersionId = (await addQuizCourse(db)).versionId;
});
afterAll(async () => {
  await mailbox.close();
  await close();
});

const LINK = 'https://meet.example.org/secret';
const till = () => ({ db, stripe: null, stripeSeller: null, publicUrl: '' });
const at = (day: number, hour: number) => new Date(`2090-03-${String(day).padStart(2, '0')}T${hour}:30:00Z`);
type Terms = NonNullable<Parameters<typeof addIntensive>[1]>;
/** A training of two days in New York, whose title is longer in octets than in letters. */
const TITLE = `Reparación, ${'€'.repeat(30)}; dos días`;
const event = async (terms: Terms = {}): Promise<IntensiveId> => {
  const training = { kind: 'TRAINING', title: TITLE, neutralName: null, courseVersionId } as const;
  const intensiveId = await addIntensive(db, { organizationId, link: LINK, ...(terms.kind ? {} : training), ...terms });
  const days = [1, 2].map((ordinal) => ({
    ...{ intensiveId, ordinal, day: `2090-03-0${ordinal}`, timeZone: 'America/New_York' },
    ...{ startsAt: at(ordinal, 14), endsAt: at(ordinal, 21) },
  }));
  await db.insert(intensiveDays).values(days);
  return intensiveId;
};
const register = async (intensiveId: IntensiveId, userId: UserId) =>
  (await registerFree(db, actOf(userId), { intensiveId, adult: true })).registrationId;
const confirmed = async (terms: Terms = {}) => {
  const [intensiveId, userId] = [await event(terms), await person(db)];
  const registrationId = await register(intensiveId, userId);
  return { intensiveId, userId, registrationId, first: await only(userId) };
};
/** The mails that wait, by whom they reach. */
const received = async () => Map.groupBy(await mailbox.receive(), ({ to }) => to);
/** The one mail that waits for a person. */
const only = async (userId: UserId): Promise<ReadMail> => {
  const mails = (await received()).get((await emailOf(db, userId)) ?? '') ?? [];
  expect(mails).toHaveLength(1);
  return mails[0] as ReadMail;
};
const methods = ({ calendars }: ReadMail) => calendars.map(({ method }) => method);
const uids = ({ calendars }: ReadMail) => calendars.flatMap(({ events }) => events.map((one) => one.text('uid')));
const sequence = ({ calendars }: ReadMail) => Number(calendars[0]?.events[0]?.value('sequence'));

/** Moves the days of an event by one and asks everybody. */
const reschedule = async (intensiveId: IntensiveId) => {
  const later = sql`interval '1 day'`;
  const moved = { startsAt: sql`starts_at + ${later}`, endsAt: sql`ends_at + ${later}` };
  await db.update(intensiveDays).set(moved).where(eq(intensiveDays.intensiveId, intensiveId));
  await db.update(intensives).set({ revision: sql`revision + 1` }).where(eq(intensives.id, intensiveId));
  const asked = { kind: 'RESCHEDULED' as const, says: ['Another day.'], answerBy: new Date('2089-01-01T00:00:00Z') };
  const changedAt = new Date(NOW.getTime() + 60_000);
  const [change] = await db
    .insert(intensiveChanges)
    .values({ intensiveId, ordinal: 1, ...asked, changedAt })
    .returning();
  await endHolds.run({ db, clock: () => changedAt }, {});
  return change?.id ?? null;
};

test('a confirmed place comes with a request for each day, as a calendar that did not write it reads it', async () => {
  const { userId, first, registrationId } = await confirmed();
  expect(methods(first)).toEqual(['REQUEST', 'REQUEST']);
  expect(uids(first)).toEqual([`${registrationId}-1`, `${registrationId}-2`]);
  for (const { file, events, zoneIds } of first.calendars) {
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file).not.toMatch(/[^\r]\n|\r[^\n]/);
    const [one] = events;
    expect([one?.text('summary'), one?.text('location'), one?.text('url')]).toEqual([TITLE, LINK, LINK]);
    expect(one?.time('dtstart')).toMatchObject({ zoneId: zoneIds[0], utc: false });
    expect(one?.time('dtstamp').utc).toBe(true);
    expect([one?.text('attendee'), one?.text('organizer')]).toEqual([
      `mailto:${await emailOf(db, userId)}`,
      'mailto:no-reply@example.org',
    ]);
  }
  expect(first.calendars.map(({ events }) => events[0]?.time('dtstart').at)).toEqual([at(1, 14), at(2, 14)]);
});

test('a change of times asks with the same UIDs, a higher SEQUENCE and the new times; leaving then cancels them', async () => {
  const { userId, intensiveId, registrationId, first } = await confirmed();
  const changeId = await reschedule(intensiveId);
  const asked = await only(userId);
  expect([methods(asked), uids(asked)]).toEqual([['REQUEST', 'REQUEST'], uids(first)]);
  expect(sequence(asked)).toBeGreaterThan(sequence(first));
  expect(asked.calendars[0]?.events[0]?.time('dtstart').at).toEqual(at(2, 14));
  await answerChangeOfPlace(
    { db, stripe: null, stripeSeller: null, publicUrl: 'https://attune.example.org' },
    actOf(userId),
    { changeId, registrationId, answer: 'LEAVES' },
  );
  const left = await only(userId);
  expect([methods(left), uids(left)]).toEqual([['CANCEL', 'CANCEL'], uids(first)]);
  expect(sequence(left)).toBeGreaterThan(sequence(asked));
});

const ENDS: [string, (of: Awaited<ReturnType<typeof confirmed>>) => Promise<unknown>][] = [
  [
    'its person cancels',
    ({ userId, registrationId }) => cancelRegistration(till(), actOf(userId), { registrationId, reason: null }),
  ],
  [
    'the organizer cancels it',
    ({ registrationId }) => cancelRegistration(till(), actOf(owner), { registrationId, reason: 'A reason.' }),
  ],
  [
    'the event is canceled',
    async ({ intensiveId }) => {
      await cancelIntensive(db, actOf(owner), { intensiveId, reason: 'Too few people.' });
      await cancelIntensiveJob.run({ db, stripe: null, clock: () => NOW }, { intensiveId });
    },
  ],
  [
    'another person takes it over',
    async ({ userId, registrationId }) => {
      const { secret } = await makePlaceLink(db, actOf(userId), { registrationId, email: null });
      await claimPlace(db, actOf(await person(db)), { secret: secret ?? '', adult: true });
    },
  ],
];
test.each(ENDS)('when %s, the mail takes the events away', async (_how, end) => {
  const place = await confirmed();
  await end(place);
  const last = (await received()).get((await emailOf(db, place.userId)) ?? '')?.[0] as ReadMail;
  expect([methods(last), uids(last)]).toEqual([['CANCEL', 'CANCEL'], uids(place.first)]);
  expect(sequence(last)).toBeGreaterThan(sequence(place.first));
  for (const { file, events } of last.calendars) {
    expect(events[0]?.text('status')).toBe('CANCELLED');
    expect(file.replaceAll('\r\n ', '')).not.toContain('meet.example');
  }
});

test('whoever takes a place over, or gets their own back, is invited again', async () => {
  const { userId, registrationId, first } = await confirmed();
  const other = await person(db);
  const { secret } = await makePlaceLink(db, actOf(userId), { registrationId, email: null });
  const taken = await claimPlace(db, actOf(other), { secret: secret ?? '', adult: true });
  const mail = (await received()).get((await emailOf(db, other)) ?? '')?.[0] as ReadMail;
  expect([methods(mail), uids(mail)]).toEqual([
    ['REQUEST', 'REQUEST'],
    [`${taken.registrationId}-1`, `${taken.registrationId}-2`],
  ]);
  expect(uids(mail)).not.toEqual(uids(first));
  await cancelRegistration(till(), actOf(other), { registrationId: taken.registrationId, reason: null });
  const gone = await only(other);
  await reinstateRegistration(db, actOf(owner), { registrationId: taken.registrationId, reason: 'A mistake.' });
  const back = await only(other);
  expect([methods(back), uids(back)]).toEqual([['REQUEST', 'REQUEST'], uids(gone)]);
  expect(sequence(back)).toBeGreaterThan(sequence(gone));
});

test('a place that moves to another date is one mail: it invites there and takes the events here away', async () => {
  const { userId, registrationId, first } = await confirmed();
  const toIntensiveId = await event();
  const there = await moveRegistration(db, actOf(userId), { registrationId, toIntensiveId, reason: null });
  const mail = await only(userId);
  expect(mail.subject).toBe('Your place moved to another date');
  expect(methods(mail)).toEqual(['REQUEST', 'REQUEST', 'CANCEL', 'CANCEL']);
  expect(uids(mail)).toEqual([`${there.registrationId}-1`, `${there.registrationId}-2`, ...uids(first)]);
});

test('no mail to a pair has a calendar, and the other one learns only that the place is gone', async () => {
  const couples = {
    kind: 'COUPLES',
    title: 'After betrayal',
    neutralName: 'Studio day',
    admission: 'APPLICATION',
  } as const;
  const [intensiveId, a, b] = [await event(couples), await person(db), await person(db)];
  const { registrationId } = await applyToIntensive(db, actOf(a), { intensiveId, adult: true });
  const received = async (userId: UserId) => {
    const address = await emailOf(db, userId);
    return (await mailbox.receive()).filter(({ to }) => to === address);
  };
  await invitePartner(db, actOf(a), { registrationId, email: (await emailOf(db, b)) ?? '' });
  const [invitation] = await received(b);
  const secret = /invitations\/([\w-]{22})/.exec(invitation?.text ?? '')?.[1] ?? '';
  await acceptPair(db, actOf(b), { secret, adult: true });
  await decideApplication(db, actOf(owner), { registrationId, decision: 'ACCEPT' });
  const before = await mailbox.receive();
  for (const userId of [a, b]) await registerFree(db, actOf(userId), { intensiveId, adult: true });
  const both = await mailbox.receive();
  expect(both.map(({ subject }) => subject)).toEqual(Array(2).fill('Your place is confirmed'));
  await cancelRegistration(till(), actOf(a), { registrationId, reason: null });
  const other = await only(b);
  expect(other.subject).toBe('About your place');
  for (const { bytes, parts, files, calendars } of [...before, ...both, other]) {
    expect([files, calendars]).toEqual([[], []]);
    const said = [bytes, ...parts.map((part) => part.bytes.toString('utf8'))].join('\n').replaceAll('\r\n ', '');
    expect(said).not.toMatch(/betrayal|couple|meet\.example|Sample Institute|2090|text\/calendar|Studio day/i);
  }
});

test('what is no confirmed place has no calendar: application, offer, hold, waitlist, invoice, link to a place', async () => {
  const chosen = await event({ admission: 'APPLICATION', capacity: 1 });
  const [a, waits] = [await person(db), await person(db)];
  const { registrationId } = await applyToIntensive(db, actOf(a), { intensiveId: chosen, adult: true });
  await decideApplication(db, actOf(owner), { registrationId, decision: 'ACCEPT' });
  await cancelRegistration(till(), actOf(a), { registrationId, reason: null });
  const small = await event({ capacity: 1 });
  const seat = await register(small, await person(db));
  await mailbox.receive();
  await joinWaitlist(db, actOf(waits), { intensiveId: small });
  await db.transaction((tx) =>
    tx.update(registrations).set({ confirmedAt: null }).where(eq(registrations.id, registrationId)),
  );
  const left = await cancelRegistration(till(), actOf(await holderOf(seat)), { registrationId: seat, reason: null });
  const sold = await event({ priceMinor: 10_000 });
  const kept = await addOrder(db, sold, { settlement: 'INVOICE', seats: 2, installments: [] });
  await makePlaceLink(db, actOf(kept.userId), { registrationId: kept.places[1] ?? null, email: 'ana@example.net' });
  const mails = await mailbox.receive();
  const withFiles = mails.filter(({ files }) => files.length > 0).map(uids);
  expect(withFiles).toEqual([[`${left.registrationId}-1`, `${left.registrationId}-2`]]);
  expect(mails.length).toBeGreaterThan(2);
  // Once the money is there, the place has its calendar.
  await pay(db, kept.orderId, kept.order.totalMinor);
  const [paid] = (await mailbox.receive()).filter(({ files }) => files.length > 0);
  expect(uids(paid as ReadMail)).toEqual([`${kept.places[0]}-1`, `${kept.places[0]}-2`]);
});

const holderOf = async (id: RegistrationId) =>
  (await db.select().from(registrations).where(eq(registrations.id, id)))[0]?.userId as UserId;

test('a mail that is late carries no calendar of a place that is gone', async () => {
  const [intensiveId, userId] = [await event(), await person(db)];
  const registrationId = await register(intensiveId, userId);
  await cancelRegistration(till(), actOf(userId), { registrationId, reason: null });
  const mails = await mailbox.receive();
  expect(mails.map(({ subject }) => subject)).toEqual(['Your place is confirmed', 'Your place was canceled']);
  expect(mails.map(methods)).toEqual([[], ['CANCEL', 'CANCEL']]);
});

test('a mail that is sent again is the same message, byte by byte', async () => {
  const userId = await person(db);
  await register(await event(), userId);
  const ids = await mailbox.waiting();
  const [one] = await mailbox.send(ids);
  expect(await mailbox.send(ids)).toEqual([]);
  // As if the mail server had taken it and the answer was lost.
  for (const id of ids) await db.update(eventMails).set({ sentAt: null }).where(eq(eventMails.id, id));
  const [again] = await mailbox.send(ids);
  expect(one?.bytes).toBe(again?.bytes);
  expect(one?.id).toBe(`<${ids[0]}@example.org>`);
});

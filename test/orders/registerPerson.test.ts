import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { auditEvents, intensiveDays, orders, registrationStates, registrations } from '../../drizzle/schema.ts';
import { daysAfter } from '../../schema/intensives/rules/deadline.ts';
import { endOfDayInWords } from '../../schema/intensives/rules/times.ts';
import type { Payer } from '../../schema/orders/operations/makeOrder.ts';
import { ofOrder } from '../../schema/orders/operations/ofOrder.ts';
import { recordPayment } from '../../schema/orders/operations/recordPayment.ts';
import { registerPerson } from '../../schema/orders/operations/registerPerson.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { claimPlace } from '../../schema/registrations/operations/claimPlace.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { openMailbox } from '../support/mailbox.ts';
import { POLICY, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW, person } from '../support/seatRows.ts';
import { AGENCY } from '../support/tills.ts';
import { emailOf } from '../support/world.ts';

let db: Database;
let close: () => Promise<void>;
let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let organizationId: OrganizationId;
let organizer: UserId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 12 }));
  mailbox = await openMailbox(() => db);
  organizationId = await addOrganization(db);
  organizer = await addMember(db, organizationId, 'ORGANIZER');
});
afterAll(async () => {
  await mailbox.close();
  await close();
});

type Terms = NonNullable<Parameters<typeof addIntensive>[1]>;
const event = (terms: Terms = {}) => addIntensive(db, { organizationId, policy: POLICY, ...terms });
const addressOf = async (userId: UserId) => (await emailOf(db, userId)) ?? '';
type Asked = Partial<Omit<Parameters<typeof registerPerson>[2], 'intensiveId'>>;
const give = (intensiveId: IntensiveId, asked: Asked = {}, as = organizer) =>
  registerPerson(db, actOf(as), {
    ...{ intensiveId, email: 'ana@example.net', payer: null, reason: 'Speaks there.', requestId: randomUUID() },
    ...asked,
  });
const rowOf = async (id: RegistrationId) =>
  (await db.select().from(registrations).where(eq(registrations.id, id)))[0] as typeof registrations.$inferSelect;
/** The secret of the link that was mailed to an address. */
const secretFor = async (address: string) => {
  const mail = (await mailbox.receive()).findLast(({ to }) => to === address);
  return /\/places\/([\w-]{22})/.exec(mail?.text ?? '')?.[1] ?? '';
};
const claim = (userId: UserId, secret: string, adult = true) =>
  claimPlace(db, actOf(userId), { secret, adult, ofOrder });
const refused = (code: string) => ({ code });

describe('a place free of charge', () => {
  test('is taken at once, and its person takes it with their own account and statement of age', async () => {
    const [intensiveId, userId] = [await event({ priceMinor: 10_000 }), await person(db)];
    await db.insert(intensiveDays).values({
      ...{ intensiveId, ordinal: 1, day: '2090-03-01', timeZone: 'America/New_York' },
      ...{ startsAt: new Date('2090-03-01T14:00:00Z'), endsAt: new Date('2090-03-01T15:00:00Z') },
    });
    const email = await addressOf(userId);
    const { registrationId, orderId } = await give(intensiveId, { email });
    expect([orderId, await seatsTaken(db, intensiveId)]).toEqual([null, 1]);
    expect(await rowOf(registrationId)).toMatchObject({ userId: null, adultStatedAt: null, state: 'CONFIRMED' });
    const secret = await secretFor(email);
    await expect(claim(userId, secret, false)).rejects.toMatchObject(refused('INVALID_INPUT'));
    expect(await claim(userId, secret)).toEqual({ registrationId });
    expect(await rowOf(registrationId)).toMatchObject({ userId, adultStatedAt: NOW, state: 'CONFIRMED' });
    const [told] = await mailbox.receive();
    expect([told?.to, told?.calendars]).toEqual([email, []]);
    const states = await db
      .select()
      .from(registrationStates)
      .where(eq(registrationStates.registrationId, registrationId))
      .orderBy(registrationStates.ordinal);
    expect(states.map(({ because, by }) => `${because} ${by}`)).toEqual(['GIVEN member', 'CLAIMED user']);
    const [noted] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.objectId, registrationId), eq(auditEvents.verb, 'REGISTRATION_GIVEN')));
    expect(noted).toMatchObject({ reason: 'Speaks there.', organizationId, details: { settlement: 'FREE' } });
    await cancelRegistration(db, actOf(userId), { registrationId });
    expect(await seatsTaken(db, intensiveId)).toBe(0);
  });

  test('can be given before and after registration, but not at a draft, at a canceled event or after the end', async () => {
    const closed = await event({ registrationClosesAt: new Date('2025-01-01T00:00:00Z') });
    await give(closed);
    const closedNow = refused('REGISTRATION_CLOSED');
    await expect(give(await event({ publishedAt: null }))).rejects.toMatchObject(closedNow);
    await expect(give(await event({ cancelledAt: NOW }))).rejects.toMatchObject(closedNow);
    const over = await event({ startsAt: new Date('2026-01-01T09:00:00Z') });
    await expect(give(over)).rejects.toMatchObject(closedNow);
  });

  test('is never one too many, and passes nobody who waits', async () => {
    const small = await event({ capacity: 3 });
    const tries = Array.from({ length: 10 }, (_, at) => give(small, { email: `guest-${at}@example.net` }));
    const outcomes = await Promise.allSettled(tries);
    const codes = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect([codes, await seatsTaken(db, small)]).toEqual([Array.from({ length: 7 }, () => 'SOLD_OUT'), 3]);
    const [waited, holder] = [await event({ capacity: 1 }), await person(db)];
    const { registrationId } = await registerFree(db, actOf(holder), { intensiveId: waited, adult: true });
    await joinWaitlist(db, actOf(await person(db)), { intensiveId: waited });
    await cancelRegistration(db, actOf(holder), { registrationId });
    await expect(give(waited)).rejects.toMatchObject({ code: 'SOLD_OUT', left: 0 });
  });
});

describe('a place on invoice', () => {
  const TEACHER: Payer = { ...AGENCY, kind: 'PERSON', name: 'Robin Example', address: null, purchaseOrder: null };

  test.each([
    ['an organization', AGENCY, 30],
    ['a person, where buyers are offered no invoice', TEACHER, null],
  ])('of %s is kept until it is due and confirmed by a transfer', async (_who, payer, invoiceDays) => {
    const [intensiveId, userId] = [await event({ priceMinor: 10_000, invoiceDays }), await person(db)];
    const email = await addressOf(userId);
    await mailbox.receive();
    const { registrationId, orderId } = await give(intensiveId, { email, payer });
    if (orderId === null) throw new Error('no order was made');
    expect(await standing(db, orderId)).toMatchObject({ state: 'UNPAID', places: ['AWAITING_PAYMENT'] });
    const mails = await mailbox.receive();
    expect(mails.map(({ to, subject, files }) => [to, subject, files.length])).toEqual([
      [payer.email, 'Your invoice', 0],
      [email, 'A place for you', 0],
    ]);
    const dueOn = daysAfter('2026-11-26', invoiceDays ?? 14);
    expect(mails[0]?.text).toContain(endOfDayInWords(dueOn, 'America/New_York'));
    const secret = /\/places\/([\w-]{22})/.exec(mails[1]?.text ?? '')?.[1] ?? '';
    await claim(userId, secret);
    expect(await rowOf(registrationId)).toMatchObject({ userId, state: 'AWAITING_PAYMENT' });
    const money = { method: 'BANK_TRANSFER', amountMinor: 10_000, evidence: 'Line 3', receivedAt: NOW } as const;
    await recordPayment({ db, stripe: null }, actOf(organizer), { orderId, ...money, paidMinor: 0 });
    expect(await standing(db, orderId)).toMatchObject({ state: 'PAID', places: ['CONFIRMED'] });
    expect(await rowOf(registrationId)).toMatchObject({ userId, state: 'CONFIRMED' });
  });

  test('is refused where nothing is owed, and leaves nothing behind', async () => {
    const intensiveId = await event();
    await expect(give(intensiveId, { payer: AGENCY })).rejects.toMatchObject(refused('INVALID_INPUT'));
    const full = await event({ priceMinor: 10_000, capacity: 1 });
    await give(full);
    await expect(give(full, { payer: AGENCY })).rejects.toMatchObject(refused('SOLD_OUT'));
    expect(await db.$count(orders, eq(orders.intensiveId, full))).toBe(0);
    expect([await seatsTaken(db, intensiveId), await seatsTaken(db, full)]).toEqual([0, 1]);
  });
});

test('one request is one place, however often and at once it comes; at another event it is refused', async () => {
  const [intensiveId, requestId] = [await event({ priceMinor: 10_000 }), randomUUID()];
  const all = await Promise.all(Array.from({ length: 10 }, () => give(intensiveId, { requestId, payer: AGENCY })));
  expect(new Set(all.map(({ registrationId, orderId }) => `${registrationId} ${orderId}`)).size).toBe(1);
  expect(await seatsTaken(db, intensiveId)).toBe(1);
  const elsewhere = give(await event(), { requestId });
  await expect(elsewhere).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'requestId' }] });
});

test('nobody gets a second place: not with one, not while a link waits for them, and not with two links', async () => {
  const [intensiveId, here, waits] = [await event(), await person(db), await person(db)];
  const mine = await registerFree(db, actOf(here), { intensiveId, adult: true });
  const already = give(intensiveId, { email: (await addressOf(here)).toUpperCase() });
  await expect(already).rejects.toMatchObject({ code: 'ALREADY_REGISTERED', ...mine });
  const given = await give(intensiveId, { email: await addressOf(waits) });
  const again = give(intensiveId, { email: await addressOf(waits) });
  await expect(again).rejects.toMatchObject({ code: 'ALREADY_REGISTERED', registrationId: given.registrationId });
  await claim(waits, await secretFor(await addressOf(waits)));
  await expect(give(intensiveId, { email: await addressOf(waits) })).rejects.toMatchObject(
    refused('ALREADY_REGISTERED'),
  );
  const other = await person(db);
  await give(intensiveId, { email: 'two@example.net' });
  const first = await secretFor('two@example.net');
  await give(intensiveId, { email: 'two@example.net' });
  const second = await secretFor('two@example.net');
  await claim(other, first);
  await expect(claim(other, second)).rejects.toMatchObject(refused('ALREADY_REGISTERED'));
});

test('a couple comes by its own application', async () => {
  const couples = {
    kind: 'COUPLES',
    title: 'After betrayal',
    neutralName: 'Weekend',
    admission: 'APPLICATION',
  } as const;
  const asked = give(await event(couples));
  await expect(asked).rejects.toMatchObject({
    code: 'PAIRS_COME_THEMSELVES',
    message: expect.stringContaining('Ask one of them to apply and to invite the other'),
  });
});

test('only members who manage registrations register others, and others learn nothing', async () => {
  const intensiveId = await event();
  const instructor = await addMember(db, organizationId, 'INSTRUCTOR');
  const foreign = await addMember(db, await addOrganization(db), 'OWNER');
  await expect(give(intensiveId, {}, instructor)).rejects.toMatchObject(refused('FORBIDDEN'));
  await expect(give(intensiveId, {}, foreign)).rejects.toMatchObject(refused('NOT_FOUND'));
  await expect(give(intensiveId, { email: 'nobody' })).rejects.toMatchObject(refused('INVALID_INPUT'));
  expect(await seatsTaken(db, intensiveId)).toBe(0);
});

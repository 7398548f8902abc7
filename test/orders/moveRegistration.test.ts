import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { markRefund } from '../../schema/orders/operations/markRefund.ts';
import { moveRegistration } from '../../schema/orders/operations/moveRegistration.ts';
import { ofOrder } from '../../schema/orders/operations/ofOrder.ts';
import { refundRegistration } from '../../schema/orders/operations/refundRegistration.ts';
import { claimPlace } from '../../schema/registrations/operations/claimPlace.ts';
import { makePlaceLink } from '../../schema/registrations/operations/places.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { addOrder, mailsOf, type Ordered, POLICY, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import {
  actOf,
  addIntensive,
  addMember,
  addOrganization,
  hold,
  mailsTo,
  NOW,
  people,
  person,
} from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: OrganizationId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 10 }));
  organizationId = await addOrganization(db);
});
afterAll(() => close());

const DAY = 86_400_000;
const event = (days = 30, terms: NonNullable<Parameters<typeof addIntensive>[1]> = {}) =>
  addIntensive(db, {
    ...{ organizationId, priceMinor: 10_000, policy: POLICY, startsAt: new Date(NOW.getTime() + days * DAY), ...terms },
  });
const paid = async (intensiveId: IntensiveId, terms: Parameters<typeof addOrder>[2] = {}): Promise<Ordered> => {
  const made = await addOrder(db, intensiveId, terms);
  await pay(db, made.orderId, made.order.totalMinor);
  return made;
};
const move = (as: UserId, registrationId: RegistrationId | undefined, toIntensiveId: IntensiveId) =>
  moveRegistration(db, actOf(as), { registrationId: registrationId ?? null, toIntensiveId, reason: null });
const stateOf = async (id: RegistrationId) =>
  (await db.select().from(tables.registrations).where(eq(tables.registrations.id, id)))[0];

describe('to another date', () => {
  test('takes a seat there, frees the one here, keeps the price, and the order follows', async () => {
    const [from, to] = [await event(), await event(60)];
    const { userId, places, orderId } = await paid(from);
    const { registrationId } = await move(userId, places[0], to);
    expect([await seatsTaken(db, from), await seatsTaken(db, to)]).toEqual([0, 1]);
    expect(await stateOf(registrationId)).toMatchObject({ userId, state: 'CONFIRMED', transferredFrom: places[0] });
    expect(await stateOf(places[0] as RegistrationId)).toMatchObject({ state: 'TRANSFERRED' });
    expect(await standing(db, orderId)).toMatchObject({
      ...{ state: 'PAID', places: ['CONFIRMED'], refunds: [], order: { totalMinor: 10_000, cancelledAt: null } },
    });
    // What it gives back later is the price that was paid, by the policy of then and the new date.
    await cancelRegistration({ db, stripe: null, stripeSeller: null, publicUrl: '' }, actOf(userId), {
      registrationId,
      reason: null,
    });
    expect((await standing(db, orderId)).refunds).toEqual(['POLICY 10000 REQUESTED']);
    expect(await seatsTaken(db, to)).toBe(0);
  });

  test('is refused to a person where it costs more, and left to a member', async () => {
    const from = await event();
    const { userId, places } = await paid(from);
    const dearer = await event(60, { priceMinor: 25_000 });
    await expect(move(userId, places[0], dearer)).rejects.toMatchObject({ code: 'DEARER_DATE', priceMinor: 25_000 });
    // A cheaper price that has passed, or is sold out, was the price of that date too.
    const [full] = await db.select().from(tables.intensivePrices).where(eq(tables.intensivePrices.intensiveId, dearer));
    await db.insert(tables.intensivePrices).values({
      taxChoiceId: full?.taxChoiceId ?? null,
      ...{ intensiveId: dearer, position: 0, label: 'Early', kind: 'STANDARD', amountMinor: 9_000 },
      endsAt: new Date(NOW.getTime() - DAY),
    });
    await move(userId, places[0], dearer);
    const owner = await addMember(db, organizationId, 'OWNER');
    const { places: other } = await paid(from);
    await move(owner, other[0], await event(60, { priceMinor: 90_000 }));
  });

  test('is refused into an event that was canceled, to a member too', async () => {
    const { places } = await paid(await event());
    const gone = await event(60);
    await db.update(tables.intensives).set({ cancelledAt: NOW }).where(eq(tables.intensives.id, gone));
    const owner = await addMember(db, organizationId, 'OWNER');
    await expect(move(owner, places[0], gone)).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED' });
  });

  test('twenty times at once moves once', async () => {
    const [from, to] = [await event(), await event()];
    const { userId, places } = await paid(from);
    const all = await Promise.all(Array.from({ length: 20 }, () => move(userId, places[0], to)));
    expect(new Set(all.map(({ registrationId }) => registrationId)).size).toBe(1);
    expect([await seatsTaken(db, from), await seatsTaken(db, to)]).toEqual([0, 1]);
  });

  test('crossing moves of ten people wait for each other and none is lost', async () => {
    const [one, other] = [await event(30, { capacity: 20 }), await event(30, { capacity: 20 })];
    const [a, b] = [
      await Promise.all([1, 2, 3, 4, 5].map(() => paid(one))),
      await Promise.all([1, 2, 3, 4, 5].map(() => paid(other))),
    ];
    await Promise.all([
      ...a.map(({ userId, places }) => move(userId, places[0], other)),
      ...b.map(({ userId, places }) => move(userId, places[0], one)),
    ]);
    expect([await seatsTaken(db, one), await seatsTaken(db, other)]).toEqual([5, 5]);
  });

  test('is refused where it is full, elsewhere, of another kind or currency, or oneself there already; nothing changes', async () => {
    const from = await event();
    const { userId, places } = await paid(from);
    const full = await event(30, { capacity: 1 });
    await hold(db, full, await person(db));
    await expect(move(userId, places[0], full)).rejects.toMatchObject({ code: 'SOLD_OUT' });
    const others = [
      await addIntensive(db, { priceMinor: 1 }),
      await event(30, { kind: 'PERSONAL' }),
      await event(30, { currency: 'EUR' }),
      from,
    ];
    for (const to of others) await expect(move(userId, places[0], to)).rejects.toMatchObject({ code: 'OTHER_DATE' });
    const there = await event();
    await paid(there, { userId });
    await expect(move(userId, places[0], there)).rejects.toMatchObject({ code: 'ALREADY_REGISTERED' });
    const draft = await event(30, { publishedAt: null });
    await expect(move(userId, places[0], draft)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await stateOf(places[0] as RegistrationId)).toMatchObject({ state: 'CONFIRMED' });
    expect(await seatsTaken(db, from)).toBe(1);
  });

  test('too late it is closed to its person, and open to a member', async () => {
    const [from, to] = [await event(0.5), await event()];
    const { userId, places } = await paid(from);
    await expect(move(userId, places[0], to)).rejects.toMatchObject({ code: 'TRANSFER_CLOSED' });
    await expect(move(await person(db), places[0], to)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await move(await addMember(db, organizationId, 'ORGANIZER'), places[0], to);
    expect(await seatsTaken(db, to)).toBe(1);
  });

  test('of a free place works too, and of a place that is not paid yet it does not', async () => {
    const [free, to, there] = [await event(30, { priceMinor: 0 }), await event(30, { priceMinor: 0 }), await event()];
    const { userId, places } = await addOrder(db, free);
    await pay(db, (await addOrder(db, there)).orderId, 10_000);
    await expect(move(userId, places[0], to)).rejects.toMatchObject({ code: 'REGISTRATION_STATE' });
  });

  test('to a free date a free place moves; to one that costs something, or is by application, only a member moves it', async () => {
    const [from, free] = [await event(30, { priceMinor: 0 }), await event(40, { priceMinor: 0 })];
    const [priced, chosen] = [await event(), await event(30, { priceMinor: 0, admission: 'APPLICATION' })];
    const organizer = await addMember(db, organizationId, 'ORGANIZER');
    const userId = await person(db);
    const { registrationId } = await registerFree(db, actOf(userId), { intensiveId: from, adult: true });
    await expect(move(userId, registrationId, priced)).rejects.toMatchObject({ code: 'PAYMENT_NEEDED' });
    await expect(move(userId, registrationId, chosen)).rejects.toMatchObject({ code: 'APPLICATION_NEEDED' });
    const { registrationId: there } = await move(userId, registrationId, free);
    expect([await seatsTaken(db, from), await seatsTaken(db, free)]).toEqual([0, 1]);
    await move(organizer, there, priced);
    expect(await seatsTaken(db, priced)).toBe(1);
  });

  test('whoever is paying there, or is offered a place there, keeps no second seat', async () => {
    const [from, paying, offered] = [await event(), await event(), await event(30, { capacity: 1 })];
    const { userId, places } = await paid(from);
    const { holdId } = await addOrder(db, paying, { userId });
    await expect(move(userId, places[0], paying)).rejects.toMatchObject({ code: 'ALREADY_REGISTERED' });
    const [kept] = await db.select().from(tables.holds).where(eq(tables.holds.id, holdId));
    expect(kept).toMatchObject({ releasedAt: null, usedAt: null });

    const { places: there, userId: first } = await paid(offered);
    await joinWaitlist(db, actOf(userId), { intensiveId: offered });
    await cancelRegistration({ db, stripe: null, stripeSeller: null, publicUrl: '' }, actOf(first), {
      ...{ registrationId: there[0] as RegistrationId, reason: null },
    });
    await db.update(tables.intensives).set({ capacity: 2 }).where(eq(tables.intensives.id, offered));
    await move(userId, places[0], offered);
    expect(await seatsTaken(db, offered)).toBe(1);
  });

  test('one place of a group moves with its line; the others stay', async () => {
    const [from, to] = [await event(), await event()];
    const { userId, places, orderId } = await paid(from, { seats: 3 });
    await move(userId, places[1], to);
    expect([await seatsTaken(db, from), await seatsTaken(db, to)]).toEqual([2, 1]);
    expect((await standing(db, orderId)).places).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED']);
  });
});

describe('to another person', () => {
  const link = async (userId: UserId, registrationId: RegistrationId | undefined) =>
    (await makePlaceLink(db, actOf(userId), { registrationId: registrationId ?? null, email: null, ofOrder })).secret ??
    '';
  const claim = (userId: UserId, secret: string) => claimPlace(db, actOf(userId), { secret, adult: true, ofOrder });

  test('a paid place goes with its order, and a refund goes to whoever paid', async () => {
    const intensiveId = await event(30, { kind: 'PERSONAL' });
    const { userId, places, orderId } = await paid(intensiveId);
    const other = await person(db);
    const { registrationId } = await claim(other, await link(userId, places[0]));
    expect(await standing(db, orderId)).toMatchObject({ places: ['CONFIRMED'], order: { placedBy: userId } });
    await cancelRegistration({ db, stripe: null, stripeSeller: null, publicUrl: '' }, actOf(other), {
      registrationId,
      reason: null,
    });
    expect(await standing(db, orderId)).toMatchObject({ places: ['CANCELLED'], refunds: ['POLICY 10000 REQUESTED'] });
    // Both are told: of the money whoever paid, of the place whoever had it.
    expect((await mailsOf(db, orderId)).at(-1)).toBe('REFUND_REQUESTED');
    expect((await mailsTo(db, other)).at(-1)).toBe('PLACE_CANCELLED');
  });

  test('whoever gave a place away neither ends nor moves it any more; of a group the payer does', async () => {
    const [intensiveId, there] = [await event(), await event(60)];
    const { userId, places } = await paid(intensiveId);
    const { registrationId } = await claim(await person(db), await link(userId, places[0]));
    const till = { db, stripe: null, stripeSeller: null, publicUrl: '' };
    const end = (id: RegistrationId | undefined) =>
      cancelRegistration(till, actOf(userId), { registrationId: id ?? null, reason: null });
    await expect(end(registrationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(move(userId, registrationId, there)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const group = await paid(there, { userId, seats: 2 });
    const claimed = await claim(await person(db), await link(userId, group.places[1]));
    expect(await end(claimed.registrationId)).toEqual({ registrationId: claimed.registrationId });
  });

  test('what was refunded whole goes to nobody and nowhere, in whatever order it was asked for', async () => {
    const intensiveId = await event(30, { capacity: 20 });
    const organizer = await addMember(db, organizationId, 'ORGANIZER');
    for (const refundFirst of [true, false]) {
      const { userId, places, orderId } = await paid(intensiveId, refundFirst ? {} : { seats: 2 });
      const place = places.at(-1);
      const secret = await link(userId, place);
      const back = { registrationId: place ?? null, amountMinor: 10_000, reason: 'As agreed.' };
      if (!refundFirst) await claim(await person(db), secret);
      const leftMinor = 10_000 * places.length;
      await refundRegistration(db, actOf(organizer), { ...back, leftMinor });
      const [refundId] = (await standing(db, orderId)).refundIds;
      await db.transaction((tx) => markRefund(tx, refundId as never, { state: 'SUCCEEDED', now: NOW }));
      const refused = { code: refundFirst ? 'REGISTRATION_STATE' : 'NOT_FOUND' };
      await expect(claim(await person(db), secret)).rejects.toMatchObject(refused);
      await expect(link(userId, place)).rejects.toMatchObject(refused);
      if (refundFirst) await expect(move(userId, place, await event())).rejects.toMatchObject(refused);
      expect((await standing(db, orderId)).refunds).toEqual(['ORGANIZER 10000 SUCCEEDED']);
    }
  });

  test('a link that waits and a cancellation have one result, in either order', async () => {
    const intensiveId = await event(30, { capacity: 20 });
    for (const order of ['claim first', 'cancel first', 'at once']) {
      const { userId, places, orderId } = await paid(intensiveId);
      const secret = await link(userId, places[0]);
      const [other] = (await people(db, 1)) as [UserId];
      const acts = [
        () => claim(other, secret),
        () =>
          cancelRegistration({ db, stripe: null, stripeSeller: null, publicUrl: '' }, actOf(userId), {
            registrationId: places[0] ?? null,
            reason: null,
          }),
      ];
      const [one, two] = order === 'cancel first' ? acts.toReversed() : acts;
      const results =
        order === 'at once'
          ? await Promise.allSettled(acts.map((act) => act()))
          : [...(await Promise.allSettled([one?.()])), ...(await Promise.allSettled([two?.()]))];
      const now = await standing(db, orderId);
      const claimed = now.places[0] === 'CONFIRMED';
      expect(now.refunds).toEqual(claimed ? [] : ['POLICY 10000 REQUESTED']);
      // The first person no longer has the place that they gave away, so that they cannot cancel it.
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });
});

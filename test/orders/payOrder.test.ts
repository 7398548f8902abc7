import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { HoldId, IntensiveId, OrderId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { cancelOrder } from '../../schema/orders/operations/cancelOrder.ts';
import { ofOrder } from '../../schema/orders/operations/ofOrder.ts';
import { extendCheckout, payOrder } from '../../schema/orders/operations/payOrder.ts';
import { recordPayment } from '../../schema/orders/operations/recordPayment.ts';
import { grantScholarship, withdrawScholarship } from '../../schema/orders/operations/scholarships.ts';
import { applyToIntensive, decideApplication } from '../../schema/registrations/operations/applications.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { acceptPair, invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { makePlaceLink } from '../../schema/registrations/operations/places.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { mailsOf, pay, standing } from '../support/orderRows.ts';
import { secretIn, sendAll } from '../support/outbox.ts';
import { actOf, addIntensive, addMember, passBy, person, registrationsIn } from '../support/seatRows.ts';
import { AGENCY, openShop, type Shop } from '../support/tills.ts';

let { db, counter, close } = {} as Shop;
let owner: UserId;
beforeAll(async () => {
  ({ db, counter, close } = await openShop({ max: 8 }));
  owner = await addMember(db, counter.organizationId, 'OWNER');
});
afterAll(() => close());

const PRICE = 10_000;
const event = (terms: object = {}) =>
  addIntensive(db, { organizationId: counter.organizationId, priceMinor: PRICE, ...terms });
const act = (userId: UserId) => userAct(userId, new Date());
const sessionOf = (url: string | undefined) =>
  [...counter.fake.state.sessions.values()].find((session) => session.url === url);

describe('paying an order', () => {
  test('gives the address again, and is its placer’s only', async () => {
    const userId = await person(db);
    const { orderId, payment } = await counter.register(userId, await event());
    expect((await payOrder(counter.till, act(userId), { orderId })).payment?.url).toBe(payment?.url);
    await expect(payOrder(counter.till, act(await person(db)), { orderId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(payOrder(counter.closed, act(userId), { orderId })).rejects.toMatchObject({
      code: 'PAYMENTS_UNAVAILABLE',
    });
  });

  test('an invoice is paid by card in the parts of its plan', async () => {
    const startsAt = new Date(Date.now() + 60 * 86_400_000);
    const deposit = { percent: 30, balanceUntil: { unit: 'CALENDAR_DAYS', count: 7 } };
    const userId = await person(db);
    const asked = { settlement: 'INVOICE', payer: AGENCY, inParts: true } as const;
    const { orderId } = await counter.register(userId, await event({ invoiceDays: 10, deposit, startsAt }), asked);
    const first = await payOrder(counter.till, act(userId), { orderId });
    expect(sessionOf(first.payment?.url)).toMatchObject({ amount_total: 3_000 });
    await pay(db, orderId as OrderId, 3_000);
    await db
      .update(tables.checkouts)
      .set({ state: 'COMPLETE' })
      .where(eq(tables.checkouts.orderId, orderId as OrderId));
    const rest = await payOrder(counter.till, act(userId), { orderId });
    expect(sessionOf(rest.payment?.url)).toMatchObject({ amount_total: 7_000 });
    await pay(db, orderId as OrderId, 7_000);
    expect(await payOrder(counter.till, act(userId), { orderId })).toMatchObject({ payment: null });
  });

  test('more time is given once: the hold and a new address end later, and the old one is over', async () => {
    const userId = await person(db);
    const { orderId, payment } = await counter.register(userId, await event());
    const longer = await extendCheckout(counter.till, act(userId), { orderId });
    expect(longer.payment?.url).not.toBe(payment?.url);
    expect(longer.payment?.expiresAt.getTime()).toBeGreaterThan(payment?.expiresAt.getTime() ?? 0);
    expect(sessionOf(payment?.url) ?? { status: 'expired' }).toMatchObject({ status: 'expired' });
    expect(await standing(db, orderId as OrderId)).toMatchObject({ state: 'UNPAID', places: ['HELD'] });
    await expect(extendCheckout(counter.till, act(userId), { orderId })).rejects.toMatchObject({
      code: 'HOLD_EXTENDED',
    });
  });

  test('more time is not given after the end, or for what is paid', async () => {
    const userId = await person(db);
    const { orderId } = await counter.register(userId, await event());
    const { order } = await standing(db, orderId as OrderId);
    await passBy(db, order.holdId as HoldId, 700);
    await expect(extendCheckout(counter.till, act(userId), { orderId })).rejects.toMatchObject({ code: 'HOLD_ENDED' });
    const other = await counter.register(userId, await event());
    await pay(db, other.orderId as OrderId, PRICE);
    await expect(extendCheckout(counter.till, act(userId), { orderId: other.orderId })).rejects.toMatchObject({
      code: 'ORDER_STATE',
    });
  });

  test('by bank although a checkout was open: it ends, so that nobody pays twice', async () => {
    const userId = await person(db);
    const { orderId, payment } = await counter.register(userId, await event());
    await recordPayment(counter.till, act(owner), {
      ...{
        orderId,
        method: 'BANK_TRANSFER',
        amountMinor: PRICE,
        paidMinor: 0,
        evidence: 'Line 3',
        receivedAt: new Date(),
      },
    });
    expect(sessionOf(payment?.url) ?? { status: 'expired' }).toMatchObject({ status: 'expired' });
    expect(await standing(db, orderId as OrderId)).toMatchObject({
      state: 'PAID',
      places: ['CONFIRMED'],
      order: { cancelledAt: null },
    });
  });
});

test('an order that is canceled while its page to pay is open is told of and recorded, once for ten at once', async () => {
  const userId = await person(db);
  const { orderId, payment } = await counter.register(userId, await event());
  const cancel = () => cancelOrder(counter.till, act(userId), { orderId });
  await Promise.all(Array.from({ length: 10 }, cancel));
  await cancel();
  expect(sessionOf(payment?.url) ?? { status: 'expired' }).toMatchObject({ status: 'expired' });
  expect(await mailsOf(db, orderId as OrderId)).toEqual(['ORDER_CANCELLED']);
  const events = await db
    .select()
    .from(tables.auditEvents)
    .where(eq(tables.auditEvents.objectId, orderId as string));
  expect(events.filter(({ verb }) => verb === 'ORDER_CANCELLED')).toHaveLength(1);
});

describe('a scholarship', () => {
  const withScholarship = async () => {
    const intensiveId = await event();
    const [price] = await db
      .select()
      .from(tables.intensivePrices)
      .where(eq(tables.intensivePrices.intensiveId, intensiveId));
    await db.insert(tables.intensivePrices).values({
      ...{ intensiveId, position: 2, label: 'Scholarship', kind: 'SCHOLARSHIP', amountMinor: 2_000, places: 1 },
      taxChoiceId: price?.taxChoiceId ?? null,
    });
    return intensiveId;
  };
  const emailOf = async (userId: UserId) =>
    (await db.select().from(tables.users).where(eq(tables.users.id, userId)))[0]?.email ?? '';
  const grant = async (intensiveId: IntensiveId, userId: UserId, as = owner) =>
    grantScholarship(db, act(as), { intensiveId, email: await emailOf(userId), label: 'Scholarship' });

  test('is the price of whoever it was granted to, and of nobody else', async () => {
    const intensiveId = await withScholarship();
    const [a, b] = [await person(db), await person(db)];
    await grant(intensiveId, a);
    await grant(intensiveId, a);
    await expect(grant(intensiveId, b)).rejects.toMatchObject({ code: 'SCHOLARSHIPS_GIVEN', places: 1 });
    const [one, other] = [await counter.register(a, intensiveId), await counter.register(b, intensiveId)];
    expect((await standing(db, one.orderId as OrderId)).order.totalMinor).toBe(2_000);
    expect((await standing(db, other.orderId as OrderId)).order.totalMinor).toBe(PRICE);
  });

  test('is for one place of one’s own: neither for a group nor for a second order, and the place goes to nobody else', async () => {
    const intensiveId = await withScholarship();
    await db
      .update(tables.intensivePrices)
      .set({ amountMinor: 0 })
      .where(eq(tables.intensivePrices.label, 'Scholarship'));
    const a = await person(db);
    await grant(intensiveId, a);
    const group = await counter.register(a, intensiveId, { places: 1, payer: AGENCY });
    expect((await standing(db, group.orderId as OrderId)).order.totalMinor).toBe(PRICE);
    await cancelOrder(counter.till, act(a), { orderId: group.orderId });
    const own = await counter.register(a, intensiveId);
    const [registrationId] = own.registrationIds;
    expect((await standing(db, own.orderId as OrderId)).order.totalMinor).toBe(0);
    await expect(
      makePlaceLink(db, act(a), { registrationId: registrationId ?? null, email: null, ofOrder }),
    ).rejects.toMatchObject({ code: 'TRANSFER_CLOSED' });
    const again = await counter.register(a, intensiveId, { places: 1, payer: AGENCY });
    expect((await standing(db, again.orderId as OrderId)).order.totalMinor).toBe(PRICE);
  });

  test('that was withdrawn stands for no further order; strangers and instructors grant none', async () => {
    const intensiveId = await withScholarship();
    const a = await person(db);
    await grant(intensiveId, a);
    await withdrawScholarship(db, act(owner), { intensiveId, email: await emailOf(a) });
    const { orderId } = await counter.register(a, intensiveId);
    expect((await standing(db, orderId as OrderId)).order.totalMinor).toBe(PRICE);
    await expect(grant(intensiveId, a, await person(db))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const instructor = await addMember(db, counter.organizationId, 'INSTRUCTOR');
    await expect(grant(intensiveId, a, instructor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const unknown = { intensiveId, email: 'nobody@example.org', label: 'Scholarship' };
    await expect(grantScholarship(db, act(owner), unknown)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('an offer of the waitlist', () => {
  test('is ordered on its own seat at the price of today, while nobody else can take it', async () => {
    const intensiveId = await event({ capacity: 1 });
    const [first, waits, late] = [await person(db), await person(db), await person(db)];
    const { orderId: taken } = await counter.register(first, intensiveId);
    await joinWaitlist(db, act(waits), { intensiveId });
    await cancelOrder(counter.till, act(first), { orderId: taken });
    await db
      .update(tables.intensivePrices)
      .set({ amountMinor: 12_000 })
      .where(eq(tables.intensivePrices.intensiveId, intensiveId));
    await expect(counter.register(late, intensiveId)).rejects.toMatchObject({ code: 'SOLD_OUT' });
    const all = await Promise.all([1, 2, 3].map(() => counter.accept(waits, intensiveId)));
    const orders = new Set(all.map(({ orderId }) => orderId));
    expect(orders.size).toBe(1);
    const [orderId] = [...orders];
    expect(await standing(db, orderId as OrderId)).toMatchObject({ places: ['HELD'], order: { totalMinor: 12_000 } });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
    await pay(db, orderId as OrderId, 12_000);
    expect(await standing(db, orderId as OrderId)).toMatchObject({ state: 'PAID', places: ['CONFIRMED'] });
  });

  test('that ended while its first person paid is the second person’s: the late money goes back', async () => {
    const intensiveId = await event({ capacity: 1 });
    const [first, waits, next] = [await person(db), await person(db), await person(db)];
    const { orderId: taken } = await counter.register(first, intensiveId);
    await joinWaitlist(db, act(waits), { intensiveId });
    await joinWaitlist(db, act(next), { intensiveId });
    await cancelOrder(counter.till, act(first), { orderId: taken });
    const { orderId } = await counter.accept(waits, intensiveId);
    await passBy(db, (await standing(db, orderId as OrderId)).order.holdId as HoldId);
    await endHolds.run({ db, clock: () => new Date() }, {});
    await pay(db, orderId as OrderId, PRICE);
    expect(await standing(db, orderId as OrderId)).toMatchObject({
      ...{ places: ['LAPSED'], refunds: [`LATE_PAYMENT ${PRICE} REQUESTED`] },
    });
    const second = await counter.accept(next, intensiveId);
    await pay(db, second.orderId as OrderId, PRICE);
    expect(await standing(db, second.orderId as OrderId)).toMatchObject({ places: ['CONFIRMED'], refunds: [] });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('may be taken on invoice, which then keeps the seat', async () => {
    const intensiveId = await event({ capacity: 1, invoiceDays: 14 });
    const [first, waits] = [await person(db), await person(db)];
    const { orderId: taken } = await counter.register(first, intensiveId);
    await joinWaitlist(db, act(waits), { intensiveId });
    await cancelOrder(counter.till, act(first), { orderId: taken });
    const { orderId } = await counter.accept(waits, intensiveId, { settlement: 'INVOICE', payer: AGENCY });
    const { order, places } = await standing(db, orderId as OrderId);
    expect(places).toEqual(['AWAITING_PAYMENT']);
    const [hold] = await db
      .select()
      .from(tables.holds)
      .where(eq(tables.holds.id, order.holdId as HoldId));
    expect(hold).toMatchObject({ kind: 'INVOICE', releasedAt: null });
    expect((hold?.expiresAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(14 * 86_400_000);
  });
});

describe('an accepted application of a pair', () => {
  test('is paid by one of them for both, on the seats of the offer, with a use of a code for each', async () => {
    const intensiveId = await event({ kind: 'COUPLES', admission: 'APPLICATION', capacity: 2 });
    await db
      .insert(tables.intensiveCodes)
      .values({ intensiveId, code: 'TWO', percent: 10, mostUses: 2, createdAt: new Date() });
    const [a, b] = [await person(db), await person(db)];
    const { registrationId } = await applyToIntensive(db, act(a), { intensiveId, adult: true });
    await expect(counter.register(a, intensiveId)).rejects.toMatchObject({ code: 'ALREADY_REGISTERED' });
    const email = (await db.select().from(tables.users).where(eq(tables.users.id, b)))[0]?.email ?? '';
    await invitePartner(db, act(a), { registrationId, email });
    const mail = (await sendAll(db)).find(({ to }) => to === email);
    if (mail === undefined) throw new Error('no invitation was mailed');
    await acceptPair(db, act(b), { secret: secretIn(mail), adult: true });
    await decideApplication(db, act(owner), { registrationId, decision: 'ACCEPT' });
    const taken = await counter.accept(a, intensiveId, { code: 'TWO' });
    expect(taken.registrationIds).toHaveLength(2);
    expect((await standing(db, taken.orderId as OrderId)).order.totalMinor).toBe(2 * 9_000);
    expect(await seatsTaken(db, intensiveId)).toBe(2);
    await expect(counter.accept(b, intensiveId)).rejects.toMatchObject({ code: 'BEING_PAID' });
    expect((await counter.accept(a, intensiveId, { code: 'TWO' })).orderId).toBe(taken.orderId);
    await pay(db, taken.orderId as OrderId, 18_000);
    expect((await registrationsIn(db, intensiveId)).map(({ state }) => state)).toEqual(['CONFIRMED', 'CONFIRMED']);
  });

  test('nobody without an offer accepts one', async () => {
    const intensiveId = await event();
    await expect(counter.accept(await person(db), intensiveId)).rejects.toMatchObject({ code: 'NO_OFFER' });
    await expect(counter.accept(await person(db), intensiveId, { adult: false })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(actOf(owner).userId).toBe(owner);
  });
});

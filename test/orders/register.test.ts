import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { HoldId, IntensiveId, OrderId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { cancelOrder } from '../../schema/orders/operations/cancelOrder.ts';
import { SoldOutError } from '../../schema/registrations/errors.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { pay, standing } from '../support/orderRows.ts';
import { actOf, addIntensive, passBy, people, person } from '../support/seatRows.ts';
import { type Counter, openShop, type Shop } from '../support/tills.ts';
import { newLearner } from '../support/world.ts';

let { db, counter, close } = {} as Shop;
beforeAll(async () => {
  ({ db, counter, close } = await openShop({ max: 12 }));
});
afterAll(() => close());

const PRICE = 10_000;
const NOWHERE = { address: null, country: 'US', taxId: null, purchaseOrder: null };
const event: Counter['event'] = (terms) => counter.event(terms);
const ordersIn = (intensiveId: IntensiveId) => counter.ordersIn(intensiveId);
const code: Counter['code'] = (...asked) => counter.code(...asked);
const nothingHeld = async (intensiveId: IntensiveId) => expect(await counter.heldBy(intensiveId)).toEqual([0, [], []]);

describe('one person', () => {
  test('without a name is asked for that of the payer, and nothing is kept', async () => {
    const intensiveId = await event();
    const userId = await newLearner(db);
    await expect(counter.register(userId, intensiveId)).rejects.toMatchObject({ code: 'PAYER_NAME_NEEDED' });
    await nothingHeld(intensiveId);
    const payer = { kind: 'PERSON', name: 'Kim Example', ...NOWHERE, email: 'kim@example.org' } as const;
    expect((await counter.register(userId, intensiveId, { payer })).payment).not.toBeNull();
  });

  test('gets a hold, an order at the price of now and an address; nothing is confirmed before the money', async () => {
    const intensiveId = await event();
    const userId = await person(db);
    const { orderId, registrationIds, payment } = await counter.register(userId, intensiveId);
    expect(payment?.url).toMatch(/^https?:/);
    const now = await standing(db, orderId as OrderId);
    expect(now).toMatchObject({ state: 'UNPAID', places: ['HELD'], documents: [] });
    expect(now.order).toMatchObject({ totalMinor: PRICE, payerKind: 'PERSON', soldAs: 'Session', currency: 'USD' });
    expect(registrationIds).toHaveLength(1);
    const [session] = counter.fake.state.sessions.values();
    expect(session).toMatchObject({ amount_total: PRICE });
  });

  test('who comes back gets the same hold, order and address, from twenty windows at once', async () => {
    const intensiveId = await event({ capacity: 1 });
    const userId = await person(db);
    const first = await counter.register(userId, intensiveId);
    const again = await Promise.all(Array.from({ length: 20 }, () => counter.register(userId, intensiveId)));
    for (const one of again) {
      expect(one.orderId).toBe(first.orderId);
      expect(one.payment?.url).toBe(first.payment?.url);
    }
    expect(await ordersIn(intensiveId)).toHaveLength(1);
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('who finds no place left hears it without waiting for the event, which another one has locked', async () => {
    const intensiveId = await event({ capacity: 1 });
    await counter.register(await person(db), intensiveId);
    const late = await people(db, 8);
    const answers = await db.transaction(async (tx) => {
      await lockIntensive(tx, intensiveId);
      return Promise.allSettled(late.map((userId) => counter.register(userId, intensiveId)));
    });
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(SoldOutError) });
    expect(await ordersIn(intensiveId)).toHaveLength(1);
  });

  test('who comes back and wants something else must end the first', async () => {
    const intensiveId = await event();
    await code(intensiveId, 'HALF');
    const userId = await person(db);
    const { orderId } = await counter.register(userId, intensiveId);
    await expect(counter.register(userId, intensiveId, { code: 'HALF' })).rejects.toMatchObject({
      ...{ code: 'ORDER_OPEN', orderId },
    });
    await cancelOrder(counter.till, actOf(userId), { orderId });
    const second = await counter.register(userId, intensiveId, { code: 'half ' });
    expect(await standing(db, second.orderId as OrderId)).toMatchObject({ order: { totalMinor: PRICE / 2 } });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
  });

  test('the price of the first minute stays within the hold, and is new after it', async () => {
    const intensiveId = await event();
    const [early] = await db
      .update(tables.intensivePrices)
      .set({ endsAt: new Date(Date.now() + 60_000), amountMinor: 8_000 })
      .where(eq(tables.intensivePrices.intensiveId, intensiveId))
      .returning();
    await db.insert(tables.intensivePrices).values({
      ...{ intensiveId, position: 2, label: 'Late', kind: 'STANDARD', amountMinor: PRICE },
      taxChoiceId: early?.taxChoiceId ?? null,
    });
    const userId = await person(db);
    const later = new Date(Date.now() + 120_000);
    const first = await counter.register(userId, intensiveId);
    const again = await counter.register(userId, intensiveId, { now: later });
    expect(again.orderId).toBe(first.orderId);
    const { order } = await standing(db, first.orderId as OrderId);
    expect(order.totalMinor).toBe(8_000);
    await passBy(db, order.holdId as HoldId, 700);
    const anew = await counter.register(userId, intensiveId, { now: later });
    expect(anew.orderId).not.toBe(first.orderId);
    expect((await standing(db, anew.orderId as OrderId)).order.totalMinor).toBe(PRICE);
  });

  test('must be an adult, and accept the policy that holds', async () => {
    const intensiveId = await event();
    const userId = await person(db);
    await expect(counter.register(userId, intensiveId, { adult: false })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(counter.register(userId, intensiveId, { policySha256: 'f'.repeat(64) })).rejects.toMatchObject({
      code: 'POLICY_CHANGED',
    });
    await nothingHeld(intensiveId);
  });

  test('for a draft, an unknown or an application-only event is refused', async () => {
    const userId = await person(db);
    const draft = await event({ publishedAt: null });
    await expect(counter.register(userId, draft)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(counter.register(userId, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const applied = await event({ admission: 'APPLICATION' });
    await expect(counter.register(userId, applied)).rejects.toMatchObject({ code: 'APPLICATION_NEEDED' });
    await nothingHeld(applied);
  });

  test('twice paid is not possible: a second order is refused while the place stands', async () => {
    const intensiveId = await event();
    const userId = await person(db);
    const { orderId } = await counter.register(userId, intensiveId);
    await pay(db, orderId as OrderId, PRICE);
    await expect(counter.register(userId, intensiveId)).rejects.toMatchObject({ code: 'ALREADY_REGISTERED' });
  });

  test('50 people for the last seat: one order', async () => {
    const intensiveId = await event({ capacity: 1 });
    const all = await Promise.allSettled(
      (await people(db, 50)).map((userId) => counter.register(userId as UserId, intensiveId)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of all)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'SOLD_OUT', left: 0 });
    expect(await ordersIn(intensiveId)).toHaveLength(1);
  });
});

describe('without keys, or with Stripe away', () => {
  test('a paid place answers clearly and nothing is held', async () => {
    const intensiveId = await event();
    const userId = await person(db);
    await expect(counter.register(userId, intensiveId, { till: counter.closed })).rejects.toMatchObject({
      code: 'PAYMENTS_UNAVAILABLE',
    });
    await nothingHeld(intensiveId);
  });

  test('another organization’s event does not use the seller’s account', async () => {
    const intensiveId = await addIntensive(db, { priceMinor: PRICE });
    await expect(counter.register(await person(db), intensiveId)).rejects.toMatchObject({
      code: 'PAYMENTS_UNAVAILABLE',
    });
    await nothingHeld(intensiveId);
  });

  test('free events, and orders that a code makes free, work', async () => {
    const free = await event({ priceMinor: 0 });
    const userId = await person(db);
    const one = await counter.register(userId, free, { till: counter.closed });
    expect(one).toMatchObject({ orderId: null, payment: null });
    expect(await ordersIn(free)).toEqual([]);
    const paid = await event();
    await code(paid, 'GIFT', { percent: 100 });
    const gift = await counter.register(userId, paid, { till: counter.closed, code: 'GIFT' });
    expect(await standing(db, gift.orderId as OrderId)).toMatchObject({
      ...{ state: 'FREE', places: ['CONFIRMED'], documents: ['INVOICE 0'] },
      order: { settlement: 'FREE', tax: null, totalMinor: 0 },
    });
    expect(gift.payment).toBeNull();
  });

  test('while Stripe is away the place is kept, and the same call works later', async () => {
    const intensiveId = await event();
    const userId = await person(db);
    await counter.fake.stop();
    const failed = counter.register(userId, intensiveId);
    await expect(failed).rejects.toMatchObject({ code: 'PAYMENTS_DOWN' });
    expect(await seatsTaken(db, intensiveId)).toBe(1);
    await counter.fake.start();
    const { payment, orderId } = await counter.register(userId, intensiveId);
    expect(payment).not.toBeNull();
    expect((await ordersIn(intensiveId)).map(({ id }) => id)).toEqual([orderId]);
  });
});

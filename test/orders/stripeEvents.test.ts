import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { checkouts, disputes, holds, stripeIgnored } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { eventShape, type ReadSession } from '../../schema/gateway.ts';
import { applyCheckout } from '../../schema/orders/operations/stripe/applyCheckout.ts';
import { receiveEvent } from '../../schema/orders/operations/stripe/receiveEvent.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { ownRegistrations } from '../../schema/registrations/queries/registrations.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { mailsTo, person } from '../support/seatRows.ts';
import { type Desk, openDesk } from '../support/stripe/desk.ts';
import type { StripeEvent } from '../support/stripe/state.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** Takes the waiting events as the webhook would, in this order, and does their jobs. */
const deliver = async (arrange: (events: StripeEvent[]) => StripeEvent[] = (events) => events) => {
  for (const event of arrange(desk.fake.queue.splice(0)))
    await receiveEvent(desk.db, desk.stripe, { event: eventShape.parse(event), now: desk.clock() });
  await desk.work();
};
const shuffled = (events: StripeEvent[]) => events.toSorted(() => Math.random() - 0.5);
const ORDERS: [string, (events: StripeEvent[]) => StripeEvent[]][] = [
  ['in order, once', (events) => events],
  ['backward', (events) => events.toReversed()],
  ['five times each, shuffled', (events) => shuffled(Array<StripeEvent[]>(5).fill(events).flat())],
];
const orderOf = async (changes: Parameters<Desk['event']>[0] = {}) => desk.order(await desk.event(changes));

test('a payment confirms the place, and the money is one row', async () => {
  const { orderId } = await orderOf();
  desk.fake.complete(await desk.session(orderId));
  await deliver();
  const standing = await desk.standing(orderId);
  expect(standing).toMatchObject({ checkouts: ['COMPLETE'], payments: [45_000], refunds: [], places: ['CONFIRMED'] });
  expect(standing.order.settledAt).not.toBeNull();
});

test.each(ORDERS)('a payment, two refunds by hand and a dispute that is won end alike: %s', async (_how, arrange) => {
  const { orderId } = await orderOf();
  const sessionId = await desk.session(orderId);
  const { payment_intent: intent } = desk.fake.complete(sessionId);
  const charge = desk.fake.state.intents.get(intent ?? '')?.latest_charge ?? '';
  desk.fake.refundByHand(intent ?? '', 3_000);
  desk.fake.refundByHand(intent ?? '', 2_000);
  const { id } = desk.fake.openDispute(charge);
  desk.fake.closeDispute(id, 'won');
  await deliver(arrange);
  const standing = await desk.standing(orderId);
  expect(standing).toMatchObject({ checkouts: ['COMPLETE'], payments: [45_000], places: ['CONFIRMED'] });
  expect(standing.refunds.toSorted((a, b) => a.amountMinor - b.amountMinor)).toEqual([
    { state: 'SUCCEEDED', cause: 'OUTSIDE', amountMinor: 2_000 },
    { state: 'SUCCEEDED', cause: 'OUTSIDE', amountMinor: 3_000 },
  ]);
  const [dispute] = await desk.db.select().from(disputes).where(eq(disputes.stripeDisputeId, id));
  expect(dispute).toMatchObject({ status: 'won', amountMinor: 40_000, reason: 'fraudulent' });
});

test('news that comes three days late ends alike', async () => {
  const { orderId } = await orderOf();
  desk.fake.complete(await desk.session(orderId));
  await desk.pass(3 * 24 * 60);
  await deliver();
  expect(await desk.standing(orderId)).toMatchObject({ payments: [45_000], places: ['CONFIRMED'], refunds: [] });
});

test('the event comes before the answer to the request that made the session', async () => {
  const { orderId } = await orderOf();
  const { createCheckout } = desk.stripe;
  desk.stripe.createCheckout = async (key, request) => {
    const session = await createCheckout(key, request);
    desk.fake.complete(session.id);
    await deliver();
    return session;
  };
  const opened = await desk.openCheckout(orderId);
  desk.stripe.createCheckout = createCheckout;
  expect(opened).toEqual({ ok: false, because: 'PAID' });
  expect(await desk.standing(orderId)).toMatchObject({
    checkouts: ['COMPLETE'],
    payments: [45_000],
    places: ['CONFIRMED'],
  });
});

describe('money that comes later', () => {
  test.each(ORDERS)('keeps the seat without an end until it has come: %s', async (_how, arrange) => {
    const link = 'https://rooms.example.org/secret';
    const { orderId, holdId, userId, registrationId } = await orderOf({ delayedMethods: true, link });
    const linkShown = async () =>
      (await ownRegistrations(desk.db, { userId, ids: [registrationId] })).map((own) => own.link);
    const sessionId = await desk.session(orderId);
    desk.fake.complete(sessionId, 'sepa_debit');
    await deliver(arrange);
    expect(await linkShown()).toEqual([null]);
    expect(await desk.standing(orderId)).toMatchObject({
      checkouts: ['PROCESSING'],
      payments: [],
      places: ['AWAITING_PAYMENT'],
    });
    await desk.pass(5 * 24 * 60);
    const [hold] = await desk.db.select().from(holds).where(eq(holds.id, holdId));
    expect(hold).toMatchObject({ kind: 'MONEY', expiresAt: null, releasedAt: null });
    desk.fake.settle(sessionId, 'succeeded');
    await deliver(arrange);
    expect(await desk.standing(orderId)).toMatchObject({
      checkouts: ['COMPLETE'],
      payments: [45_000],
      places: ['CONFIRMED'],
    });
    expect(await linkShown()).toEqual([link]);
  });

  test('gives the seat back when it fails', async () => {
    const event = await desk.event({ delayedMethods: true });
    const { orderId } = await desk.order(event);
    const sessionId = await desk.session(orderId);
    desk.fake.complete(sessionId, 'us_bank_account');
    await deliver();
    expect(await seatsTaken(desk.db, event.intensiveId)).toBe(1);
    desk.fake.settle(sessionId, 'failed');
    await deliver(shuffled);
    expect(await desk.standing(orderId)).toMatchObject({ checkouts: ['FAILED'], payments: [], places: ['LAPSED'] });
    expect(await seatsTaken(desk.db, event.intensiveId)).toBe(0);
  });

  test('offers the seat to whoever waits when it fails, and tells whoever had it', async () => {
    const event = await desk.event({ delayedMethods: true, kind: 'CONSULTATION', admission: 'OPEN', capacity: 1 });
    const { orderId, userId } = await desk.order(event);
    const sessionId = await desk.session(orderId);
    desk.fake.complete(sessionId, 'sepa_debit');
    await deliver();
    const waits = await person(desk.db);
    await joinWaitlist(desk.db, userAct(waits, desk.clock()), { intensiveId: event.intensiveId });
    desk.fake.settle(sessionId, 'failed');
    await deliver();
    expect(await mailsTo(desk.db, waits)).toEqual(['WAITLIST_OFFERED']);
    expect((await mailsTo(desk.db, userId)).at(-1)).toBe('HOLD_ENDED');
  });

  test('that succeeds before anybody heard that it was awaited is one payment', async () => {
    const { orderId } = await orderOf({ delayedMethods: true });
    const sessionId = await desk.session(orderId);
    desk.fake.complete(sessionId, 'sepa_debit');
    desk.fake.settle(sessionId, 'succeeded');
    await deliver((events) => events.toReversed());
    expect(await desk.standing(orderId)).toMatchObject({ payments: [45_000], places: ['CONFIRMED'], refunds: [] });
  });
});

test('a card that was declined is tried again at the same address, and pays', async () => {
  const { orderId } = await orderOf();
  const sessionId = await desk.session(orderId);
  desk.fake.decline(sessionId);
  await deliver();
  const again = await desk.openCheckout(orderId);
  expect([again.ok, await desk.session(orderId)]).toEqual([true, sessionId]);
  desk.fake.complete(sessionId);
  await deliver();
  expect(await desk.standing(orderId)).toMatchObject({ payments: [45_000], places: ['CONFIRMED'], refunds: [] });
});

describe('a session that ends', () => {
  test('gives the seat back and ends the order; a card that was declined before changes nothing', async () => {
    const event = await desk.event();
    const { orderId } = await desk.order(event);
    desk.fake.decline(await desk.session(orderId));
    await deliver();
    expect(await desk.standing(orderId)).toMatchObject({ checkouts: ['OPEN'], places: ['HELD'] });
    await desk.pass(36);
    await deliver();
    const standing = await desk.standing(orderId);
    expect(standing).toMatchObject({ checkouts: ['EXPIRED'], places: ['LAPSED'], payments: [] });
    expect(standing.order.cancelledAt).not.toBeNull();
    expect(await seatsTaken(desk.db, event.intensiveId)).toBe(0);
  });

  test('leaves a hold alone that was extended meanwhile', async () => {
    const { orderId, holdId } = await orderOf();
    const sessionId = await desk.session(orderId);
    const later = new Date(desk.clock().getTime() + 90 * 60_000);
    await desk.db.update(holds).set({ expiresAt: later, freesAt: later }).where(eq(holds.id, holdId));
    desk.fake.expire(sessionId);
    await deliver();
    expect(await desk.standing(orderId)).toMatchObject({ checkouts: ['EXPIRED'], places: ['HELD'] });
    expect(await desk.openCheckout(orderId)).toMatchObject({ ok: true });
    expect((await desk.standing(orderId)).checkouts).toEqual(['EXPIRED', 'OPEN']);
  });

  test('that was given up and is open after all is ended before anybody pays there', async () => {
    const { orderId } = await orderOf();
    const sessionId = await desk.session(orderId);
    await desk.db.update(checkouts).set({ state: 'EXPIRED', sessionId: null }).where(eq(checkouts.orderId, orderId));
    const session = desk.fake.state.sessions.get(sessionId);
    const told = {
      id: 'evt_stray',
      type: 'checkout.session.completed',
      livemode: false,
      data: { object: { id: sessionId } },
    };
    await receiveEvent(desk.db, desk.stripe, { event: eventShape.parse(told), now: desk.clock() });
    await desk.work();
    expect(session?.status).toBe('expired');
  });
});

test('what was read earlier and is applied later changes nothing', async () => {
  const { orderId } = await orderOf({ delayedMethods: true });
  const sessionId = await desk.session(orderId);
  const read = () => desk.stripe.readCheckout(sessionId);
  const apply = (session: ReadSession) => applyCheckout(desk.db, desk.stripe, { session, now: desk.clock() });
  const open = await read();
  desk.fake.complete(sessionId, 'sepa_debit');
  const processing = await read();
  desk.fake.settle(sessionId, 'succeeded');
  const paid = await read();
  for (const session of [processing, open, paid, processing, open]) await apply(session);
  expect(await desk.standing(orderId)).toMatchObject({
    checkouts: ['COMPLETE'],
    payments: [45_000],
    places: ['CONFIRMED'],
    refunds: [],
  });
  desk.fake.drop();
});

test('an event about an object of somebody else gives no seat and is counted and logged', async () => {
  const told = {
    id: 'evt_other',
    type: 'checkout.session.completed',
    livemode: false,
    data: { object: { id: 'cs_test_unknown' } },
  };
  expect(await receiveEvent(desk.db, desk.stripe, { event: eventShape.parse(told), now: desk.clock() })).toBe('KEPT');
  await desk.work();
  const [counted] = await desk.db.select().from(stripeIgnored).where(eq(stripeIgnored.because, 'UNKNOWN_OBJECT'));
  expect(counted).toMatchObject({ type: 'checkout.session.completed', count: 1 });
  expect(desk.logged).toContainEqual(expect.objectContaining({ event: 'evt_other' }));
});

test('rows of another account or mode are left alone', async () => {
  const { orderId } = await orderOf();
  const sessionId = await desk.session(orderId);
  await desk.db.update(checkouts).set({ account: 'acct_before' }).where(eq(checkouts.orderId, orderId));
  desk.fake.complete(sessionId);
  await deliver();
  expect(await desk.standing(orderId)).toMatchObject({ checkouts: ['OPEN'], payments: [], places: ['HELD'] });
  expect(await desk.openCheckout(orderId)).toMatchObject({ ok: true });
  expect((await desk.standing(orderId)).checkouts).toEqual(['EXPIRED', 'OPEN']);
});

test('two payments of one order: the second goes back by itself, and the seat stays', async () => {
  const { orderId } = await orderOf();
  const first = await desk.session(orderId);
  await desk.db.update(checkouts).set({ state: 'EXPIRED', sessionId: null }).where(eq(checkouts.orderId, orderId));
  const second = await desk.session(orderId);
  desk.fake.complete(first);
  desk.fake.complete(second);
  await deliver();
  expect(await desk.standing(orderId)).toMatchObject({
    payments: [45_000, 45_000],
    places: ['CONFIRMED'],
    refunds: [{ cause: 'DOUBLE_PAYMENT', amountMinor: 45_000 }],
  });
});

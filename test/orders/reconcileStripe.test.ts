import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { balanceRows, checkouts, disputes, stripeEvents } from '../../drizzle/schema.ts';
import { eventShape, GatewayDown } from '../../schema/gateway.ts';
import { receiveEvent } from '../../schema/orders/operations/stripe/receiveEvent.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { type Desk, openDesk } from '../support/stripe/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => {
  desk.fake.clearFaults();
  desk.fake.drop();
});
afterAll(() => desk.close());

const orderOf = async (changes: Parameters<Desk['event']>[0] = {}) => desk.order(await desk.event(changes));
/** No event arrives; ten minutes later the job runs. */
const tenMinutes = async () => {
  desk.fake.drop();
  await desk.pass(10);
  await desk.reconcile();
};

describe('when every event is lost', () => {
  test('a payment confirms its place', async () => {
    const { orderId } = await orderOf();
    desk.fake.complete(await desk.session(orderId));
    await tenMinutes();
    expect(await desk.standing(orderId)).toMatchObject({
      checkouts: ['COMPLETE'],
      payments: [45_000],
      places: ['CONFIRMED'],
    });
  });

  test('a session that ended gives its seat back', async () => {
    const { orderId } = await orderOf();
    await desk.session(orderId);
    await desk.pass(36);
    await tenMinutes();
    expect(await desk.standing(orderId)).toMatchObject({ checkouts: ['EXPIRED'], places: ['LAPSED'] });
  });

  test('one that Stripe still has open at its end is ended there before its seat is given away', async () => {
    const { orderId } = await orderOf();
    const sessionId = await desk.session(orderId);
    const session = desk.fake.state.sessions.get(sessionId);
    if (session !== undefined) session.expires_at += 3_600;
    await desk.pass(36);
    await tenMinutes();
    expect(session?.status).toBe('expired');
    expect(await desk.standing(orderId)).toMatchObject({ checkouts: ['EXPIRED'], places: ['LAPSED'] });
  });

  test('delayed money that came, and delayed money that failed', async () => {
    const [one, other] = [await orderOf({ delayedMethods: true }), await orderOf({ delayedMethods: true })];
    const [first, second] = [await desk.session(one.orderId), await desk.session(other.orderId)];
    desk.fake.complete(first, 'sepa_debit');
    desk.fake.complete(second, 'sepa_debit');
    await tenMinutes();
    expect(await desk.standing(one.orderId)).toMatchObject({ places: ['AWAITING_PAYMENT'] });
    desk.fake.settle(first, 'succeeded');
    desk.fake.settle(second, 'failed');
    await tenMinutes();
    expect(await desk.standing(one.orderId)).toMatchObject({ checkouts: ['COMPLETE'], places: ['CONFIRMED'] });
    expect(await desk.standing(other.orderId)).toMatchObject({ checkouts: ['FAILED'], places: ['LAPSED'] });
  });

  test('a session whose answer was lost is found by its reference, paid or not', async () => {
    const [paid, open, none] = [await orderOf(), await orderOf(), await orderOf()];
    for (const { orderId } of [paid, open]) {
      desk.fake.failNext({ when: 'after', how: 500, path: '/v1/checkout/sessions' });
      await expect(desk.openCheckout(orderId)).rejects.toThrow(GatewayDown);
    }
    desk.fake.failNext({ when: 'before', how: 500, kept: true });
    await expect(desk.openCheckout(none.orderId)).rejects.toThrow(GatewayDown);
    const [row] = await desk.db.select().from(checkouts).where(eq(checkouts.orderId, paid.orderId));
    desk.fake.complete(desk.fake.sessionFor(row?.id ?? '')?.id ?? '');
    await tenMinutes();
    expect(await desk.standing(paid.orderId)).toMatchObject({ checkouts: ['COMPLETE'], places: ['CONFIRMED'] });
    expect(await desk.standing(open.orderId)).toMatchObject({ checkouts: ['OPEN'], places: ['HELD'] });
    expect(await desk.standing(none.orderId)).toMatchObject({ checkouts: ['EXPIRED'], places: ['HELD'] });
  });

  test('refunds by hand, disputes and their ends are found in the balance', async () => {
    const { orderId } = await orderOf();
    const { payment_intent: intent } = desk.fake.complete(await desk.session(orderId));
    await tenMinutes();
    desk.fake.refundByHand(intent ?? '', 3_000);
    const { id } = desk.fake.openDispute(desk.fake.state.intents.get(intent ?? '')?.latest_charge ?? '');
    await tenMinutes();
    expect((await desk.standing(orderId)).refunds).toEqual([
      { state: 'SUCCEEDED', cause: 'OUTSIDE', amountMinor: 3_000 },
    ]);
    const dispute = async () => (await desk.db.select().from(disputes).where(eq(disputes.stripeDisputeId, id)))[0];
    expect(await dispute()).toMatchObject({ status: 'needs_response' });
    desk.fake.closeDispute(id, 'lost');
    await tenMinutes();
    expect(await dispute()).toMatchObject({ status: 'lost' });
  });
});

test('the balance is copied row by row, once, with the odd ones', async () => {
  desk.fake.oddRow(-700);
  desk.fake.payOut();
  await tenMinutes();
  await tenMinutes();
  const rows = await desk.db.select().from(balanceRows);
  expect(rows).toHaveLength(desk.fake.state.balance.size);
  expect(rows.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(desk.fake.totals().balance);
  expect(rows.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['charge', 'payment', 'refund', 'adjustment', 'payout', 'reserved_funds']),
  );
});

test('a hold that ended without a session ends its order', async () => {
  const { orderId } = await orderOf();
  await desk.pass(46);
  await desk.reconcile();
  const standing = await desk.standing(orderId);
  expect(standing).toMatchObject({ checkouts: [], places: ['LAPSED'] });
  expect(standing.order.cancelledAt).not.toBeNull();
});

describe('while Stripe is away', () => {
  test('seats are free on time by the clock, and a payment that is learned later has a seat or goes back', async () => {
    const event = await desk.event({ capacity: 2 });
    const [first, second, third] = [
      await desk.order(event),
      await desk.order(event, { minutes: 36 }),
      { orderId: null },
    ];
    expect(third.orderId).toBeNull();
    const sessions = [await desk.session(first.orderId), await desk.session(second.orderId)];
    for (const id of sessions) desk.fake.complete(id);
    await desk.fake.stop();
    await desk.pass(47);
    desk.fake.drop();
    await desk.reconcile();
    expect(desk.logged).toContainEqual(expect.objectContaining({ err: expect.any(GatewayDown) }));
    expect(await seatsTaken(desk.db, event.intensiveId)).toBe(0);
    await desk.order(event);
    expect(await seatsTaken(desk.db, event.intensiveId)).toBe(1);
    await desk.fake.start();
    await tenMinutes();
    const [one, other] = [await desk.standing(first.orderId), await desk.standing(second.orderId)];
    const places = [one.places[0], other.places[0]].toSorted();
    expect(places).toEqual(['CONFIRMED', 'HELD']);
    const late = one.places[0] === 'CONFIRMED' ? other : one;
    expect(late.refunds).toMatchObject([{ cause: 'LATE_PAYMENT', amountMinor: 45_000 }]);
    await desk.pass(2);
    await desk.reconcile();
    expect(desk.fake.totals().refunded).toBeGreaterThanOrEqual(45_000);
  });

  test('one answer of 500 keeps nothing from the other rows', async () => {
    const [bad, good] = [await orderOf(), await orderOf()];
    desk.fake.complete(await desk.session(bad.orderId));
    desk.fake.complete(await desk.session(good.orderId));
    await desk.pass(2);
    desk.fake.failNext({ when: 'before', how: 500, method: 'GET', path: '/v1/checkout/sessions/' });
    await desk.reconcile();
    const seated = [await desk.standing(bad.orderId), await desk.standing(good.orderId)].filter(
      ({ places }) => places[0] === 'CONFIRMED',
    );
    expect(seated).toHaveLength(1);
    await desk.reconcile();
    expect(await desk.standing(bad.orderId)).toMatchObject({ places: ['CONFIRMED'] });
  });

  test('an event waits: its job fails and works later', async () => {
    const { orderId } = await orderOf();
    desk.fake.complete(await desk.session(orderId));
    const event = desk.fake.queue.find(({ type }) => type === 'checkout.session.completed');
    await receiveEvent(desk.db, desk.stripe, { event: eventShape.parse(event), now: desk.clock() });
    await desk.fake.stop();
    await expect(desk.work()).rejects.toThrow(GatewayDown);
    await desk.fake.start();
    await desk.work();
    expect(await desk.standing(orderId)).toMatchObject({ places: ['CONFIRMED'] });
  });
});

test('events are forgotten after sixty days, and no sooner', async () => {
  const before = await desk.db.select().from(stripeEvents);
  expect(before.length).toBeGreaterThan(0);
  await desk.pass(59 * 24 * 60);
  await desk.reconcile();
  expect(await desk.db.select().from(stripeEvents)).toHaveLength(before.length);
  await desk.pass(2 * 24 * 60);
  await desk.reconcile();
  expect(await desk.db.select().from(stripeEvents)).toEqual([]);
});

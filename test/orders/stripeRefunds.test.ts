import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { OrderId, RefundId } from '../../drizzle/ids.ts';
import { refunds } from '../../drizzle/schema.ts';
import { GatewayDown } from '../../schema/gateway.ts';
import { requestRefund } from '../../schema/orders/operations/requestRefund.ts';
import { carryOutRefund, carryOutRefunds } from '../../schema/orders/operations/stripe/carryOutRefund.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { sendAll } from '../support/outbox.ts';
import { addMember, mailsTo } from '../support/seatRows.ts';
import { type Desk, openDesk } from '../support/stripe/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => {
  desk.fake.clearFaults();
  desk.fake.topUp(1_000_000);
  desk.fake.state.refundsBegin = 'succeeded';
});
afterAll(() => desk.close());

/** An order that was paid, and its PaymentIntent. */
const paid = async () => {
  const ordered = await desk.order(await desk.event());
  const { payment_intent: intent } = desk.fake.complete(await desk.session(ordered.orderId));
  await desk.openCheckout(ordered.orderId);
  return { ...ordered, intent: intent ?? '' };
};
const ask = async (orderId: OrderId, amountMinor: number): Promise<RefundId> => {
  const [id] = await desk.db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked === null) throw new Error('no such order');
    return requestRefund(tx, locked, { amountMinor, cause: 'POLICY', now: desk.clock() });
  });
  return id as RefundId;
};
const send = (refundId: RefundId) => carryOutRefund(desk.needs, { refundId, now: desk.clock() });
const rowOf = async (refundId: RefundId) => (await desk.db.select().from(refunds).where(eq(refunds.id, refundId)))[0];
const atStripe = (intent: string) =>
  [...desk.fake.state.refunds.values()].filter((one) => one.payment_intent === intent);

test('a refund is queued with its row, sent once however often the job runs, and carries its key and id alone', async () => {
  const { orderId, intent } = await paid();
  const refundId = await ask(orderId, 10_000);
  const jobs = await desk.db.execute(
    sql`select id from pgboss.job where name = 'carry-out-refunds' and data->>'refundId' = ${refundId}`,
  );
  expect(jobs).toHaveLength(1);
  await Promise.allSettled(Array.from({ length: 5 }, () => carryOutRefunds.run(desk.needs, { refundId })));
  await send(refundId);
  expect(atStripe(intent)).toMatchObject([{ amount: 10_000, metadata: { refund: refundId }, reason: null }]);
  expect(await rowOf(refundId)).toMatchObject({ state: 'SUCCEEDED', failure: null });
  const asked = desk.fake.seen.filter(({ path, form }) => path === '/v1/refunds' && form.includes(refundId));
  expect(new Set(asked.map(({ key }) => key))).toEqual(new Set([`refund:${refundId}`]));
});

test.each([
  ['a reset after the execution', { when: 'after', how: 'reset', times: 2 }],
  ['an answer that never comes', { when: 'after', how: 'hang' }],
] as const)('%s: tried again, the money goes back once', async (_what, fault) => {
  const { orderId, intent } = await paid();
  const refundId = await ask(orderId, 5_000);
  desk.fake.failNext({ ...fault, path: '/v1/refunds' });
  await expect(send(refundId)).rejects.toThrow(GatewayDown);
  expect(await rowOf(refundId)).toMatchObject({ state: 'REQUESTED' });
  await send(refundId);
  expect(atStripe(intent)).toHaveLength(1);
  expect(await rowOf(refundId)).toMatchObject({ state: 'SUCCEEDED', stripeRefundId: atStripe(intent)[0]?.id });
});

test('a failure that Stripe keeps for a day, and a key that it then forgets: the money goes back once', async () => {
  const { orderId, intent } = await paid();
  const refundId = await ask(orderId, 5_000);
  desk.fake.failNext({ when: 'after', how: 500, path: '/v1/refunds' });
  await expect(send(refundId)).rejects.toThrow(GatewayDown);
  await expect(send(refundId)).rejects.toThrow(GatewayDown);
  await desk.pass(25 * 60);
  await send(refundId);
  expect(atStripe(intent)).toHaveLength(1);
  expect(await rowOf(refundId)).toMatchObject({ state: 'SUCCEEDED' });
});

test('yen have no cents: what is charged and given back is counted in yen, and no request names a currency', async () => {
  const { orderId } = await desk.order(await desk.event({ currency: 'JPY', priceMinor: 5_000 }));
  const { amount_total, currency, payment_intent: intent } = desk.fake.complete(await desk.session(orderId));
  await desk.openCheckout(orderId);
  expect([amount_total, currency]).toEqual([5_000, 'jpy']);
  const refundId = await ask(orderId, 1_000);
  await send(refundId);
  expect(atStripe(intent ?? '')).toMatchObject([{ amount: 1_000, currency: 'jpy' }]);
  const asked = desk.fake.seen.filter(({ path, form }) => path === '/v1/refunds' && form.includes(refundId));
  for (const { form } of asked) expect(form).not.toContain('currency');
  expect(await rowOf(refundId)).toMatchObject({ currency: 'JPY', amountMinor: 1_000 });
});

test('what Stripe refuses fails with its code, and a refund made by hand meanwhile is recorded', async () => {
  const { orderId, intent } = await paid();
  const refundId = await ask(orderId, 45_000);
  desk.fake.refundByHand(intent, 45_000);
  await send(refundId);
  expect(await rowOf(refundId)).toMatchObject({ state: 'FAILED', failure: 'charge_already_refunded' });
  expect((await desk.standing(orderId)).refunds).toEqual(
    expect.arrayContaining([
      { state: 'FAILED', cause: 'POLICY', amountMinor: 45_000 },
      { state: 'SUCCEEDED', cause: 'OUTSIDE', amountMinor: 45_000 },
    ]),
  );
});

test('a disputed charge gives nothing back', async () => {
  const { orderId, intent } = await paid();
  desk.fake.openDispute(desk.fake.state.intents.get(intent)?.latest_charge ?? '');
  const refundId = await ask(orderId, 1_000);
  await send(refundId);
  expect(await rowOf(refundId)).toMatchObject({ state: 'FAILED', failure: 'charge_disputed' });
});

test('without money in the balance it waits, and goes on when money comes', async () => {
  const { orderId } = await paid();
  desk.fake.payOut();
  const refundId = await ask(orderId, 2_000);
  await send(refundId);
  expect(await rowOf(refundId)).toMatchObject({ state: 'WAITING_FOR_BALANCE', settledAt: null });
  await desk.pass(2);
  await desk.reconcile();
  expect(await rowOf(refundId)).toMatchObject({ state: 'WAITING_FOR_BALANCE' });
  desk.fake.topUp(10_000);
  desk.fake.drop();
  await desk.reconcile();
  expect(await rowOf(refundId)).toMatchObject({ state: 'SUCCEEDED' });
});

test('a refund is pending until Stripe says more, and one that succeeded may still fail', async () => {
  const { orderId, intent } = await paid();
  desk.fake.state.refundsBegin = 'pending';
  const refundId = await ask(orderId, 2_000);
  await send(refundId);
  expect(await rowOf(refundId)).toMatchObject({ state: 'PENDING', settledAt: null });
  const [made] = atStripe(intent);
  desk.fake.settleRefund(made?.id ?? '', 'succeeded');
  await desk.pass(2);
  await desk.reconcile();
  expect(await rowOf(refundId)).toMatchObject({ state: 'SUCCEEDED', failure: null });
  desk.fake.settleRefund(made?.id ?? '', 'failed', 'expired_or_canceled_card');
  desk.fake.drop();
  await desk.reconcile();
  expect(await rowOf(refundId)).toMatchObject({ state: 'FAILED', failure: 'expired_or_canceled_card' });
  expect(await desk.standing(orderId)).toMatchObject({ places: ['CONFIRMED'] });
  const again = await ask(orderId, 45_000);
  await send(again);
  expect(await rowOf(again)).toMatchObject({ state: 'PENDING' });
});

test('owners hear once of a refund that failed, however often and whenever Stripe says so', async () => {
  const owner = await addMember(desk.db, desk.own.organizationId, 'OWNER');
  const stuck = async () => (await mailsTo(desk.db, owner)).filter((text) => text === 'REFUND_STUCK');
  const { orderId, intent } = await paid();
  const refundId = await ask(orderId, 2_000);
  await send(refundId);
  expect(await stuck()).toEqual([]);
  const [made] = atStripe(intent);
  desk.fake.settleRefund(made?.id ?? '', 'failed', 'expired_or_canceled_card');
  for (let run = 0; run < 2; run += 1) {
    await desk.pass(2);
    await desk.reconcile();
  }
  expect(await stuck()).toEqual(['REFUND_STUCK']);
  const [mail] = (await sendAll(desk.db)).filter(({ subject }) => subject === 'A refund needs you');
  expect(mail?.text).toContain('A refund of USD 20.00 for “Evening Program” could not be carried out');
});

test('a payer who must do something first keeps it on its way; if they do not, it is canceled', async () => {
  const { orderId, intent } = await paid();
  desk.fake.state.refundsBegin = 'requires_action';
  const refundId = await ask(orderId, 2_000);
  await send(refundId);
  expect(await rowOf(refundId)).toMatchObject({ state: 'PENDING' });
  desk.fake.settleRefund(atStripe(intent)[0]?.id ?? '', 'canceled');
  await desk.pass(2);
  await desk.reconcile();
  expect(await rowOf(refundId)).toMatchObject({ state: 'CANCELED' });
});

test('a payment of keys that are not ours any more can’t be refunded here', async () => {
  const { orderId } = await paid();
  const refundId = await ask(orderId, 1_000);
  const other = { ...desk.stripe, account: async () => ({ ...(await desk.stripe.account()), id: 'acct_new' }) };
  await carryOutRefund({ db: desk.db, stripe: other }, { refundId, now: desk.clock() });
  expect(await rowOf(refundId)).toMatchObject({ state: 'FAILED', failure: 'other_account' });
});

test('without keys the job leaves the row alone', async () => {
  const { orderId } = await paid();
  const refundId = await ask(orderId, 1_000);
  await carryOutRefunds.run({ ...desk.needs, stripe: null }, { refundId });
  expect(await rowOf(refundId)).toMatchObject({ state: 'REQUESTED' });
});

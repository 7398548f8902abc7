import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OrderId, PaymentId, UserId } from '../../drizzle/ids.ts';
import { markRefund } from '../../schema/orders/operations/markRefund.ts';
import { payOrder } from '../../schema/orders/operations/payOrder.ts';
import { recordPayment } from '../../schema/orders/operations/recordPayment.ts';
import { remindPayers } from '../../schema/orders/operations/remindPayers.ts';
import { applyObject } from '../../schema/orders/operations/stripe/applyObject.ts';
import { undoPayment } from '../../schema/orders/operations/undoPayment.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { mailsOf, pay, standing } from '../support/orderRows.ts';
import { actOf, addMember, person } from '../support/seatRows.ts';
import { AGENCY, openShop, type Shop } from '../support/tills.ts';

let { db, counter, close } = {} as Shop;
let owner: UserId;
beforeAll(async () => {
  ({ db, counter, close } = await openShop({ max: 6 }));
  owner = await addMember(db, counter.organizationId, 'OWNER');
});
afterAll(() => close());

const PRICE = 10_000;
const act = () => actOf(owner, new Date());
const record = async (orderId: OrderId, amountMinor = PRICE) => {
  const { paidMinor } = (await standing(db, orderId)).money;
  const asked = {
    orderId,
    paidMinor,
    amountMinor,
    method: 'CHECK',
    evidence: 'check 7',
    receivedAt: new Date(),
  } as const;
  await recordPayment(counter.closed, act(), asked);
};
const undo = async (orderId: OrderId) => {
  const found = await db.transaction((tx) => lockOrder(tx, orderId));
  const payment = found?.payments.find(({ method, undoes }) => method === 'CHECK' && undoes === null);
  await undoPayment(db, act(), { paymentId: payment?.id as PaymentId, reason: 'It was for another order.' });
};
const run = (days: number) =>
  remindPayers.run({ db, stripe: null, clock: () => new Date(Date.now() + days * 86_400_000) }, {});

/** An invoice that a check paid while a card paid it too, and whose check was a mistake. */
const undone = async (terms: object = {}) => {
  const intensiveId = await counter.event({ capacity: 1, invoiceDays: 14, ...terms });
  const userId = await person(db);
  const { orderId: made } = await counter.register(userId, intensiveId, { settlement: 'INVOICE', payer: AGENCY });
  const orderId = made as OrderId;
  await record(orderId);
  await pay(db, orderId, PRICE);
  const [refundId] = (await standing(db, orderId)).refundIds;
  const news = { state: 'SUCCEEDED', stripeRefundId: `re_${orderId}`, now: new Date() } as const;
  await db.transaction((tx) => markRefund(tx, refundId as never, news));
  await undo(orderId);
  return { intensiveId, userId, orderId };
};

test('an order whose card was returned as the second payment owes again when the first was a mistake', async () => {
  const { orderId, intensiveId } = await undone();
  const { state, money, places, order, documents } = await standing(db, orderId);
  expect([state, money.dueMinor, money.leftMinor, places]).toEqual(['UNPAID', PRICE, 0, ['CONFIRMED']]);
  expect(order).toMatchObject({ settledAt: null, owedAgainOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  expect(documents).toEqual([`INVOICE ${PRICE}`]);
  expect((await mailsOf(db, orderId)).at(-1)).toBe('PAYMENT_UNDONE');
  expect(await seatsTaken(db, intensiveId)).toBe(1);
});

test('what is paid then is kept, by card or by check, and settles it', async () => {
  const { orderId, userId } = await undone();
  const { payment } = await payOrder(counter.till, actOf(userId, new Date()), { orderId });
  const session = [...counter.fake.state.sessions.values()].find(({ url }) => url === payment?.url);
  expect(session?.amount_total).toBe(PRICE);
  counter.fake.complete(session?.id ?? '');
  await applyObject(
    { db, stripe: counter.till.stripe as never },
    { kind: 'CHECKOUT', id: session?.id ?? '', now: new Date() },
  );
  const paid = await standing(db, orderId);
  expect(paid).toMatchObject({
    places: ['CONFIRMED'],
    order: { owedAgainOn: null },
    money: { dueMinor: 0, leftMinor: PRICE },
  });
  expect(paid.order.settledAt).not.toBeNull();
  expect(paid.refunds).toHaveLength(1);
  const other = await undone();
  await record(other.orderId);
  expect(await standing(db, other.orderId)).toMatchObject({ money: { dueMinor: 0, leftMinor: PRICE } });
  expect((await standing(db, other.orderId)).refunds).toHaveLength(1);
});

test('it is reminded of, and lapses after its new last day with a credit note', async () => {
  const { orderId, intensiveId } = await undone();
  await run(12);
  await run(13);
  expect((await mailsOf(db, orderId)).filter((text) => text === 'PAYMENT_DUE')).toHaveLength(1);
  await run(16);
  await run(17);
  const { places, documents, order, state } = await standing(db, orderId);
  expect([places, documents]).toEqual([['CANCELLED'], [`INVOICE ${PRICE}`, `CREDIT_NOTE ${PRICE}`]]);
  expect([order.cancelledAt === null, state]).toEqual([false, 'REFUNDED']);
  expect((await mailsOf(db, orderId)).at(-1)).toBe('INVOICE_LAPSED');
  expect(await seatsTaken(db, intensiveId)).toBe(0);
});

test('a place whose event has begun stays, and so does one that a first part has bought', async () => {
  const begun = await undone({ startsAt: new Date(Date.now() + 86_400_000) });
  await run(3);
  expect((await standing(db, begun.orderId)).places).toEqual(['CONFIRMED']);
  expect((await mailsOf(db, begun.orderId)).at(-1)).toBe('PAYMENT_OVERDUE');
});

test('a page for what is owed again that ends unused ends no order that has its place', async () => {
  const intensiveId = await counter.event({ capacity: 1 });
  const userId = await person(db);
  const { orderId } = (await counter.register(userId, intensiveId)) as { orderId: OrderId };
  await record(orderId);
  await undo(orderId);
  await payOrder(counter.till, actOf(userId, new Date()), { orderId });
  const open = [...counter.fake.state.sessions.values()].filter(({ status }) => status === 'open');
  for (const { id } of open) {
    counter.fake.expire(id);
    await applyObject({ db, stripe: counter.till.stripe as never }, { kind: 'CHECKOUT', id, now: new Date() });
  }
  expect(await standing(db, orderId)).toMatchObject({
    ...{ state: 'UNPAID', places: ['CONFIRMED'], order: { cancelledAt: null } },
  });
});

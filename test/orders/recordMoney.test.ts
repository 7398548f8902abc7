import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrderId } from '../../drizzle/ids.ts';
import { closeOrder } from '../../schema/orders/operations/closeOrder.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { endSeat } from '../../schema/registrations/operations/endSeat.ts';
import { addOrder, mailsOf, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { addIntensive, hold, NOW, passBy, person } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 10 }));
});
afterAll(() => close());

const PRICE = 10_000;
const event = (capacity = 10) => addIntensive(db, { priceMinor: PRICE, capacity });
const cancel = (orderId: OrderId) =>
  db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked !== null) await closeOrder(tx, locked.order, { because: 'It was canceled.', now: NOW });
  });
/** Fills the last seats of an event by others. */
const fill = async (intensiveId: IntensiveId, seats: number) =>
  hold(db, intensiveId, await person(db), { kind: 'INVOICE', seats, own: false, given: true });

describe('money that comes', () => {
  test('gives the seat, the invoice and one mail', async () => {
    const { orderId } = await addOrder(db, await event());
    expect(await pay(db, orderId, PRICE)).toMatchObject({ outcome: 'SEATED' });
    const now = await standing(db, orderId);
    expect(now).toMatchObject({ state: 'PAID', places: ['CONFIRMED'], documents: [`INVOICE ${PRICE}`], refunds: [] });
    expect(now.order.settledAt).not.toBeNull();
    expect(await mailsOf(db, orderId)).toEqual(['ORDER_PAID']);
  });

  test('is written once for each PaymentIntent, twenty times at once too', async () => {
    const { orderId } = await addOrder(db, await event());
    const all = await Promise.all(
      Array.from({ length: 20 }, () => pay(db, orderId, PRICE, { intent: `pi_same_${orderId}` })),
    );
    expect(all.filter((one) => one?.outcome === 'SEATED')).toHaveLength(1);
    expect(all.filter((one) => one?.outcome === 'KNOWN')).toHaveLength(19);
    expect(await standing(db, orderId)).toMatchObject({ payments: [PRICE], refunds: [], places: ['CONFIRMED'] });
  });

  test('twice for one registration: one goes back and the seat stays', async () => {
    const { orderId } = await addOrder(db, await event());
    const outcomes = await Promise.all([pay(db, orderId, PRICE), pay(db, orderId, PRICE)]);
    expect(outcomes.map((one) => one?.outcome).toSorted()).toEqual(['RETURNED', 'SEATED']);
    expect(await standing(db, orderId)).toMatchObject({
      ...{ payments: [PRICE, PRICE], refunds: [`DOUBLE_PAYMENT ${PRICE} REQUESTED`], places: ['CONFIRMED'] },
      documents: [`INVOICE ${PRICE}`],
    });
    expect(await mailsOf(db, orderId)).toEqual(['ORDER_PAID', 'PAID_TWICE']);
  });

  test('in part gives nothing until the rest has come', async () => {
    const { orderId } = await addOrder(db, await event());
    expect(await pay(db, orderId, 4_000)).toMatchObject({ outcome: 'KEPT' });
    expect(await standing(db, orderId)).toMatchObject({ state: 'PARTLY_PAID', places: ['HELD'], documents: [] });
    expect(await pay(db, orderId, 6_000)).toMatchObject({ outcome: 'SEATED' });
    expect(await standing(db, orderId)).toMatchObject({ state: 'PAID', places: ['CONFIRMED'] });
    expect(await mailsOf(db, orderId)).toEqual(['PAYMENT_RECEIVED', 'ORDER_PAID']);
  });

  test('above the total: what is over goes back', async () => {
    const { orderId } = await addOrder(db, await event());
    await pay(db, orderId, 4_000, { method: 'BANK_TRANSFER' });
    await pay(db, orderId, 8_000);
    expect(await standing(db, orderId)).toMatchObject({
      ...{ places: ['CONFIRMED'], refunds: ['OVERPAID 2000 REQUESTED'], documents: [`INVOICE ${PRICE}`] },
    });
  });

  test('late takes a seat that is left', async () => {
    const { orderId, holdId } = await addOrder(db, await event(1));
    await passBy(db, holdId, 60);
    expect(await pay(db, orderId, PRICE)).toMatchObject({ outcome: 'SEATED' });
  });

  test('late without a seat goes back whole, and the order ends', async () => {
    const intensiveId = await event(1);
    const { orderId, holdId } = await addOrder(db, intensiveId);
    await passBy(db, holdId, 60);
    await fill(intensiveId, 1);
    expect(await pay(db, orderId, PRICE)).toMatchObject({ outcome: 'RETURNED' });
    const now = await standing(db, orderId);
    expect(now).toMatchObject({ refunds: [`LATE_PAYMENT ${PRICE} REQUESTED`], documents: [] });
    expect(now.order.cancelledAt).not.toBeNull();
    expect(await mailsOf(db, orderId)).toEqual(['PAID_TOO_LATE']);
  });

  test('late in two parts without a seat: both parts go back the way they came', async () => {
    const intensiveId = await event(1);
    const { orderId, holdId } = await addOrder(db, intensiveId);
    await pay(db, orderId, 3_000, { method: 'BANK_TRANSFER' });
    await passBy(db, holdId, 60);
    await fill(intensiveId, 1);
    await pay(db, orderId, 7_000);
    const { refunds } = await standing(db, orderId);
    expect(refunds.toSorted()).toEqual(['LATE_PAYMENT 3000 TO_CONFIRM', 'LATE_PAYMENT 7000 REQUESTED']);
  });

  test('for a canceled order goes back', async () => {
    const { orderId } = await addOrder(db, await event());
    await cancel(orderId);
    expect(await pay(db, orderId, PRICE)).toMatchObject({ outcome: 'RETURNED' });
    expect(await standing(db, orderId)).toMatchObject({ refunds: [`LATE_PAYMENT ${PRICE} REQUESTED`] });
  });

  test('of an unknown order is nobody’s', async () => {
    expect(await pay(db, '01930000-0000-7000-8000-000000000000' as OrderId, 100)).toBeNull();
  });
});

describe('installments', () => {
  const plan = [
    { amountMinor: 3_000, dueOn: '2027-01-10' },
    { amountMinor: 7_000, dueOn: '2027-02-10' },
  ];
  const invoiced = async () => addOrder(db, await event(), { settlement: 'INVOICE', installments: plan });

  test('the deposit gives the seat and the invoice, the balance settles', async () => {
    const { orderId } = await invoiced();
    expect(await pay(db, orderId, 2_000, { method: 'BANK_TRANSFER' })).toMatchObject({ outcome: 'KEPT' });
    expect(await pay(db, orderId, 1_000, { method: 'BANK_TRANSFER' })).toMatchObject({ outcome: 'SEATED' });
    const seated = await standing(db, orderId);
    expect(seated).toMatchObject({ state: 'PARTLY_PAID', places: ['CONFIRMED'], documents: [`INVOICE ${PRICE}`] });
    expect(seated.papers[0]?.facts).toMatchObject({ paidMinor: 3_000, dueOn: '2027-02-10' });
    expect(seated.order.settledAt).toBeNull();
    expect(await pay(db, orderId, 7_000)).toMatchObject({ outcome: 'KEPT' });
    expect(await standing(db, orderId)).toMatchObject({ state: 'PAID', places: ['CONFIRMED'], refunds: [] });
    expect(await mailsOf(db, orderId)).toEqual(['PAYMENT_RECEIVED', 'PAYMENT_RECEIVED', 'ORDER_PAID']);
  });

  test('a balance for a place that was given up meanwhile goes back', async () => {
    const { orderId, places } = await invoiced();
    await pay(db, orderId, 3_000);
    await db.transaction(async (tx) => {
      const end = { registrationId: places[0] as never, to: 'CANCELLED', because: 'WITHDRAWN', by: 'user' } as const;
      await endSeat(tx, { ...end, at: NOW });
    });
    await cancel(orderId);
    await pay(db, orderId, 7_000);
    expect(await standing(db, orderId)).toMatchObject({
      ...{ places: ['CANCELLED'], refunds: ['LATE_PAYMENT 7000 REQUESTED'] },
      // What was never paid is credited when the order ends.
      documents: [`INVOICE ${PRICE}`, 'CREDIT_NOTE 7000'],
    });
  });
});

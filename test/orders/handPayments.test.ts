import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../drizzle/client.ts';
import type { OrderId, OrganizationId, PaymentId, RefundId, UserId } from '../../drizzle/ids.ts';
import { confirmRefund } from '../../schema/orders/operations/confirmRefund.ts';
import { type OutsideMethod, recordPayment } from '../../schema/orders/operations/recordPayment.ts';
import { undoPayment } from '../../schema/orders/operations/undoPayment.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { addOrder, mailsOf, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: OrganizationId;
let owner: UserId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 10 }));
  organizationId = await addOrganization(db);
  owner = await addMember(db, organizationId, 'OWNER');
});
afterAll(() => close());

const PRICE = 10_000;
const order = async (terms: Parameters<typeof addOrder>[2] = {}) =>
  addOrder(db, await addIntensive(db, { organizationId, priceMinor: PRICE }), terms);
const record = (
  orderId: OrderId,
  amountMinor: number,
  paidMinor = 0,
  as = owner,
  method: OutsideMethod = 'BANK_TRANSFER',
) =>
  recordPayment({ db, stripe: null }, actOf(as), {
    ...{ orderId, method, amountMinor, paidMinor, evidence: 'Statement of 3 December, line 12', receivedAt: NOW },
  });
const lastPayment = async (orderId: OrderId): Promise<PaymentId> =>
  db.transaction(async (tx) => (await lockOrder(tx, orderId))?.payments.at(-1)?.id as PaymentId);
const undo = async (orderId: OrderId, as = owner) =>
  undoPayment(db, actOf(as), { paymentId: await lastPayment(orderId), reason: 'Another order was meant.' });
const confirm = (refundId: RefundId | undefined, sent = true, as = owner) =>
  confirmRefund(db, actOf(as), { refundId: refundId ?? null, sent, reason: 'Transfer 77' });

describe('a payment by hand', () => {
  test('in two parts gives the seat with the second', async () => {
    const { orderId } = await order();
    expect(await record(orderId, 4_000)).toMatchObject({ outcome: 'KEPT' });
    expect(await record(orderId, 6_000, 4_000, owner, 'CHECK')).toMatchObject({ outcome: 'SEATED' });
    expect(await standing(db, orderId)).toMatchObject({
      state: 'PAID',
      places: ['CONFIRMED'],
      documents: ['INVOICE 10000'],
    });
  });

  test('that two members record at once is recorded once', async () => {
    const { orderId } = await order();
    const both = await Promise.allSettled([record(orderId, PRICE), record(orderId, PRICE)]);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({
      code: 'MONEY_CHANGED',
      paidMinor: PRICE,
    });
    expect(await standing(db, orderId)).toMatchObject({ payments: [PRICE], refunds: [] });
  });

  test('above the total waits to be sent back by hand, and its confirmation makes no credit note', async () => {
    const { orderId } = await order();
    await record(orderId, 12_000);
    const { refundIds, refunds } = await standing(db, orderId);
    expect(refunds).toEqual(['OVERPAID 2000 TO_CONFIRM']);
    await confirm(refundIds[0]);
    await confirm(refundIds[0]);
    expect(await standing(db, orderId)).toMatchObject({
      ...{ refunds: ['OVERPAID 2000 SUCCEEDED'], documents: ['INVOICE 10000'], money: { leftMinor: PRICE } },
    });
    expect(await mailsOf(db, orderId)).toEqual(['ORDER_PAID', 'PAID_TOO_MUCH', 'REFUNDED']);
  });

  test('is for owners and organizers of the organization', async () => {
    const { orderId } = await order();
    const instructor = await addMember(db, organizationId, 'INSTRUCTOR');
    const stranger = await addMember(db, await addOrganization(db), 'OWNER');
    await expect(record(orderId, PRICE, 0, instructor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(record(orderId, PRICE, 0, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await standing(db, orderId)).payments).toEqual([]);
  });
});

describe('undoing a payment', () => {
  test('writes a counter-row; the place and the invoice stay, and the order owes again', async () => {
    const { orderId } = await order();
    await record(orderId, PRICE);
    await undo(orderId);
    const now = await standing(db, orderId);
    expect(now).toMatchObject({
      ...{ payments: [PRICE, -PRICE], state: 'UNPAID', places: ['CONFIRMED'], documents: ['INVOICE 10000'] },
      ...{ money: { dueMinor: PRICE }, order: { settledAt: null } },
    });
    // The money that was meant for it then settles it, without a second invoice and without coming back.
    await record(orderId, PRICE, 0);
    expect(await standing(db, orderId)).toMatchObject({ state: 'PAID', refunds: [], documents: ['INVOICE 10000'] });
    expect(await mailsOf(db, orderId)).toEqual(['ORDER_PAID', 'PAYMENT_UNDONE', 'ORDER_PAID']);
  });

  test('withdraws a refund that nobody has sent', async () => {
    const { orderId } = await order();
    await record(orderId, 100_000);
    await undo(orderId);
    expect(await standing(db, orderId)).toMatchObject({
      refunds: ['OVERPAID 90000 CANCELED'],
      money: { paidMinor: 0 },
    });
  });

  test('once: twice, of Stripe’s, of a counter-row or after a refund was sent it is refused', async () => {
    const { orderId } = await order();
    await record(orderId, PRICE);
    const paymentId = await lastPayment(orderId);
    const again = () => undoPayment(db, actOf(owner), { paymentId, reason: 'Again.' });
    const both = await Promise.allSettled([again(), again()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(undo(orderId)).rejects.toMatchObject({ code: 'PAYMENT_FIXED' });
    const { orderId: card } = await order();
    await pay(db, card, PRICE);
    await expect(undo(card)).rejects.toMatchObject({ code: 'PAYMENT_FIXED' });
    const { orderId: sent } = await order();
    await record(sent, PRICE + 1);
    await confirm((await standing(db, sent)).refundIds[0]);
    await expect(undo(sent)).rejects.toMatchObject({ code: 'PAYMENT_FIXED' });
  });
});

describe('a refund by bank', () => {
  test('that will not be sent frees its amount, and cannot be sent after that', async () => {
    const { orderId } = await order();
    await record(orderId, PRICE + 500);
    const [refundId] = (await standing(db, orderId)).refundIds;
    await confirm(refundId, false);
    expect((await standing(db, orderId)).money).toMatchObject({ leftMinor: PRICE + 500 });
    await expect(confirm(refundId, true)).rejects.toMatchObject({ code: 'ORDER_STATE' });
  });

  test('of Stripe is confirmed by Stripe only', async () => {
    const { orderId } = await order();
    await pay(db, orderId, PRICE);
    await pay(db, orderId, PRICE);
    const { refundIds } = await standing(db, orderId);
    await expect(confirm(refundIds[0])).rejects.toMatchObject({ code: 'ORDER_STATE' });
  });
});

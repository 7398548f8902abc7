import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrderId, PaymentId, RefundId } from '../../drizzle/ids.ts';
import { markRefund, recordOutsideRefund } from '../../schema/orders/operations/markRefund.ts';
import { requestRefund, type WantedRefund } from '../../schema/orders/operations/requestRefund.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { creditedMinor, leftByLine } from '../../schema/orders/rules/shares.ts';
import { type RefundState, standsRefund } from '../../schema/orders/rules/standing.ts';
import { addOrder, mailsOf, pay, standing, TAXED } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { addIntensive, NOW } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
let intensiveId: IntensiveId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 10 }));
  intensiveId = await addIntensive(db, { priceMinor: 10_000, capacity: 500 });
});
afterAll(() => close());

type Method = 'STRIPE' | 'BANK_TRANSFER';
const paid = async (terms: Parameters<typeof addOrder>[2] = {}, method: Method = 'STRIPE') => {
  const made = await addOrder(db, intensiveId, terms);
  await pay(db, made.orderId, made.order.totalMinor, { method });
  return made;
};
const refund = (orderId: OrderId, amountMinor: number, more: Partial<WantedRefund> = {}) =>
  db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked === null) throw new Error('no order');
    return requestRefund(tx, locked, { amountMinor, cause: 'ORGANIZER', now: NOW, ...more });
  });
const news = (refundId: RefundId, state: RefundState, stripeRefundId = `re_${refundId}`) =>
  db.transaction((tx) => markRefund(tx, refundId, { state, stripeRefundId, now: NOW }));

describe('a refund', () => {
  test('is never more than is left, fifty at once', async () => {
    const { orderId } = await paid();
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => refund(orderId, 3_000)));
    const refused = all.filter((one) => one.status === 'rejected').map((one) => one.reason);
    expect(refused).toHaveLength(47);
    for (const error of refused) expect(error).toMatchObject({ code: 'REFUND_TOO_HIGH', leftMinor: 1_000 });
    expect((await standing(db, orderId)).money).toMatchObject({ refundingMinor: 9_000, leftMinor: 1_000 });
  });

  test('goes back the way the money came, the newest first, one row for each payment', async () => {
    const { orderId } = await addOrder(db, intensiveId);
    await pay(db, orderId, 4_000, { method: 'BANK_TRANSFER', now: new Date(NOW.getTime() - 1_000) });
    await pay(db, orderId, 6_000);
    await refund(orderId, 8_000);
    expect((await standing(db, orderId)).refunds.toSorted()).toEqual([
      'ORGANIZER 2000 TO_CONFIRM',
      'ORGANIZER 6000 REQUESTED',
    ]);
    expect(await mailsOf(db, orderId)).toEqual(['PAYMENT_RECEIVED', 'ORDER_PAID', 'REFUND_REQUESTED']);
  });

  test('that failed gives its amount back to what is left', async () => {
    const { orderId } = await paid();
    const [first] = await refund(orderId, 10_000);
    await expect(refund(orderId, 1)).rejects.toMatchObject({ leftMinor: 0 });
    await news(first as RefundId, 'FAILED');
    await refund(orderId, 10_000);
    expect((await standing(db, orderId)).refunds).toEqual(['ORGANIZER 10000 FAILED', 'ORGANIZER 10000 REQUESTED']);
  });
});

describe('news of a refund', () => {
  const STEPS: RefundState[] = ['PENDING', 'WAITING_FOR_BALANCE', 'SUCCEEDED'];

  test('in any order ends in the same state, with one credit note and one mail', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(STEPS, { minLength: 3 }),
        fc.array(fc.constantFrom(...STEPS), { maxLength: 3 }),
        async (steps, again) => {
          const { orderId } = await paid();
          const [id] = await refund(orderId, 2_500);
          for (const state of [...steps, ...again]) await news(id as RefundId, state);
          expect(await standing(db, orderId)).toMatchObject({
            ...{ state: 'PARTLY_REFUNDED', refunds: ['ORGANIZER 2500 SUCCEEDED'], places: ['CONFIRMED'] },
            documents: ['INVOICE 10000', 'CREDIT_NOTE 2500'],
          });
          expect((await mailsOf(db, orderId)).filter((text) => text === 'REFUNDED')).toHaveLength(1);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('twenty times at once makes one credit note', async () => {
    const { orderId } = await paid();
    const [id] = await refund(orderId, 2_500);
    const moved = await Promise.all(Array.from({ length: 20 }, () => news(id as RefundId, 'SUCCEEDED')));
    expect(moved.filter(Boolean)).toHaveLength(1);
    expect((await standing(db, orderId)).documents).toEqual(['INVOICE 10000', 'CREDIT_NOTE 2500']);
  });

  test('failed after success: the payer hears of it, and the next success credits nothing twice', async () => {
    const { orderId } = await paid();
    const [first] = await refund(orderId, 10_000);
    await news(first as RefundId, 'SUCCEEDED');
    expect((await standing(db, orderId)).state).toBe('REFUNDED');
    await news(first as RefundId, 'FAILED');
    await news(first as RefundId, 'SUCCEEDED');
    expect(await standing(db, orderId)).toMatchObject({ state: 'PAID', refunds: ['ORGANIZER 10000 FAILED'] });
    expect(await mailsOf(db, orderId)).toEqual(['ORDER_PAID', 'REFUND_REQUESTED', 'REFUNDED', 'REFUND_FAILED']);
    const [second] = await refund(orderId, 10_000);
    await news(second as RefundId, 'SUCCEEDED', 're_2');
    expect((await standing(db, orderId)).documents).toEqual(['INVOICE 10000', 'CREDIT_NOTE 10000']);
  });

  test('of money that never bought anything credits nothing', async () => {
    const { orderId } = await paid();
    await pay(db, orderId, 10_000);
    const { refundIds } = await standing(db, orderId);
    await news(refundIds[0] as RefundId, 'SUCCEEDED');
    expect(await standing(db, orderId)).toMatchObject({ documents: ['INVOICE 10000'], places: ['CONFIRMED'] });
  });
});

describe('a refund made outside', () => {
  const outside = async (orderId: OrderId, amountMinor: number, stripeRefundId: string) =>
    db.transaction(async (tx) => {
      const locked = await lockOrder(tx, orderId);
      const paymentId = locked?.payments.at(-1)?.id as PaymentId;
      return recordOutsideRefund(tx, { paymentId, stripeRefundId, amountMinor, state: 'SUCCEEDED', now: NOW });
    });

  test('is recorded once each, in parts, and ends no seat', async () => {
    const { orderId } = await paid();
    await Promise.all([outside(orderId, 3_000, 're_a'), outside(orderId, 3_000, 're_a')]);
    await outside(orderId, 2_000, 're_b');
    expect(await standing(db, orderId)).toMatchObject({
      ...{ state: 'PARTLY_REFUNDED', refunds: ['OUTSIDE 3000 SUCCEEDED', 'OUTSIDE 2000 SUCCEEDED'] },
      ...{ places: ['CONFIRMED'], documents: ['INVOICE 10000', 'CREDIT_NOTE 3000', 'CREDIT_NOTE 2000'] },
      money: { refundedMinor: 5_000, leftMinor: 5_000 },
    });
  });

  test('of the second of two payments credits nothing', async () => {
    const { orderId } = await paid();
    await pay(db, orderId, 10_000);
    await outside(orderId, 10_000, 're_c');
    expect((await standing(db, orderId)).documents).toEqual(['INVOICE 10000']);
  });
});

describe('credit notes', () => {
  test('that credit everything credit all the tax', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 1, maxLength: 4 }), async (cuts) => {
        const { orderId, order } = await paid({ tax: TAXED, seats: 3 });
        const at = [...new Set([0, ...cuts.toSorted((a, b) => a - b), order.totalMinor])];
        for (const [index, end] of at.entries()) {
          const from = at[index - 1];
          if (from === undefined) continue;
          const [id] = await refund(orderId, end - from);
          await news(id as RefundId, 'SUCCEEDED');
        }
        const { papers } = await standing(db, orderId);
        const notes = papers.filter(({ series }) => series === 'CREDIT_NOTE').map(({ facts }) => facts);
        const sum = (of: 'totalMinor' | 'taxMinor' | 'netMinor') => notes.reduce((all, facts) => all + facts[of], 0);
        expect([sum('totalMinor'), sum('taxMinor'), sum('netMinor')]).toEqual([
          ...[order.totalMinor, order.taxMinor, order.netMinor],
        ]);
        for (const facts of notes) {
          expect(facts.netMinor + facts.taxMinor).toBe(facts.totalMinor);
          expect(facts.taxMinor).toBeGreaterThanOrEqual(0);
          expect(facts.corrects?.number).toBe(papers[0]?.label);
        }
      }),
      { numRuns: 6 },
    );
  });
});

test('shares: no line gets more than was paid for it, and together never more than is left', () => {
  const amount = fc.integer({ min: 0, max: 50_000 });
  const cause = fc.constantFrom('POLICY', 'ORGANIZER', 'LATE_PAYMENT', 'DOUBLE_PAYMENT', 'OVERPAID', 'OUTSIDE');
  const state = fc.constantFrom<RefundState>('REQUESTED', 'TO_CONFIRM', 'SUCCEEDED', 'FAILED', 'CANCELED');
  const whose = fc.constantFrom(null, 'a', 'b');
  const refunds = fc.array(fc.record({ amountMinor: amount, cause, state, lineId: whose }), { maxLength: 4 });
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.array(amount, { maxLength: 3 }),
      refunds,
      fc.boolean(),
      (a, b, came, back, ended) => {
        const order = { totalMinor: a + b, cancelledAt: ended ? NOW : null };
        const money = { order, payments: came.map((amountMinor) => ({ amountMinor })), refunds: back as never };
        const lines = [
          { id: 'a', totalMinor: a },
          { id: 'b', totalMinor: b },
        ];
        const left = leftByLine(lines, money);
        expect(left.every((one, at) => one >= 0 && one <= (lines[at]?.totalMinor ?? 0))).toBe(true);
        const paidMinor = came.reduce((all, one) => all + one, 0);
        expect(left.reduce((all, one) => all + one, 0)).toBeLessThanOrEqual(Math.min(paidMinor, order.totalMinor));
        const credited = creditedMinor(money);
        expect(credited).toBeGreaterThanOrEqual(0);
        const open = back.some((one) => standsRefund(one.state) && one.state !== 'SUCCEEDED');
        if (!open) expect(credited).toBeLessThanOrEqual(order.totalMinor);
      },
    ),
  );
});

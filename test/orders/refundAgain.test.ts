import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { PaymentId, RefundId, UserId } from '../../drizzle/ids.ts';
import { payments } from '../../drizzle/schema.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { markRefund, recordOutsideRefund } from '../../schema/orders/operations/markRefund.ts';
import { refundRegistration } from '../../schema/orders/operations/refundRegistration.ts';
import { addOrder, type Ordered, POLICY, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: Awaited<ReturnType<typeof addOrganization>>;
let organizer: UserId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 4 }));
  organizationId = await addOrganization(db);
  organizer = await addMember(db, organizationId, 'ORGANIZER');
});
afterAll(() => close());

const PRICE = 10_000;
const till = () => ({ db, stripe: null, stripeSeller: null, publicUrl: 'https://attune.example.org' });
const cancel = ({ userId, places }: Ordered) =>
  cancelRegistration(till(), actOf(userId), { registrationId: places[0] ?? null, reason: null });
const refund = ({ places }: Ordered, amountMinor: number, leftMinor: number) =>
  refundRegistration(db, actOf(organizer), {
    ...{ registrationId: places[0] ?? null, amountMinor, leftMinor, reason: 'It had failed.' },
  });

/** A paid place for which so much came again, whose refund failed. */
const failed = async (amountMinor: number): Promise<Ordered> => {
  const made = await addOrder(db, await addIntensive(db, { organizationId, priceMinor: PRICE, policy: POLICY }));
  await pay(db, made.orderId, PRICE);
  await pay(db, made.orderId, amountMinor);
  const { refundIds } = await standing(db, made.orderId);
  const news = { state: 'FAILED', stripeRefundId: `re_${made.orderId}`, now: NOW } as const;
  await db.transaction((tx) => markRefund(tx, refundIds[0] as RefundId, news));
  return made;
};

test('money that bought nothing goes back again, and the place keeps what was paid for it', async () => {
  const made = await failed(PRICE);
  await refund(made, PRICE, 2 * PRICE);
  await cancel(made);
  expect(await standing(db, made.orderId)).toMatchObject({
    refunds: ['DOUBLE_PAYMENT 10000 FAILED', 'OVERPAID 10000 REQUESTED', 'POLICY 10000 REQUESTED'],
    money: { leftMinor: 0 },
  });
});

test('it can go back after the place was refunded, and no more than that', async () => {
  const made = await failed(500);
  await cancel(made);
  await refund(made, 500, 500);
  expect((await standing(db, made.orderId)).money.leftMinor).toBe(0);
  await expect(refund(made, 1, 0)).rejects.toMatchObject({ code: 'REFUND_TOO_HIGH', leftMinor: 0 });
});

test('it goes first, and then what was paid for the place', async () => {
  const made = await failed(500);
  await refund(made, 700, PRICE + 500);
  expect((await standing(db, made.orderId)).refunds.slice(1)).toEqual([
    'OVERPAID 500 REQUESTED',
    'ORGANIZER 200 REQUESTED',
  ]);
});

test('what the dashboard gave back of it is not taken off the place', async () => {
  const made = await failed(PRICE);
  const { orderId } = made;
  const [payment] = await db.select().from(payments).where(eq(payments.orderId, orderId));
  const paymentId = payment?.id as PaymentId;
  const outside = { paymentId, stripeRefundId: `re_by_hand_${orderId}`, amountMinor: PRICE, now: NOW };
  await db.transaction((tx) => recordOutsideRefund(tx, { ...outside, state: 'SUCCEEDED' }));
  await cancel(made);
  expect((await standing(db, orderId)).money.leftMinor).toBe(0);
});

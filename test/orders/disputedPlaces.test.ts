import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { OrderId, RefundId, RegistrationId } from '../../drizzle/ids.ts';
import { checkouts } from '../../drizzle/schema.ts';
import type { Gateway } from '../../schema/gateway.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { applyObject } from '../../schema/orders/operations/stripe/applyObject.ts';
import { carryOutRefund } from '../../schema/orders/operations/stripe/carryOutRefund.ts';
import { mailsOf, POLICY, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, person } from '../support/seatRows.ts';
import { type Counter, openCounter } from '../support/tills.ts';

let db: Database;
let close: () => Promise<void>;
let counter: Counter;
let asking: { db: Database; stripe: Gateway };
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 6 }));
  counter = await openCounter(db);
  counter.fake.topUp(100_000);
  asking = { db, stripe: counter.till.stripe as Gateway };
});
afterAll(async () => {
  await counter.close();
  await close();
});

const PRICE = 10_000;
const DAY = 86_400_000;

/** A paid place whose payment a bank disputes, which then is canceled so many days before the event. */
const canceled = async ({ days = 60, amount }: { days?: number; amount?: number } = {}) => {
  const startsAt = new Date(Date.now() + days * DAY);
  const intensiveId = await counter.event({ policy: POLICY, startsAt });
  const userId = await person(db);
  const made = await counter.register(userId, intensiveId);
  const orderId = made.orderId as OrderId;
  const [row] = await db.select().from(checkouts).where(eq(checkouts.orderId, orderId));
  const id = row?.sessionId ?? '';
  const { payment_intent: intent } = counter.fake.complete(id);
  await applyObject(asking, { kind: 'CHECKOUT', id, now: new Date() });
  const charge = counter.fake.state.intents.get(intent ?? '')?.latest_charge ?? '';
  const dispute = counter.fake.openDispute(charge, 'general', amount).id;
  const told = () => applyObject(asking, { kind: 'DISPUTE', id: dispute, now: new Date() });
  await told();
  const cancel = () =>
    cancelRegistration(counter.till, actOf(userId, new Date()), {
      registrationId: made.registrationIds[0] as RegistrationId,
      reason: null,
    });
  await cancel();
  await cancel();
  const decide = async (end: 'won' | 'lost') => {
    counter.fake.closeDispute(dispute, end);
    await told();
    await told();
  };
  const send = async () => {
    for (const refundId of (await standing(db, orderId)).refundIds)
      await carryOutRefund(asking, { refundId: refundId as RefundId, now: new Date() });
  };
  return { orderId, decide, send };
};

test.each([
  ['the whole price', 60, PRICE],
  ['half of it', 5, PRICE / 2],
])(
  'what the policy gives back of disputed money, %s, waits, and is sent when the dispute is won',
  async (_, days, back) => {
    const { orderId, decide, send } = await canceled({ days });
    expect(await standing(db, orderId)).toMatchObject({
      ...{ state: 'DISPUTED', places: ['CANCELLED'], refunds: [`POLICY ${back} WAITING_FOR_DISPUTE`] },
    });
    const before = counter.fake.state.refunds.size;
    await send();
    expect(counter.fake.state.refunds.size).toBe(before);
    await decide('won');
    expect((await standing(db, orderId)).refunds).toEqual([`POLICY ${back} REQUESTED`]);
    await send();
    const now = await standing(db, orderId);
    expect(now).toMatchObject({ refunds: [`POLICY ${back} SUCCEEDED`], money: { leftMinor: PRICE - back } });
    expect(now.documents).toContain(`CREDIT_NOTE ${back}`);
    expect(await mailsOf(db, orderId)).toEqual(['ORDER_PAID', 'REFUND_REQUESTED', 'REFUNDED']);
  },
);

test('it is written off when the dispute is lost: the bank has given the money back', async () => {
  const { orderId, decide, send } = await canceled();
  const before = counter.fake.state.refunds.size;
  await decide('lost');
  await send();
  expect(await standing(db, orderId)).toMatchObject({
    ...{ state: 'CHARGED_BACK', places: ['CANCELLED'], refunds: [`POLICY ${PRICE} CANCELED`], money: { leftMinor: 0 } },
  });
  expect(await mailsOf(db, orderId)).toEqual(['ORDER_PAID']);
  expect(counter.fake.state.refunds.size).toBe(before);
});

test('of a dispute over a part, only that part waits', async () => {
  const { orderId, decide, send } = await canceled({ amount: 4_000 });
  const parts = async () => (await standing(db, orderId)).refunds.toSorted();
  expect(await parts()).toEqual(['POLICY 4000 WAITING_FOR_DISPUTE', 'POLICY 6000 REQUESTED']);
  await decide('won');
  await send();
  expect(await parts()).toEqual(['POLICY 4000 SUCCEEDED', 'POLICY 6000 SUCCEEDED']);
  expect((await standing(db, orderId)).money).toMatchObject({ leftMinor: 0, refundedMinor: PRICE });
});

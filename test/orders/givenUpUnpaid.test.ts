import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { payments } from '../../drizzle/schema.ts';
import { cancelRegistration } from '../../schema/orders/operations/cancelRegistration.ts';
import { undoPayment } from '../../schema/orders/operations/undoPayment.ts';
import { addOrder, type Ordered, POLICY, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: OrganizationId;
let organizer: UserId;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 4 }));
  organizationId = await addOrganization(db);
  organizer = await addMember(db, organizationId, 'ORGANIZER');
});
afterAll(() => close());

const PRICE = 10_000;
const DAY = 86_400_000;
const event = (days: number) =>
  addIntensive(db, {
    ...{ organizationId, priceMinor: PRICE, policy: POLICY, startsAt: new Date(NOW.getTime() + days * DAY) },
  });
const cancel = ({ userId, places }: Ordered) =>
  cancelRegistration({ db, stripe: null, stripeSeller: null, publicUrl: '' }, actOf(userId), {
    ...{ registrationId: places[1] ?? null, reason: null },
  });
const keptOf = async ({ orderId }: Ordered) => (await standing(db, orderId)).money.leftMinor;
const inParts = [
  { amountMinor: 8_000, dueOn: '2027-01-10' },
  { amountMinor: 12_000, dueOn: '2027-02-10' },
];

test.each([
  ['everything', 30, 0],
  ['half', 10, 5_000],
  ['nothing', 1, PRICE],
])('of a balance for a place that was given up, the policy of then gives %s back', async (_, days, keeps) => {
  const made = await addOrder(db, await event(days), { seats: 2, settlement: 'INVOICE', installments: inParts });
  await pay(db, made.orderId, 8_000);
  await cancel(made);
  await pay(db, made.orderId, 12_000);
  expect(await keptOf(made)).toBe(PRICE + keeps);
  expect((await standing(db, made.orderId)).places).toEqual(['CONFIRMED', 'CANCELLED']);
});

test('a payment that was undone and comes again does not pay for a place that was given up meanwhile', async () => {
  const made = await addOrder(db, await event(30), { seats: 2, settlement: 'INVOICE' });
  await pay(db, made.orderId, 2 * PRICE, { method: 'BANK_TRANSFER' });
  const [payment] = await db.select().from(payments).where(eq(payments.orderId, made.orderId));
  await undoPayment(db, actOf(organizer), { paymentId: payment?.id ?? null, reason: 'Of somebody else.' });
  await cancel(made);
  await pay(db, made.orderId, 2 * PRICE);
  expect(await standing(db, made.orderId)).toMatchObject({
    ...{ refunds: ['POLICY 10000 REQUESTED'], places: ['CONFIRMED', 'CANCELLED'], money: { leftMinor: PRICE } },
  });
});

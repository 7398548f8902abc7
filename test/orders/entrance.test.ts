import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrderId, RefundId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { intensivePages } from '../../schema/intensives/queries/pages.ts';
import { linesWithMoney } from '../../schema/orders/operations/lockPlace.ts';
import { markRefund } from '../../schema/orders/operations/markRefund.ts';
import { requestRefund } from '../../schema/orders/operations/requestRefund.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { calendarOf } from '../../schema/registrations/queries/calendar.ts';
import { ownRegistrations } from '../../schema/registrations/queries/registrations.ts';
import { addOrder, pay } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { addIntensive, NOW } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
});
afterAll(() => close());

const paid = async (terms: Parameters<typeof addOrder>[2] = {}) => {
  const intensiveId = await addIntensive(db, { priceMinor: 10_000 });
  const made = await addOrder(db, intensiveId, terms);
  await pay(db, made.orderId, made.order.totalMinor);
  return { ...made, intensiveId };
};
/** The link as the registration, its calendar and the page of the event show it. */
const links = async (userId: UserId, intensiveId: IntensiveId, registrationId: RegistrationId | undefined) => {
  const [own] = await ownRegistrations(db, { userId, ids: registrationId === undefined ? [] : [registrationId] });
  const [page] = await intensivePages(db, [intensiveId], userId);
  const calendar = registrationId === undefined ? null : await calendarOf(db, registrationId);
  const link = own?.link !== null;
  expect(calendar?.link !== null).toBe(link);
  return { state: own?.state, link, page: page?.isConfirmed };
};
const refund = async (orderId: OrderId, amountMinor: number, line = 0) => {
  const ids = await db.transaction(async (tx) => {
    const locked = await lockOrder(tx, orderId);
    if (locked === null) throw new Error('no order');
    const lines = await linesWithMoney(tx, locked.order);
    return requestRefund(tx, locked, { amountMinor, cause: 'ORGANIZER', line: lines[line], now: NOW });
  });
  return ids[0] as RefundId;
};
const done = (id: RefundId, state: 'SUCCEEDED' | 'FAILED' = 'SUCCEEDED') =>
  db.transaction((tx) => markRefund(tx, id, { state, now: NOW }));

test('the link is there with the place, and gone when everything went back; the seat stays', async () => {
  const { userId, intensiveId, places, orderId } = await paid();
  expect(await links(userId, intensiveId, places[0])).toEqual({ state: 'CONFIRMED', link: true, page: true });
  const part = await refund(orderId, 4_000);
  await done(part);
  expect(await links(userId, intensiveId, places[0])).toMatchObject({ link: true, page: true });
  const rest = await refund(orderId, 6_000);
  // What was only asked for changes nothing yet.
  expect(await links(userId, intensiveId, places[0])).toMatchObject({ link: true });
  await done(rest);
  expect(await links(userId, intensiveId, places[0])).toEqual({ state: 'CONFIRMED', link: false, page: false });
  await done(rest, 'FAILED');
  expect(await links(userId, intensiveId, places[0])).toMatchObject({ link: true });
});

test('one place of a group that was refunded lets its person in no longer, and the others stay', async () => {
  const { intensiveId, places, orderId } = await paid({ seats: 2, claimed: 2 });
  const rows = await db.select().from(tables.registrations).where(eq(tables.registrations.intensiveId, intensiveId));
  const personOf = (id: RegistrationId | undefined) => rows.find((row) => row.id === id)?.userId as UserId;
  await done(await refund(orderId, 10_000, 1));
  expect(await links(personOf(places[0]), intensiveId, places[0])).toMatchObject({ link: true });
  expect(await links(personOf(places[1]), intensiveId, places[1])).toMatchObject({ link: false });
});

test('a dispute turns it off when it is lost', async () => {
  const { userId, intensiveId, places, orderId } = await paid();
  const [payment] = await db.select().from(tables.payments).where(eq(tables.payments.orderId, orderId));
  await db.insert(tables.disputes).values({
    ...{
      paymentId: payment?.id as never,
      account: 'acct_1',
      livemode: false,
      stripeDisputeId: 'du_1',
      currency: 'USD',
    },
    ...{ amountMinor: 10_000, reason: 'general', status: 'needs_response', openedAt: NOW, readAt: NOW },
  });
  expect(await links(userId, intensiveId, places[0])).toMatchObject({ link: true });
  await db.execute(sql`update disputes set status = 'lost' where stripe_dispute_id = 'du_1'`);
  expect(await links(userId, intensiveId, places[0])).toMatchObject({ state: 'CONFIRMED', link: false, page: false });
  const [seen] = await ownRegistrations(db, { userId, ids: places });
  expect(seen).toMatchObject({ withheld: 'CHARGED_BACK', venue: null });
});

test('the second of two payments that goes back turns nothing off', async () => {
  const { userId, intensiveId, places, orderId } = await paid();
  await pay(db, orderId, 10_000);
  const [row] = await db.select().from(tables.refunds).where(eq(tables.refunds.orderId, orderId));
  await done(row?.id as RefundId);
  expect(await links(userId, intensiveId, places[0])).toMatchObject({ link: true, page: true });
});

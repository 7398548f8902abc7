import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { cancelIntensive, cancelIntensiveJob } from '../../schema/orders/operations/cancelIntensive.ts';
import { moveRegistration } from '../../schema/orders/operations/moveRegistration.ts';
import { progressOf } from '../../schema/orders/queries/cancelling.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { seatsTaken } from '../../schema/registrations/queries/seats.ts';
import { addOrder, mailsOf, POLICY, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW, person } from '../support/seatRows.ts';
import { type Counter, openCounter } from '../support/tills.ts';

let db: Database;
let close: () => Promise<void>;
let organizationId: OrganizationId;
let owner: UserId;
let counter: Counter;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 10 }));
  counter = await openCounter(db);
  organizationId = counter.organizationId;
  owner = await addMember(db, organizationId, 'OWNER');
});
afterAll(async () => {
  await counter.close();
  await close();
});

const PRICE = 10_000;
const event = (terms: object = {}) =>
  addIntensive(db, { organizationId, priceMinor: PRICE, policy: POLICY, capacity: 60, ...terms });
const cancel = (intensiveId: IntensiveId, as = owner) =>
  cancelIntensive(db, actOf(as), { intensiveId, reason: 'The room burned down.' });
const work = (intensiveId: IntensiveId, stripe = counter.till.stripe) =>
  cancelIntensiveJob.run({ db, stripe, clock: () => NOW }, { intensiveId });
const refundsOf = (intensiveId: IntensiveId) =>
  db
    .select({ amountMinor: tables.refunds.amountMinor, cause: tables.refunds.cause })
    .from(tables.refunds)
    .innerJoin(tables.orders, eq(tables.orders.id, tables.refunds.orderId))
    .where(eq(tables.orders.intensiveId, intensiveId));

test('40 paid places are 40 refunds in full, whatever the policy says, and the progress is counted', async () => {
  const intensiveId = await event({ startsAt: new Date(NOW.getTime() + 86_400_000) });
  for (let at = 0; at < 40; at += 1) await pay(db, (await addOrder(db, intensiveId)).orderId, PRICE);
  const unpaid = await addOrder(db, intensiveId);
  await cancel(intensiveId);
  expect(await progressOf(db, intensiveId)).toMatchObject({ ended: 0, left: 41 });
  await work(intensiveId);
  await work(intensiveId);
  const refunds = await refundsOf(intensiveId);
  expect(refunds).toHaveLength(40);
  expect(refunds.every(({ amountMinor, cause }) => amountMinor === PRICE && cause === 'EVENT_CANCELLED')).toBe(true);
  expect(await progressOf(db, intensiveId)).toMatchObject({
    ended: 41,
    left: 0,
    refunds: 40,
    refundingMinor: 40 * PRICE,
  });
  expect(await seatsTaken(db, intensiveId)).toBe(0);
  expect(await standing(db, unpaid.orderId)).toMatchObject({ state: 'CANCELLED', places: ['CANCELLED'] });
  const mails = await db.select().from(tables.eventMails).where(eq(tables.eventMails.text, 'EVENT_CANCELLED'));
  expect(mails).toHaveLength(41);
});

test('nobody can register or pay for it any more, and a late payment goes back', async () => {
  const intensiveId = await event();
  const { orderId } = await addOrder(db, intensiveId);
  await cancel(intensiveId);
  await expect(counter.register(await person(db), intensiveId)).rejects.toMatchObject({ code: 'REGISTRATION_CLOSED' });
  // Between the verb and the job somebody still pays: their place ends with the others.
  await pay(db, orderId, PRICE);
  await work(intensiveId);
  await pay(db, orderId, PRICE);
  const { refunds, places } = await standing(db, orderId);
  expect(places).toEqual(['CANCELLED']);
  expect(refunds.map((text) => text.split(' ')[1])).toEqual([`${PRICE}`, `${PRICE}`]);
});

test('what can still be paid ends at Stripe first; while it is away the others go on and the job tries again', async () => {
  const intensiveId = await event();
  const { orderId } = await counter.register(await person(db), intensiveId);
  const done = await addOrder(db, intensiveId);
  await pay(db, done.orderId, PRICE);
  await cancel(intensiveId);
  await counter.fake.stop();
  await expect(work(intensiveId)).rejects.toThrow('1 places of a canceled event are left');
  expect((await standing(db, done.orderId)).places).toEqual(['CANCELLED']);
  expect((await standing(db, orderId as never)).places).toEqual(['HELD']);
  await counter.fake.start();
  await work(intensiveId);
  expect((await standing(db, orderId as never)).places).toEqual(['CANCELLED']);
  expect([...counter.fake.state.sessions.values()].at(-1)).toMatchObject({ status: 'expired' });
  expect(await mailsOf(db, orderId as never)).toEqual(['ORDER_CANCELLED']);
});

test('what was refunded before is not refunded again, and a place that moved here is', async () => {
  const [here, there] = [await event(), await event()];
  const part = await addOrder(db, here);
  await pay(db, part.orderId, PRICE);
  const [payment] = await db.select().from(tables.payments).where(eq(tables.payments.orderId, part.orderId));
  await db.insert(tables.refunds).values({
    ...{ orderId: part.orderId, paymentId: payment?.id as never, amountMinor: 4_000, currency: 'USD' },
    ...{ cause: 'OUTSIDE', state: 'SUCCEEDED', requestedAt: NOW, settledAt: NOW },
  });
  const moved = await addOrder(db, there);
  await pay(db, moved.orderId, PRICE);
  await moveRegistration(db, actOf(moved.userId), {
    registrationId: moved.places[0] ?? null,
    toIntensiveId: here,
    reason: null,
  });
  await cancel(here);
  await work(here);
  expect((await standing(db, part.orderId)).refunds).toContain('EVENT_CANCELLED 6000 REQUESTED');
  expect((await standing(db, moved.orderId)).refunds).toEqual([`EVENT_CANCELLED ${PRICE} REQUESTED`]);
});

test('what goes back is what was paid, whatever the price became since', async () => {
  const intensiveId = await event();
  const early = await addOrder(db, intensiveId);
  await pay(db, early.orderId, PRICE);
  const raised = { amountMinor: 3 * PRICE };
  await db.update(tables.intensivePrices).set(raised).where(eq(tables.intensivePrices.intensiveId, intensiveId));
  const late = await addOrder(db, intensiveId);
  await pay(db, late.orderId, 3 * PRICE);
  await cancel(intensiveId);
  await work(intensiveId);
  expect((await standing(db, early.orderId)).refunds).toEqual([`EVENT_CANCELLED ${PRICE} REQUESTED`]);
  expect((await standing(db, late.orderId)).refunds).toEqual([`EVENT_CANCELLED ${3 * PRICE} REQUESTED`]);
});

test('it is done once, for owners and organizers, and not of a draft or when it is over', async () => {
  const intensiveId = await event();
  await Promise.all([cancel(intensiveId), cancel(intensiveId)]);
  const queued = await db.execute(
    sql`select count(*)::int as count from pgboss.job where name = 'cancel-intensive' and data ->> 'intensiveId' = ${intensiveId}`,
  );
  expect([...queued][0]).toEqual({ count: 1 });
  const changes = await db
    .select()
    .from(tables.intensiveChanges)
    .where(and(eq(tables.intensiveChanges.intensiveId, intensiveId), eq(tables.intensiveChanges.kind, 'CANCELLED')));
  expect(changes).toHaveLength(1);
  const instructor = await addMember(db, organizationId, 'INSTRUCTOR');
  await expect(cancel(await event(), instructor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(cancel(await event(), await person(db))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(cancel(await event({ publishedAt: null }))).rejects.toMatchObject({ code: 'INTENSIVE_CLOSED' });
  const over = await event({ startsAt: new Date(NOW.getTime() - 86_400_000) });
  await expect(cancel(over)).rejects.toMatchObject({ code: 'INTENSIVE_CLOSED' });
  await addOrganization(db);
});

test('its waitlist closes', async () => {
  const intensiveId = await event({ capacity: 1 });
  await pay(db, (await addOrder(db, intensiveId)).orderId, PRICE);
  const waits = await person(db);
  await joinWaitlist(db, actOf(waits), { intensiveId });
  await cancel(intensiveId);
  await work(intensiveId);
  const [entry] = await db.select().from(tables.waitlistEntries).where(eq(tables.waitlistEntries.userId, waits));
  expect(entry).toMatchObject({ endedBy: 'CLOSED' });
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { erasureRequests, orders, registrations, users } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { mayErase } from '../../schema/privacy/rules.ts';
import { addOrder, POLICY, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { addIntensive, addOrganization, NOW, person } from '../support/seatRows.ts';
import { openCounter } from '../support/tills.ts';

let db: Database;
let ownerUrl: string;
let close: () => Promise<void>;
let organizationId: OrganizationId;
beforeAll(async () => {
  ({ db, close, ownerUrl } = await openTestPool());
  organizationId = await addOrganization(db);
});
afterAll(() => close());

const LAST_DAY = '2033-12-31';
const erase = async (userId: UserId, now = NOW) => {
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  return requestErasure(db, userAct(userId, now), { confirmation: user?.email ?? '' });
};

test('whoever paid waits with their erasure until the last day of the record, and is told why', async () => {
  const { orderId, userId } = await addOrder(db, await addIntensive(db, { organizationId, priceMinor: 5_000 }));
  await pay(db, orderId, 5_000);
  const told = await erase(userId);
  expect(told).toMatchObject({
    ...{ carriedOutAt: null, dueAt: new Date('2034-01-01T00:00:00Z'), heldBy: [] },
    heldOrders: [{ orderId, organization: 'Sample Institute', until: new Date('2034-01-01T00:00:00Z') }],
  });
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  expect(order).toMatchObject({ keptUntil: LAST_DAY, payerName: 'Robin Example' });
});

test('when the record is over everything of the payer is blank, and amounts, tax and numbers stay', async () => {
  const { orderId, userId } = await addOrder(db, await addIntensive(db, { organizationId, priceMinor: 5_000 }));
  await pay(db, orderId, 5_000);
  await erase(userId);
  const told = await erase(userId, new Date('2034-01-01T00:00:00Z'));
  expect(told.carriedOutAt).not.toBeNull();
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  expect(order).toMatchObject({ payerName: 'erased', payerEmail: 'erased', payerAddress: null, totalMinor: 5_000 });
  const [paper] = await db.execute(
    sql`select payer, facts ->> 'totalMinor' as total from invoices where order_id = ${orderId}`,
  );
  expect(paper).toEqual({ payer: null, total: '5000' });
});

test('an order that came to nothing holds nobody, and neither does a free one of an event without a course', async () => {
  const { userId } = await addOrder(db, await addIntensive(db, { organizationId, priceMinor: 5_000 }));
  expect((await erase(userId)).carriedOutAt).not.toBeNull();
  const counter = await openCounter(db);
  const intensiveId = await addIntensive(db, { organizationId: counter.organizationId, priceMinor: 5_000 });
  await db.execute(sql`insert into intensive_codes (id, intensive_id, code, percent, created_at)
    values (uuidv7(), ${intensiveId}, 'GIFT', 100, now())`);
  const free = await person(db);
  await counter.register(free, intensiveId, { code: 'GIFT' });
  expect((await erase(free)).carriedOutAt).not.toBeNull();
  await counter.close();
});

test('a place that somebody else paid for ends with its person’s erasure, and its payer gets back what the policy gives', async () => {
  const startsAt = new Date(NOW.getTime() + 30 * 86_400_000);
  const terms = { organizationId, priceMinor: 5_000, policy: POLICY, startsAt };
  const { orderId, places } = await addOrder(db, await addIntensive(db, terms), { seats: 2, claimed: 2 });
  await pay(db, orderId, 10_000);
  const [guest] = await db
    .select()
    .from(registrations)
    .where(eq(registrations.id, places[1] as RegistrationId));
  expect((await erase(guest?.userId as UserId)).carriedOutAt).not.toBeNull();
  const now = await standing(db, orderId);
  expect(now).toMatchObject({ places: ['CONFIRMED', 'CANCELLED'], refunds: ['POLICY 5000 REQUESTED'] });
});

test('the table itself refuses an erasure that is too early, to the owner of the tables too', async () => {
  const { orderId, userId } = await addOrder(db, await addIntensive(db, { organizationId, priceMinor: 5_000 }));
  await pay(db, orderId, 5_000);
  const row = { userId, requestedAt: NOW, dueAt: NOW, carriedOutAt: NOW };
  await expect(db.insert(erasureRequests).values(row)).rejects.toMatchObject({ cause: { code: '23001' } });
  const owner = postgres(ownerUrl, { max: 1 });
  const early = owner`insert into erasure_requests (id, user_id, requested_at, due_at, carried_out_at)
    values (uuidv7(), ${userId}, ${NOW}, ${NOW}, ${new Date('2033-12-31T23:59:59Z')})`;
  await expect(early).rejects.toMatchObject({ code: '23001' });
  await owner.end();
});

test('the later of credit and money counts', () => {
  const order = { orderId: 'x' as never, organization: 'Sample Institute', keptUntil: '2030-12-31' };
  const verdict = mayErase([], NOW, [order, { ...order, keptUntil: '2032-12-31' }]);
  expect(verdict).toMatchObject({ ok: false, dueAt: new Date('2033-01-01T00:00:00Z') });
  expect(mayErase([], new Date('2033-01-01T00:00:00Z'), [order])).toEqual({ ok: true });
});

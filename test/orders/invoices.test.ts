import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { OrganizationId } from '../../drizzle/ids.ts';
import { documentCounters, invoices } from '../../drizzle/schema.ts';
import { issueInvoice } from '../../schema/orders/operations/issueInvoice.ts';
import { lockOrder } from '../../schema/orders/queries.ts';
import { addOrder, pay, standing } from '../support/orderRows.ts';
import { openTestPool } from '../support/quizCourse.ts';
import { addIntensive, addOrganization, NOW } from '../support/seatRows.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool({ max: 20 }));
});
afterAll(() => close());

const numbersOf = async (organizationId: OrganizationId) => {
  const rows = await db.select().from(invoices).where(eq(invoices.organizationId, organizationId));
  return rows.map(({ number }) => number).toSorted((a, b) => a - b);
};
const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

test('fifty at once for two organizations are numbered without a gap in each', async () => {
  const organizations = [await addOrganization(db), await addOrganization(db)];
  const places = await Promise.all(
    organizations.map((organizationId) => addIntensive(db, { organizationId, priceMinor: 5_000, capacity: 60 })),
  );
  const counts = [50, 8];
  const orders = await Promise.all(places.flatMap((id, at) => upTo(counts[at] ?? 0).map(() => addOrder(db, id))));
  await Promise.all(orders.map(({ orderId }) => pay(db, orderId, 5_000)));
  for (const [at, id] of organizations.entries()) expect(await numbersOf(id)).toEqual(upTo(counts[at] ?? 0));
});

test('a number that was rolled back goes to the next', async () => {
  const organizationId = await addOrganization(db);
  const intensiveId = await addIntensive(db, { organizationId, priceMinor: 5_000, capacity: 60 });
  const orders = await Promise.all(upTo(30).map(() => addOrder(db, intensiveId)));
  const outcomes = await Promise.allSettled(
    orders.map(({ orderId }, at) =>
      db.transaction(async (tx) => {
        const locked = await lockOrder(tx, orderId);
        if (locked === null) throw new Error('no order');
        await issueInvoice(tx, locked.order, { paidMinor: 0, plan: [], now: NOW });
        if (at % 3 === 0) throw new Error('something failed after the number');
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10);
  expect(await numbersOf(organizationId)).toEqual(upTo(20));
  const [counter] = await db.select().from(documentCounters).where(eq(documentCounters.organizationId, organizationId));
  expect(counter).toMatchObject({ series: 'INVOICE', lastNumber: 20 });
});

test('an order has one invoice, whoever asks and however often', async () => {
  const { orderId, order } = await addOrder(db, await addIntensive(db, { priceMinor: 5_000 }));
  const ask = () =>
    db.transaction(async (tx) => {
      await lockOrder(tx, orderId);
      return issueInvoice(tx, order, { paidMinor: 0, plan: [], now: NOW });
    });
  const labels = await Promise.all(upTo(10).map(ask));
  expect(new Set(labels.map(({ label }) => label))).toEqual(new Set(['INV-000001']));
  await pay(db, orderId, 5_000);
  expect((await standing(db, orderId)).documents).toEqual(['INVOICE 5000']);
});

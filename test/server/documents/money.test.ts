import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { newId, type OrganizationId, type UserId } from '../../../drizzle/ids.ts';
import { organizations } from '../../../drizzle/schema.ts';
import { startTestApp } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { addOrder, type Ordered, pay, standing, TAXED } from '../../support/orderRows.ts';
import { addIntensive, addMember, addOrganization, person } from '../../support/seatRows.ts';

let database: TestDatabase;
let pool: Pool;
let app: Awaited<ReturnType<typeof startTestApp>>;
let organizationId: OrganizationId;
let ordered: Ordered;
let label: string;
let slug: string;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 6 });
  app = await startTestApp(pool);
  organizationId = await addOrganization(pool.db);
  ordered = await addOrder(pool.db, await addIntensive(pool.db, { organizationId, priceMinor: 11_900 }), {
    tax: TAXED,
  });
  await pay(pool.db, ordered.orderId, 11_900, { method: 'BANK_TRANSFER' });
  label = (await standing(pool.db, ordered.orderId)).papers[0]?.label ?? '';
  const [row] = await pool.db.select().from(organizations).where(eq(organizations.id, organizationId));
  slug = row?.slug ?? '';
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

const get = (path: string, userId: UserId | null) =>
  fetch(`${app.url}${path}`, { headers: userId === null ? {} : { 'x-test-user': userId } });
const paper = (userId: UserId | null, id: string = ordered.orderId, name = `${label}.pdf`) =>
  get(`/orders/${id}/${name}`, userId);

test('whoever placed the order gets the paper, the same each time, under its number alone', async () => {
  const answer = await paper(ordered.userId);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${label}.pdf"`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(Buffer.from(await (await paper(ordered.userId)).arrayBuffer()).equals(bytes)).toBe(true);
  // It names who comes to a therapy event, so members who read money see its sum and not the paper.
  expect((await paper(await addMember(pool.db, organizationId, 'ORGANIZER'))).status).toBe(403);
});

test('for everyone else it looks like a paper that does not exist', async () => {
  const stranger = await person(pool.db);
  const elsewhere = await addMember(pool.db, await addOrganization(pool.db), 'OWNER');
  // Each request has an id of its own.
  const said = async (answer: Response) => (await answer.text()).replace(/"requestId":"[^"]+"/, '');
  const unknown = await said(await paper(stranger, newId()));
  for (const who of [stranger, elsewhere]) {
    const answer = await paper(who);
    expect([answer.status, await said(answer)]).toEqual([404, unknown]);
  }
  expect((await paper(null)).status).toBe(404);
  expect((await paper(await addMember(pool.db, organizationId, 'INSTRUCTOR'))).status).toBe(403);
});

test.each([
  ['another label', () => `/orders/${ordered.orderId}/INV-999999.pdf`],
  ['no label', () => `/orders/${ordered.orderId}/..%2f..%2fetc.pdf`],
  ['no key', () => `/orders/abc/${label}.pdf`],
  ['another ending', () => `/orders/${ordered.orderId}/${label}.csv`],
  ['lower case', () => `/orders/${ordered.orderId}/${label.toLowerCase()}.pdf`],
])('%s is not found', async (_, path) => {
  expect((await get(path(), ordered.userId)).status).toBe(404);
});

test('the table of money is for members who read it, for a period of a year at most', async () => {
  const owner = await addMember(pool.db, organizationId, 'OWNER');
  const year = '?from=2026-01-01&to=2026-12-31';
  const answer = await get(`/organizations/${slug}/money.csv${year}`, owner);
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    ...[200, 'attachment; filename="money-2026-01-01-2026-12-31.csv"'],
  ]);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString('utf8')).toContain(',PAYMENT,BANK_TRANSFER,');
  for (const bad of [
    '',
    '?from=2026-01-01',
    '?from=2026-01-01&to=2025-01-01',
    '?from=2026-01-01&to=2027-01-02',
    '?from=x&to=y',
  ])
    expect((await get(`/organizations/${slug}/money.csv${bad}`, owner)).status).toBe(400);
  const refused = async (who: UserId | null) => (await get(`/organizations/${slug}/money.csv${year}`, who)).status;
  expect(await refused(null)).toBe(404);
  expect(await refused(await person(pool.db))).toBe(404);
  expect(await refused(await addMember(pool.db, organizationId, 'AUDITOR'))).toBe(403);
  expect((await get(`/organizations/nobody/money.csv${year}`, owner)).status).toBe(404);
});

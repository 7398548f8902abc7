import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Pool } from '../../drizzle/client.ts';
import { newId } from '../../drizzle/ids.ts';
import { startTestApp } from '../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrder, type Ordered, pay } from '../support/orderRows.ts';
import { globalId } from '../support/quizPages.ts';
import { addIntensive, addMember, addOrganization, NOW, person } from '../support/seatRows.ts';

let database: TestDatabase;
let pool: Pool;
let app: Awaited<ReturnType<typeof startTestApp>>;
let ordered: Ordered;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 3 });
  app = await startTestApp(pool, { now: () => NOW });
  ordered = await addOrder(pool.db, await addIntensive(pool.db, { priceMinor: 10_000 }));
  await pay(pool.db, ordered.orderId, 10_000);
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

const money = { amountMinor: 1, evidence: 'x', method: 'BANK_TRANSFER', paidMinor: 10_000, receivedAt: NOW };
const OF_ORDER: [string, object][] = [
  ['payOrder', {}],
  ['extendCheckout', {}],
  ['cancelOrder', {}],
  ['recordPayment', money],
];
const OF_PLACE: [string, object][] = [
  ['cancelRegistration', {}],
  ['refundRegistration', { amountMinor: 1, leftMinor: 10_000, reason: 'As agreed.' }],
  ['reinstateRegistration', { reason: 'As agreed.' }],
  ['makePlaceLink', {}],
  ['revokePlaceLink', {}],
  ['makeCalendarFeed', {}],
  ['revokeCalendarFeed', {}],
];
const asked = [
  ...OF_ORDER.map((one) => [...one, 'orderId', 'Order'] as const),
  ...OF_PLACE.map((one) => [...one, 'registrationId', 'Registration'] as const),
];

test.each(asked)('%s answers for what is another’s as for what does not exist', async (name, rest, field, type) => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ... on Error { code message } } }`;
  const key = type === 'Order' ? ordered.orderId : (ordered.places[0] as string);
  const owner = await addMember(pool.db, await addOrganization(pool.db), 'OWNER');
  for (const who of [await person(pool.db), owner]) {
    const say = async (id: string) =>
      (await app.graphql(query, { input: { [field]: globalId(type, id), ...rest } }, { 'x-test-user': who })).body;
    const answer = await say(key);
    expect(answer).toMatchObject({ data: { [name]: { __typename: 'NotFoundError', code: 'NOT_FOUND' } } });
    expect(await say(newId())).toEqual(answer);
  }
});

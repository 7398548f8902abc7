import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Pool } from '../../drizzle/client.ts';
import { schema } from '../../schema/graphql/index.ts';
import { openStripe } from '../../server/stripe/gateway.ts';
import { startTestApp } from '../support/app.ts';
import { BUDGETS } from '../support/budgets.ts';
import { type Budget, CALL_TIME } from '../support/calls.ts';
import { SELLER, stripe } from '../support/orderBudgets.ts';
import { appUrlOf } from '../support/owner.ts';
import { signInAt } from '../support/sessions.ts';
import { settingsFor } from '../support/stripe/desk.ts';
import { type Stripe, startStripe } from '../support/stripe/standIn.ts';
import { openWire } from '../support/wire.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let wire: Awaited<ReturnType<typeof openWire>>;
let pool: Pool;
let fake: Stripe;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  wire = await openWire(await appUrlOf(world.db));
  // One connection, so that its statements are prepared by the first of two calls.
  pool = connect(wire.url, { max: 1 });
  fake = await startStripe();
  fake.advance(CALL_TIME.getTime() - Date.now());
  const settings = { ...settingsFor(fake), seller: SELLER };
  const opened = openStripe(settings, 1_000);
  // Who it is asked of is asked once.
  await opened.gateway.account();
  stripe.open = { fake, gateway: opened.gateway };
  const now = () => CALL_TIME;
  app = await startTestApp(pool, {
    config: { stripe: settings },
    issuer: world.issuer,
    sessions: true,
    stripe: opened,
    now,
  });
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await wire.close();
  await world.close();
  await fake.stop();
});

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const run = async ({ mutation, call }: Budget) => {
  const { userId, input, signedInBy } = await call(world);
  const headers = await signInAt(world.db, userId, CALL_TIME, signedInBy);
  const query = `mutation ($input: ${capital(mutation)}Input!) { ${mutation}(input: $input) { __typename ... on Error { message } } }`;
  const { turns, result } = await wire.count(() => app.graphql(query, { input }, headers));
  expect(result.body).toEqual({ data: { [mutation]: { __typename: `${capital(mutation)}Payload` } } });
  return turns;
};

const label = ({ mutation, how = '' }: Budget) => `${mutation} ${how}`.trim();

test.each(BUDGETS.map((one) => [label(one), one.roundTrips, one] as const))(
  '%s waits for PostgreSQL %i times',
  async (_label, roundTrips, one) => {
    await run(one);
    expect(await run(one)).toBe(roundTrips);
  },
);

test('every mutation states its budget', () => {
  const fields = Object.keys(schema.getMutationType()?.getFields() ?? {}).sort();
  expect([...new Set(BUDGETS.map(({ mutation }) => mutation))].sort()).toEqual(fields);
});

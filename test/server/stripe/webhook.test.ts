import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { connect } from '../../../drizzle/client.ts';
import { stripeEvents, stripeIgnored } from '../../../drizzle/schema.ts';
import { carryOutRefunds } from '../../../schema/orders/operations/stripe/carryOutRefund.ts';
import { stripeEvent } from '../../../schema/orders/operations/stripe/receiveEvent.ts';
import { startJobs } from '../../../server/jobs/run.ts';
import { startTestApp, testServices } from '../../support/app.ts';
import { type Desk, openDesk, settingsFor } from '../../support/stripe/desk.ts';
import type { StripeEvent } from '../../support/stripe/state.ts';
import type { Delivery } from '../../support/stripe/webhooks.ts';

let desk: Desk;
let app: Awaited<ReturnType<typeof startTestApp>>;
let event: StripeEvent;

beforeAll(async () => {
  desk = await openDesk();
  const config = { stripe: settingsFor(desk.fake) };
  app = await startTestApp(desk.pool, { stripe: desk.opened, now: desk.clock, config });
});
afterAll(async () => {
  await app.stop();
  await desk.close();
});
beforeEach(async () => {
  const { orderId } = await desk.order(await desk.event());
  desk.fake.drop();
  desk.fake.complete(await desk.session(orderId));
  event = desk.fake.queue.findLast(({ type }) => type === 'checkout.session.completed') as StripeEvent;
});

/** Waits until something is so, looking often. */
const until = async (so: () => Promise<boolean>) => {
  while (!(await so())) await new Promise((done) => setTimeout(done, 50));
};
const post = (body: string, headers: Record<string, string>) =>
  app.ask('/webhooks/stripe', { method: 'POST', body, headers });
const send = (how: Delivery = {}, sent = event) => {
  const { body, headers } = desk.fake.message(sent, how);
  return post(body, headers);
};
const counts = async () => {
  const [found] = await desk.db.execute<{ events: number; jobs: number }>(
    sql`select (select count(*)::int from stripe_events) as events,
      (select count(*)::int from pgboss.job where name = 'stripe-event') as jobs`,
  );
  return found;
};
const ignored = async (because: string) => {
  const rows = await desk.db.select().from(stripeIgnored).where(sql`because = ${because}`);
  return rows.reduce((sum, { count }) => sum + count, 0);
};

test('an event that Stripe signed is kept with its job, once for fifty that come at the same time', async () => {
  const before = await counts();
  const answers = await Promise.all(Array.from({ length: 50 }, () => send()));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await counts()).toEqual({ events: (before?.events ?? 0) + 1, jobs: (before?.jobs ?? 0) + 1 });
  const [kept] = await desk.db.select().from(stripeEvents).where(sql`event_id = ${event.id}`);
  expect(kept).toMatchObject({ account: desk.fake.state.account.id, livemode: false, objectId: event.data.object.id });
});

describe('nothing is written, and the answer is 400, for', () => {
  test.each<[string, Delivery]>([
    ['no signature', { unsigned: true }],
    ['the secret of somebody else', { secret: 'whsec_another_secret' }],
    ['an altered body', { altered: true }],
    ['a signature of ten minutes ago', { ageSeconds: 600 }],
    ['a signature of ten minutes from now', { ageSeconds: -600 }],
    ['the old scheme alone', { scheme: 'v0' }],
    ['the same JSON written anew', { reserialized: true }],
  ])('%s', async (_what, how) => {
    const before = await counts();
    const answer = await send(how);
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: 'BAD_SIGNATURE' })]);
    expect(await counts()).toEqual(before);
  });

  test.each<[string, string]>([
    ['an odd header', 't=,v1'],
    ['a header without an equals sign', 'v1'],
    ['a header of 64 kB', `t=1,${'v1=a,'.repeat(1_000)}`],
  ])('%s', async (_what, signature) => {
    const { body, headers } = desk.fake.message(event);
    expect((await post(body, { ...headers, 'stripe-signature': signature })).status).toBe(400);
  });

  test.each([
    ['NUL', 'evt_\u0000'],
    ['a lone surrogate', 'evt_\ud800'],
    ['5,000 characters', `evt_${'x'.repeat(5_000)}`],
    ['nothing', ''],
  ])('a signed event whose id, type or object’s id has %s', async (_what, name) => {
    const before = await counts();
    const object = { ...event.data.object, id: name };
    for (const odd of [
      { ...event, id: name },
      { ...event, type: name },
      { ...event, data: { object } },
    ])
      expect((await send({}, odd as StripeEvent)).status).toBe(400);
    expect(await counts()).toEqual(before);
  });

  test('a signed body that is no event, and an empty one', async () => {
    const odd = { ...event, data: {} } as unknown as StripeEvent;
    expect((await send({}, odd)).status).toBe(400);
    const { headers } = desk.fake.message(event);
    expect((await post('', headers)).status).toBe(400);
  });
});

test('bytes are checked as they came: other letters, odd spacing, and nearly a megabyte', async () => {
  const large = { ...event, id: 'evt_large', note: `Zoë — 晚间 \u2028 ${'x'.repeat(900_000)}` };
  expect((await send({}, large)).status).toBe(200);
});

test('more than a megabyte is refused before it is read; a compressed body always', async () => {
  const { body, headers } = desk.fake.message({ ...event, note: 'x'.repeat(1_100_000) });
  expect((await post(body, headers).catch(() => ({ status: 413 }))).status).toBe(413);
  const { body: plain } = desk.fake.message(event);
  expect((await post(plain, { ...headers, 'content-encoding': 'gzip' })).status).toBe(415);
});

test('an event of the other mode, of another account or of an unknown type is answered, ignored and counted', async () => {
  const before = await counts();
  const [mode, account, type] = [
    await ignored('OTHER_MODE'),
    await ignored('OTHER_ACCOUNT'),
    await ignored('UNKNOWN_TYPE'),
  ];
  expect((await send({ livemode: true })).status).toBe(200);
  expect((await send({ account: 'acct_of_somebody_else' })).status).toBe(200);
  expect((await send({}, { ...event, type: 'customer.created' })).status).toBe(200);
  expect((await send({}, { ...event, type: 'constructor' })).status).toBe(200);
  expect(await counts()).toEqual(before);
  expect(await ignored('OTHER_MODE')).toBe(mode + 1);
  expect(await ignored('OTHER_ACCOUNT')).toBe(account + 1);
  expect(await ignored('UNKNOWN_TYPE')).toBe(type + 2);
  expect(app.logLines.join('\n')).toContain('OTHER_ACCOUNT');
});

test('no origin is asked for, and no page may read the answer', async () => {
  const { body, headers } = desk.fake.message(event);
  const answer = await post(body, { ...headers, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect((await app.ask('/webhooks/stripe')).status).toBe(404);
});

test('events that Stripe sends by itself reach the seat through the queue, and a late payment goes back', async () => {
  const services = { ...(await testServices(desk.pool, { stripe: desk.opened, now: desk.clock })) };
  const jobs = await startJobs(desk.appUrl, services, [stripeEvent, carryOutRefunds]);
  const place = await desk.event({ capacity: 1 });
  const [first, second] = [await desk.order(place), await desk.order(place)];
  const sessions = [await desk.session(first.orderId), await desk.session(second.orderId)];
  desk.fake.deliverTo(`${app.url}/webhooks/stripe`);
  await desk.db.execute(
    sql`update holds set expires_at = clock_timestamp(), frees_at = clock_timestamp() where id = ${second.holdId}`,
  );
  for (const id of sessions) desk.fake.complete(id);
  const ends = async () => [await desk.standing(first.orderId), await desk.standing(second.orderId)];
  await until(async () =>
    (await ends()).every(({ places, refunds }) => places[0] === 'CONFIRMED' || refunds[0]?.state === 'SUCCEEDED'),
  );
  const [one, other] = await ends();
  expect(one).toMatchObject({ places: ['CONFIRMED'], refunds: [] });
  expect(other?.refunds).toEqual([{ state: 'SUCCEEDED', cause: 'LATE_PAYMENT', amountMinor: 45_000 }]);
  desk.fake.deliverTo(null);
  await jobs.stop();
});

test('while the database is away the answer is 503, so that Stripe sends it again', async () => {
  const nowhere = connect('postgres://attune_app:x@127.0.0.1:1/attune', { max: 1 });
  const cut = await startTestApp(nowhere, {
    stripe: desk.opened,
    now: desk.clock,
    config: { stripe: settingsFor(desk.fake) },
  });
  const { body, headers } = desk.fake.message(event);
  const answer = await cut.ask('/webhooks/stripe', { method: 'POST', body, headers });
  expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true]);
  await cut.stop();
  await nowhere.close();
});

test('without keys there is no such route', async () => {
  const without = await startTestApp(desk.pool);
  expect((await without.ask('/webhooks/stripe', { method: 'POST', body: '{}' })).status).toBe(404);
  // The address is then one of the app's, which has no registration of this name.
  const back = await without.ask('/registrations/return?session_id=cs_test_x', { redirect: 'manual' });
  expect(back.headers.get('location')).toBeNull();
  await without.stop();
});

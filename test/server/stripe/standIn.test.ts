import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { type Stripe as StandIn, startStripe } from '../../support/stripe/standIn.ts';
import type { messageOf } from '../../support/stripe/webhooks.ts';

type Create = Stripe.Checkout.SessionCreateParams;

let fake: StandIn;
let sdk: Stripe;
let key = 0;

const clientOf = (apiKey: string, more: object = {}) => {
  const { hostname, port } = new URL(fake.url);
  const settings = { maxNetworkRetries: 0, telemetry: false, timeout: 2_000, ...more };
  return new Stripe(apiKey, { host: hostname, port, protocol: 'http', ...settings });
};
beforeAll(async () => {
  fake = await startStripe();
  sdk = clientOf(fake.secretKey);
});
beforeEach(() => fake.clearFaults());
afterAll(() => fake.stop());

const nextKey = () => ({ idempotencyKey: `test:${++key}` });
const soon = (minutes: number) => Math.floor(fake.state.now() / 1000) + minutes * 60;
const line = (amount: number, currency = 'usd') => ({
  price_data: { currency, unit_amount: amount, product_data: { name: 'Evening' } },
  quantity: 1,
});
const basic = (changes: Partial<Create> = {}): Create => ({
  mode: 'payment',
  line_items: [line(10_000)],
  success_url: 'https://attune.example.org/registrations/return',
  ...changes,
});
const create = (changes: Partial<Create> = {}, options = nextKey()) =>
  sdk.checkout.sessions.create(basic(changes), options);
/** What an SDK's error says. */
const refusalOf = async (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    ({ type, statusCode, code, param, rawType }: Stripe.errors.StripeError) => ({
      type,
      statusCode,
      code,
      param,
      rawType,
    }),
  );
const paid = async (amount = 10_000) => {
  const { id } = await create({ line_items: [line(amount)] });
  fake.complete(id);
  const session = await sdk.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
  const intent = session.payment_intent as Stripe.PaymentIntent;
  return { session, intent, charge: intent.latest_charge as Stripe.Charge };
};

describe('Checkout Sessions', () => {
  test('one is open, without a payment until its buyer pays, and expires only while open', async () => {
    const { id, payment_intent: intent, status, url } = await create({ client_reference_id: 'one' });
    expect({ intent, status, url }).toEqual({ intent: null, status: 'open', url: expect.stringContaining(id) });
    fake.complete(id);
    const done = await sdk.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
    expect(done).toMatchObject({ status: 'complete', payment_status: 'paid', url: null, amount_total: 10_000 });
    expect(done.payment_intent).toMatchObject({ status: 'succeeded', latest_charge: { amount: 10_000 } });
    expect(await refusalOf(sdk.checkout.sessions.expire(id, {}, nextKey()))).toMatchObject({ statusCode: 400 });
    expect(() => fake.complete(id)).toThrow('nobody can pay');
    const other = await create();
    expect(await sdk.checkout.sessions.expire(other.id, {}, nextKey())).toMatchObject({ status: 'expired', url: null });
    expect(() => fake.complete(other.id)).toThrow('nobody can pay');
  });

  test('its clock ends a session', async () => {
    const { id } = await create({ expires_at: soon(31) });
    fake.advance(31 * 60_000);
    expect(await sdk.checkout.sessions.retrieve(id)).toMatchObject({ status: 'expired', payment_status: 'unpaid' });
    expect(fake.queue.map(({ type }) => type)).toContain('checkout.session.expired');
  });

  test('a delayed method leaves it unpaid until the money arrives or fails', async () => {
    const one = await create({ allowed_payment_method_types: ['card', 'sepa_debit'] });
    fake.complete(one.id, 'sepa_debit');
    const waiting = await sdk.checkout.sessions.retrieve(one.id, { expand: ['payment_intent'] });
    expect(waiting).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'processing' },
    });
    fake.settle(one.id, 'succeeded');
    expect(await sdk.checkout.sessions.retrieve(one.id)).toMatchObject({ payment_status: 'paid' });
    const other = await create({ allowed_payment_method_types: ['sepa_debit'] });
    fake.complete(other.id, 'sepa_debit');
    fake.settle(other.id, 'failed');
    const failed = await sdk.checkout.sessions.retrieve(other.id, { expand: ['payment_intent'] });
    expect(failed).toMatchObject({ payment_status: 'unpaid', payment_intent: { status: 'requires_payment_method' } });
    const { id } = await create({ allowed_payment_method_types: ['card'] });
    expect(() => fake.complete(id, 'sepa_debit')).toThrow('does not offer');
  });

  test('they are listed, the newest first, page by page', async () => {
    const made = [await create(), await create(), await create()].map(({ id }) => id).reverse();
    const first = await sdk.checkout.sessions.list({ limit: 2, created: { gte: soon(-5) } });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([made.slice(0, 2), true]);
    const next = await sdk.checkout.sessions.list({ limit: 1, starting_after: made[1] });
    expect(next.data[0]?.id).toBe(made[2]);
    expect(await refusalOf(sdk.checkout.sessions.list({ limit: 101 }))).toMatchObject({ param: 'limit' });
  });

  test.each<[string, object, object]>([
    [
      'a removed parameter',
      { payment_method_types: ['card'] },
      { code: 'parameter_unknown', param: 'payment_method_types' },
    ],
    [
      'an unknown one inside',
      { payment_intent_data: { receipt: 'x' } },
      { code: 'parameter_unknown', param: 'payment_intent_data[receipt]' },
    ],
    ['an end too soon', { expires_at: 29 }, { param: 'expires_at' }],
    ['an end too late', { expires_at: 24 * 60 + 1 }, { param: 'expires_at' }],
    ['two discounts', { discounts: [{ coupon: 'a' }, { coupon: 'b' }] }, { param: 'discounts' }],
    ['a coupon that does not exist', { discounts: [{ coupon: 'none' }] }, { code: 'resource_missing' }],
    ['less than the smallest charge', { line_items: [line(49)] }, { code: 'amount_too_small' }],
    [
      'less than the smallest charge of another currency',
      { line_items: [line(200, 'dkk')] },
      { code: 'amount_too_small' },
    ],
    ['more than the largest', { line_items: [line(99_999_999), line(1)] }, { code: 'amount_too_large' }],
    ['a negative amount', { line_items: [line(-5)] }, { param: 'line_items[0][price_data][unit_amount]' }],
    ['two currencies', { line_items: [line(100), line(100, 'eur')] }, { param: 'line_items' }],
    ['a quantity of 0', { line_items: [{ ...line(100), quantity: 0 }] }, { param: 'line_items[0][quantity]' }],
    [
      '51 keys',
      { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v'])) },
      { param: 'metadata' },
    ],
    ['a long key', { metadata: { ['k'.repeat(41)]: 'v' } }, {}],
    ['a long value', { metadata: { k: 'v'.repeat(501) } }, { param: 'metadata[k]' }],
    ['an unknown method', { allowed_payment_method_types: ['cheque'] }, { param: 'allowed_payment_method_types[0]' }],
    ['a statement with a star', { payment_intent_data: { statement_descriptor_suffix: 'A*B' } }, {}],
    ['a statement without a letter', { payment_intent_data: { statement_descriptor_suffix: '12' } }, {}],
    ['no mode', { mode: undefined }, { code: 'parameter_missing', param: 'mode' }],
    ['an address that is none', { customer_email: 'robin' }, { param: 'customer_email' }],
    ['an unknown submit type', { submit_type: 'buy' }, { param: 'submit_type' }],
  ])('%s is refused', async (_what, changes, refusal) => {
    const read = 'expires_at' in changes ? { expires_at: soon(Number(changes.expires_at)) } : changes;
    const before = fake.state.sessions.size;
    const refused = await refusalOf(create(read as Partial<Create>));
    expect(refused).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400, ...refusal });
    expect(fake.state.sessions.size).toBe(before);
  });

  test('a coupon lowers the total once', async () => {
    const coupon = { id: 'c1', amount_off: 2_500, currency: 'usd', duration: 'once', max_redemptions: 1 } as const;
    await sdk.coupons.create(coupon, nextKey());
    expect(await refusalOf(sdk.coupons.create(coupon, nextKey()))).toMatchObject({ code: 'resource_already_exists' });
    const session = await create({ discounts: [{ coupon: 'c1' }] });
    expect(session).toMatchObject({ amount_subtotal: 10_000, amount_total: 7_500 });
    fake.complete(session.id);
    expect(await refusalOf(create({ discounts: [{ coupon: 'c1' }] }))).toMatchObject({ code: 'coupon_expired' });
  });

  test('what Stripe would take and we must not send is noted', async () => {
    fake.state.strange.length = 0;
    await create({ line_items: [line(0)], payment_intent_data: { receipt_email: 'a@example.org' } });
    await sdk.checkout.sessions.create(basic());
    expect(fake.state.strange).toEqual(
      expect.arrayContaining(['a total of 0', 'a receipt that Stripe sends', 'a request without a key of our own']),
    );
  });
});

describe('who asks', () => {
  test('another key, another version and another address are refused', async () => {
    expect(await refusalOf(clientOf('sk_test_other').balanceTransactions.list())).toMatchObject({ statusCode: 401 });
    const old = clientOf(fake.secretKey, { apiVersion: '2020-08-27' });
    expect(await refusalOf(old.balanceTransactions.list())).toMatchObject({ statusCode: 400 });
    expect(await refusalOf(sdk.customers.list())).toMatchObject({ statusCode: 404 });
    expect(await sdk.accounts.retrieveCurrent()).toMatchObject({ id: fake.state.account.id });
  });
});

describe('idempotency', () => {
  test('the same request gives the first answer; another one under its key is refused', async () => {
    const options = nextKey();
    const first = await create({}, options);
    const again = await create({}, options);
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await refusalOf(create({ locale: 'de' }, options))).toMatchObject({
      rawType: 'idempotency_error',
      statusCode: 400,
    });
    const elsewhere = sdk.refunds.create({ payment_intent: 'pi_x' }, options);
    expect(await refusalOf(elsewhere)).toMatchObject({ rawType: 'idempotency_error' });
    expect(await refusalOf(create({}, { idempotencyKey: 'k'.repeat(256) }))).toMatchObject({
      rawType: 'idempotency_error',
    });
  });

  test('a refused parameter keeps nothing, a failure of the server is kept, and a day later the key is free', async () => {
    const refused = nextKey();
    const lowered = { discounts: [{ coupon: 'later' }] };
    expect(await refusalOf(create(lowered, refused))).toMatchObject({ code: 'resource_missing' });
    await sdk.coupons.create({ id: 'later', amount_off: 1, currency: 'usd', duration: 'once' }, nextKey());
    expect(await create(lowered, refused)).toMatchObject({ amount_total: 9_999 });
    const options = nextKey();
    fake.failNext({ when: 'after', how: 500 });
    const before = fake.state.sessions.size;
    expect(await refusalOf(create({}, options))).toMatchObject({ statusCode: 500 });
    expect(await refusalOf(create({}, options))).toMatchObject({ statusCode: 500 });
    expect(fake.state.sessions.size).toBe(before + 1);
    fake.advance(24 * 3_600_000);
    expect(await create({}, options)).toMatchObject({ status: 'open' });
  });

  test('a failure before the execution makes nothing; a broken connection is repeated once by the SDK under our key', async () => {
    const before = fake.state.sessions.size;
    const options = nextKey();
    fake.failNext({ when: 'before', how: 503 });
    expect(await refusalOf(create({}, options))).toMatchObject({ statusCode: 503 });
    expect(fake.state.sessions.size).toBe(before);
    fake.failNext({ when: 'after', how: 'reset' });
    await create({}, options);
    expect(fake.state.sessions.size).toBe(before + 1);
    expect(fake.seen.filter((seen) => seen.key === options.idempotencyKey).map(({ status }) => status)).toEqual([
      503,
      'broken',
      200,
    ]);
  });

  test('two at once: one is told that the key is in use', async () => {
    fake.slow(50);
    const options = nextKey();
    const both = await Promise.all([refusalOf(create({}, options)), refusalOf(create({}, options))]);
    fake.slow(0);
    expect(both).toEqual(
      expect.arrayContaining([null, expect.objectContaining({ statusCode: 409, code: 'idempotency_key_in_use' })]),
    );
  });

  test('an answer that never comes ends by the limit of the client', async () => {
    fake.failNext({ when: 'before', how: 'hang' });
    const impatient = clientOf(fake.secretKey, { timeout: 50 });
    expect(await refusalOf(impatient.balanceTransactions.list())).toMatchObject({ type: 'StripeConnectionError' });
  });

  test('stopped, nobody answers; started again, it knows what it knew', async () => {
    const { id } = await create();
    await fake.stop();
    expect(await refusalOf(sdk.checkout.sessions.retrieve(id))).toMatchObject({ type: 'StripeConnectionError' });
    await fake.start();
    expect(await sdk.checkout.sessions.retrieve(id)).toMatchObject({ id });
  });
});

describe('money', () => {
  test('refunds go back in parts and never beyond what is left', async () => {
    const { intent, charge } = await paid();
    const refund = (amount?: number) => sdk.refunds.create({ payment_intent: intent.id, amount }, nextKey());
    expect(await refund(3_000)).toMatchObject({ status: 'succeeded', amount: 3_000, charge: charge.id });
    expect(await refusalOf(refund(7_001))).toMatchObject({ statusCode: 400, param: 'amount' });
    await refund();
    expect(await refusalOf(refund(1))).toMatchObject({ code: 'charge_already_refunded' });
    const { data } = await sdk.refunds.list({ payment_intent: intent.id });
    expect(data.map(({ amount }) => amount)).toEqual([7_000, 3_000]);
  });

  test('a refund may be pending, succeed and fail afterwards', async () => {
    const { intent } = await paid();
    fake.state.refundsBegin = 'pending';
    const { id } = await sdk.refunds.create({ payment_intent: intent.id }, nextKey());
    fake.state.refundsBegin = 'succeeded';
    expect(await sdk.refunds.retrieve(id)).toMatchObject({ status: 'pending', pending_reason: 'processing' });
    fake.settleRefund(id, 'succeeded');
    expect(await sdk.refunds.retrieve(id)).toMatchObject({ status: 'succeeded' });
    fake.settleRefund(id, 'failed', 'expired_or_canceled_card');
    expect(await sdk.refunds.retrieve(id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    expect(await sdk.refunds.create({ payment_intent: intent.id }, nextKey())).toMatchObject({ status: 'succeeded' });
  });

  test('without money in the balance it waits, and goes on when money comes', async () => {
    const { intent } = await paid();
    fake.payOut();
    const { id } = await sdk.refunds.create({ payment_intent: intent.id }, nextKey());
    expect(await sdk.refunds.retrieve(id)).toMatchObject({ status: 'pending', pending_reason: 'insufficient_funds' });
    fake.topUp(20_000);
    expect(await sdk.refunds.retrieve(id)).toMatchObject({ status: 'succeeded' });
  });

  test('a dispute takes the money and a fee; evidence is sent once; won money comes back', async () => {
    const { charge, intent } = await paid();
    const before = fake.totals();
    const { id } = fake.openDispute(charge.id, 'product_not_received');
    expect(fake.totals().balance).toBe(before.balance - 10_000 - 1_500);
    expect(await refusalOf(sdk.refunds.create({ payment_intent: intent.id }, nextKey()))).toMatchObject({
      code: 'charge_disputed',
    });
    const evidence = { product_description: 'A place' };
    expect(await sdk.disputes.update(id, { evidence }, nextKey())).toMatchObject({ status: 'under_review', evidence });
    expect(await refusalOf(sdk.disputes.update(id, { evidence }, nextKey()))).toMatchObject({ statusCode: 400 });
    const odd = { evidence: { product: 'x' } } as Stripe.DisputeUpdateParams;
    expect(await refusalOf(sdk.disputes.update(id, odd, nextKey()))).toMatchObject({ param: 'evidence[product]' });
    fake.closeDispute(id, 'won');
    expect(fake.totals().balance).toBe(before.balance - 1_500);
  });

  test('the rows of the balance add up to it, an odd row included', async () => {
    const { data } = await sdk.balanceTransactions.list({ limit: 100 });
    fake.oddRow(-700);
    expect(data.every(({ amount, fee, net }) => net === amount - fee)).toBe(true);
    const { charged, refunded, disputed, fees, other, balance } = fake.totals();
    expect(balance).toBe(charged - refunded - disputed - fees + other);
    const typed = await sdk.balanceTransactions.list({ type: 'refund_failure', expand: ['data.source'] });
    expect(typed.data).toMatchObject([{ amount: 10_000, source: { object: 'refund', status: 'failed' } }]);
  });
});

describe('events', () => {
  const at = () => fake.state.now();
  const read = ({ body, headers }: ReturnType<typeof messageOf>, tolerance = 300) =>
    Stripe.webhooks.constructEvent(
      body,
      headers['stripe-signature'] ?? '',
      fake.webhookSecret,
      tolerance,
      undefined,
      at(),
    );

  test('they are signed over their bytes, as the SDK checks', async () => {
    await paid();
    const event = fake.queue.findLast(({ type }) => type === 'checkout.session.completed');
    if (event === undefined) throw new Error('no event was queued');
    expect(read(fake.message(event))).toMatchObject({
      id: event.id,
      type: 'checkout.session.completed',
      livemode: false,
    });
    for (const how of [
      { secret: 'whsec_other' },
      { ageSeconds: 301 },
      { scheme: 'v0' },
      { reserialized: true },
      { altered: true },
      { unsigned: true },
    ] as const)
      expect(() => read(fake.message(event, how))).toThrow();
    expect(read(fake.message(event, { account: 'acct_1', livemode: true }))).toMatchObject({
      account: 'acct_1',
      livemode: true,
    });
  });
});

import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { basic, line, openSdk, refusalOf } from '../../support/stripe/sdkClient.ts';

const { fake, sdk, nextKey, clientOf, create } = await openSdk();
beforeEach(() => fake.clearFaults());
afterAll(() => fake.stop());

const soon = (minutes: number) => Math.floor(fake.state.now() / 1000) + minutes * 60;

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
    const refused = await refusalOf(create(read as Partial<Stripe.Checkout.SessionCreateParams>));
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
    fake.slow(1_000);
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

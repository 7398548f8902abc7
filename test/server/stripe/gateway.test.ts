import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CheckoutRequest } from '../../../schema/gateway.ts';
import { GatewayDown, GatewayRefused } from '../../../schema/gateway.ts';
import { type OpenStripe, openStripe } from '../../../server/stripe/gateway.ts';
import { settingsFor } from '../../support/stripe/desk.ts';
import { type Stripe, startStripe } from '../../support/stripe/standIn.ts';

let fake: Stripe;
let opened: OpenStripe;
beforeAll(async () => {
  fake = await startStripe();
  opened = openStripe(settingsFor(fake), 200);
});
beforeEach(() => fake.clearFaults());
afterAll(() => fake.stop());

const request = (changes: Partial<CheckoutRequest> = {}): CheckoutRequest => ({
  ...{ checkoutId: 'checkout-1', orderId: 'order-1', currency: 'USD', discountMinor: 0, delayedMethods: false },
  ...{ lines: [{ name: 'Evening Program', unitMinor: 5_000, quantity: 2 }], payerEmail: null, statementSuffix: null },
  ...{ expiresAt: new Date(Date.now() + 40 * 60_000), returnUrl: 'https://attune.example.org/registrations/return' },
  ...changes,
});
const open = () => opened.gateway.listBalance(new Date(0), new Date());

describe('what goes wrong', () => {
  test.each([500, 502, 503, 429, 401, 403, 409])('%i: Stripe is away', async (how) => {
    fake.failNext({ when: 'before', how });
    await expect(open()).rejects.toThrow(GatewayDown);
  });

  test('a connection that breaks twice, one that is refused, and an answer that does not come in time', async () => {
    fake.failNext({ when: 'before', how: 'reset', times: 2 });
    await expect(open()).rejects.toThrow(GatewayDown);
    fake.failNext({ when: 'before', how: 'hang' });
    await expect(open()).rejects.toThrow(GatewayDown);
    await fake.stop();
    await expect(open()).rejects.toThrow(GatewayDown);
    await fake.start();
  });

  test('a request that Stripe refuses has its code; the error holds neither key nor body', async () => {
    const asked = opened.gateway.createCheckout(
      'small',
      request({ lines: [{ name: 'x', unitMinor: 1, quantity: 1 }] }),
    );
    const error = await asked.catch((refused: unknown) => refused);
    expect(error).toBeInstanceOf(GatewayRefused);
    expect(error).toMatchObject({ code: 'amount_too_small' });
    expect(JSON.stringify(error) + String(error) + Object.keys(error as object).join()).not.toMatch(
      /sk_test|headers|raw/,
    );
  });

  test('the account is asked once, and again after a failure', async () => {
    const fresh = openStripe(settingsFor(fake), 200).gateway;
    fake.failNext({ when: 'before', how: 500, path: '/v1/account' });
    await expect(fresh.account()).rejects.toThrow(GatewayDown);
    const before = fake.seen.length;
    expect(await Promise.all([fresh.account(), fresh.account()])).toMatchObject([{ id: fake.state.account.id }, {}]);
    expect(fake.seen).toHaveLength(before + 1);
  });
});

test('every change has a key of our own, and the keys of different changes never meet', async () => {
  fake.state.strange.length = 0;
  fake.seen.length = 0;
  const { gateway } = opened;
  const session = await gateway.createCheckout('checkout:order-1:1', request({ discountMinor: 100 }));
  fake.complete(session.id);
  const paid = await gateway.readCheckout(session.id);
  const { id: refund } = await gateway.createRefund('refund-1', { intentId: paid.intent?.id ?? '', amountMinor: 100 });
  expect(refund).toMatch(/^re_/);
  const other = await gateway.createCheckout('checkout:order-1:2', request({ checkoutId: 'checkout-2' }));
  await gateway.expireCheckout(other.id);
  const { id } = fake.openDispute(paid.intent?.chargeId ?? '');
  await gateway.submitEvidence(id, { product_description: 'A place' });
  const keys = fake.seen.filter(({ method }) => method === 'POST').map(({ key }) => key);
  expect(keys).toEqual([
    'coupon:order-1',
    'checkout:order-1:1',
    'refund:refund-1',
    'checkout:order-1:2',
    `expire:${other.id}`,
    `evidence:${id}`,
  ]);
  expect(fake.state.strange).toEqual([]);
});

test('what is read has dates, upper-case currencies and our own words', async () => {
  const { gateway } = opened;
  const made = await gateway.createCheckout('read', request({ checkoutId: 'checkout-3', currency: 'EUR' }));
  expect(made).toMatchObject({
    status: 'open',
    paid: false,
    amountMinor: 10_000,
    currency: 'EUR',
    reference: 'checkout-3',
    intent: null,
  });
  fake.complete(made.id);
  const { intent } = await gateway.readCheckout(made.id);
  expect(intent).toMatchObject({
    state: 'SUCCEEDED',
    receivedMinor: 10_000,
    currency: 'EUR',
    chargedAt: expect.any(Date),
  });
  expect(await gateway.readPaymentIntent(intent?.id ?? '')).toEqual({ ...intent, checkout: 'checkout-3' });
  expect((await gateway.findSessions(new Date(Date.now() - 60_000), 'checkout-3')).map(({ id }) => id)).toEqual([
    made.id,
  ]);
});

test('a list is read to its end, however many pages it has', async () => {
  for (let row = 0; row < 230; row++) fake.oddRow(1, 'eur');
  const rows = await opened.gateway.listBalance(new Date(Date.now() - 86_400_000), new Date(Date.now() + 60_000));
  expect(rows).toHaveLength(fake.state.balance.size);
  expect(new Set(rows.map(({ stripeId }) => stripeId)).size).toBe(rows.length);
});

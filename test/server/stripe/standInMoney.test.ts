import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { openSdk, refusalOf } from '../../support/stripe/sdkClient.ts';
import type { messageOf } from '../../support/stripe/webhooks.ts';

const { fake, sdk, nextKey, paid } = await openSdk();
beforeEach(() => fake.clearFaults());
afterAll(() => fake.stop());

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

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { checkouts, holds, intensives } from '../../drizzle/schema.ts';
import { GatewayDown } from '../../schema/gateway.ts';
import { endCheckout } from '../../schema/orders/operations/stripe/endCheckout.ts';
import { openCheckout } from '../../schema/orders/operations/stripe/openCheckout.ts';
import { type Desk, openDesk, sessionIdOf } from '../support/stripe/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => {
  desk.fake.clearFaults();
  desk.fake.state.strange.length = 0;
});
afterAll(() => desk.close());

const created = () =>
  desk.fake.seen.filter(({ method, path }) => method === 'POST' && path === '/v1/checkout/sessions');
const askedOf = async (orderId: Parameters<typeof sessionIdOf>[1]) =>
  desk.fake.state.asked.get(await sessionIdOf(desk.db, orderId));

describe('what Stripe is sent', () => {
  test('is neutral, complete and nothing more; ids alone connect it to the order', async () => {
    const { orderId, holdId } = await desk.order(await desk.event(), { email: 'robin@example.org' });
    const opened = await desk.openCheckout(orderId);
    if (!opened.ok) throw new Error(opened.because);
    const [row] = await desk.db.select().from(checkouts).where(eq(checkouts.orderId, orderId));
    const [hold] = await desk.db.select().from(holds).where(eq(holds.id, holdId));
    expect(row).toMatchObject({ state: 'OPEN', attempt: 1, amountMinor: 45_000, livemode: false, url: opened.url });
    expect(row?.account).toBe(desk.fake.state.account.id);
    expect(row?.expiresAt).toEqual(hold?.expiresAt);
    const asked = await askedOf(orderId);
    expect(asked).toMatchObject({
      client_reference_id: row?.id,
      metadata: { order: orderId, checkout: row?.id },
      submit_type: 'book',
      customer_email: 'robin@example.org',
      customer_creation: 'if_required',
      adaptive_pricing: { enabled: false },
      invoice_creation: { enabled: false },
      after_expiration: { recovery: { enabled: false } },
      wallet_options: { link: { display: 'never' } },
      success_url: 'https://attune.example.org/registrations/return?session_id={CHECKOUT_SESSION_ID}',
      payment_intent_data: {
        statement_descriptor_suffix: 'EVENING PR',
        metadata: { order: orderId, checkout: row?.id },
      },
    });
    expect(asked?.cancel_url).toBe(`${asked?.success_url}&cancelled=1`);
    expect(asked?.line_items).toMatchObject([
      {
        quantity: 1,
        adjustable_quantity: { enabled: false },
        price_data: { unit_amount: 45_000, product_data: { name: 'Evening Program' } },
      },
    ]);
    expect(asked?.payment_intent_data).not.toHaveProperty('receipt_email');
    expect(asked?.allowed_payment_method_types).toContain('card');
    expect(asked?.allowed_payment_method_types).not.toContain('sepa_debit');
    expect(JSON.stringify(asked)).not.toMatch(/affair|couple/i);
    expect(desk.fake.state.strange).toEqual([]);
    expect(created().at(-1)?.key).toBe(`checkout:${orderId}:1`);
  });

  test('has delayed methods only where the organizer opened them, the places as one line, and one discount', async () => {
    const event = await desk.event({ delayedMethods: true });
    const { orderId } = await desk.order(event, { seats: 3, percent: 20 });
    await desk.session(orderId);
    const asked = await askedOf(orderId);
    expect(asked?.allowed_payment_method_types).toContain('sepa_debit');
    expect(asked?.line_items).toMatchObject([{ quantity: 3, price_data: { unit_amount: 45_000 } }]);
    expect(asked?.discounts).toEqual([{ coupon: `attune-${orderId}` }]);
    expect(desk.fake.state.sessions.get(await sessionIdOf(desk.db, orderId))).toMatchObject({ amount_total: 108_000 });
    expect(desk.fake.state.coupons.get(`attune-${orderId}`)).toMatchObject({ name: 'Discount', max_redemptions: 1 });
  });

  test.each([
    ['Ëvening – Prögram', 'EVENING PR'],
    ['12 Ways', '12 WAYS'],
    ['2026', undefined],
    ['晚间', undefined],
  ])('a statement shows %s as %s', async (neutralName, suffix) => {
    const { orderId } = await desk.order(await desk.event({ neutralName }));
    await desk.session(orderId);
    expect((await askedOf(orderId))?.payment_intent_data?.statement_descriptor_suffix).toBe(suffix);
  });

  test('a part is one line', async () => {
    const { orderId } = await desk.order(await desk.event(), { seats: 2, percent: 10 });
    await openCheckout(desk.needs, { orderId, amountMinor: 20_000, now: desk.clock() });
    const asked = await askedOf(orderId);
    expect(asked?.line_items).toMatchObject([{ quantity: 1, price_data: { unit_amount: 20_000 } }]);
    expect(asked).not.toHaveProperty('discounts');
  });
});

describe('an address to pay at', () => {
  test('is the same for whoever comes back within the hold, twenty times at once', async () => {
    const { orderId } = await desk.order(await desk.event());
    const first = await desk.openCheckout(orderId);
    const more = await Promise.all(Array.from({ length: 20 }, () => desk.openCheckout(orderId)));
    expect(new Set(more.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(first)]));
    const fresh = await desk.order(await desk.event());
    const begun = await Promise.allSettled(Array.from({ length: 5 }, () => desk.openCheckout(fresh.orderId)));
    const urls = begun.flatMap((one) => (one.status === 'fulfilled' && one.value.ok ? [one.value.url] : []));
    expect(new Set(urls).size).toBe(1);
    expect(
      [...desk.fake.state.sessions.values()].filter(({ metadata }) => metadata.order === fresh.orderId),
    ).toHaveLength(1);
  });

  test('is not given for an order that is paid, cancelled, too small, or whose hold is over', async () => {
    const paid = await desk.order(await desk.event());
    desk.fake.complete(await desk.session(paid.orderId));
    desk.fake.drop();
    expect(await desk.openCheckout(paid.orderId)).toEqual({ ok: false, because: 'PAID' });
    const small = await desk.order(await desk.event({ priceMinor: 49 }));
    expect(await desk.openCheckout(small.orderId)).toEqual({ ok: false, because: 'BELOW_MINIMUM' });
    const other = await desk.order(await desk.event());
    const needs = { ...desk.needs, stripeSeller: 'another-institute' };
    expect(await openCheckout(needs, { orderId: other.orderId, now: desk.clock() })).toEqual({
      ok: false,
      because: 'OTHER_SELLER',
    });
    const over = await desk.order(await desk.event());
    await desk.db
      .update(holds)
      .set({ freesAt: sql`clock_timestamp()`, expiresAt: sql`clock_timestamp()` })
      .where(eq(holds.id, over.holdId));
    const before = created().length;
    expect(await desk.openCheckout(over.orderId)).toEqual({ ok: false, because: 'HOLD_ENDED' });
    expect(created()).toHaveLength(before);
  });

  test('is not given while delayed money is on its way', async () => {
    const { orderId } = await desk.order(await desk.event({ delayedMethods: true }));
    desk.fake.complete(await desk.session(orderId), 'sepa_debit');
    expect(await desk.openCheckout(orderId)).toEqual({ ok: false, because: 'PAYING' });
    expect(await desk.openCheckout(orderId)).toEqual({ ok: false, because: 'PAYING' });
  });
});

test('while Stripe is away, the address stays the one that it was', async () => {
  const { orderId } = await desk.order(await desk.event());
  const first = await desk.openCheckout(orderId);
  await desk.fake.stop();
  expect(await desk.openCheckout(orderId)).toEqual(first);
  await desk.fake.start();
});

describe('an answer that is lost', () => {
  test.each([
    ['a reset after the execution', { when: 'after', how: 'reset', times: 2 }],
    ['a reset before it', { when: 'before', how: 'reset', times: 2 }],
    ['an answer that never comes', { when: 'after', how: 'hang' }],
  ] as const)('%s: asked again under the same key, there is one session', async (_what, fault) => {
    const { orderId } = await desk.order(await desk.event());
    desk.fake.failNext({ ...fault, path: '/v1/checkout/sessions' });
    await expect(desk.openCheckout(orderId)).rejects.toThrow(GatewayDown);
    expect((await desk.standing(orderId)).checkouts).toEqual(['PLANNED']);
    expect(await desk.openCheckout(orderId)).toMatchObject({ ok: true });
    const sessions = [...desk.fake.state.sessions.values()].filter(({ metadata }) => metadata.order === orderId);
    expect(sessions).toHaveLength(1);
    expect(
      new Set(
        created()
          .filter(({ form }) => form.includes(orderId))
          .map(({ key }) => key),
      ),
    ).toEqual(new Set([`checkout:${orderId}:1`]));
  });

  test('a failure that Stripe keeps: what it made is found by its reference, and what it did not make is made under a new key', async () => {
    const made = await desk.order(await desk.event());
    desk.fake.failNext({ when: 'after', how: 500 });
    await expect(desk.openCheckout(made.orderId)).rejects.toThrow(GatewayDown);
    await expect(desk.openCheckout(made.orderId)).rejects.toThrow(GatewayDown);
    await desk.pass(1);
    expect(await desk.openCheckout(made.orderId)).toMatchObject({ ok: true });
    expect((await desk.standing(made.orderId)).checkouts).toEqual(['OPEN']);

    const none = await desk.order(await desk.event());
    desk.fake.failNext({ when: 'before', how: 500, kept: true });
    await expect(desk.openCheckout(none.orderId)).rejects.toThrow(GatewayDown);
    await desk.pass(1);
    expect(await desk.openCheckout(none.orderId)).toMatchObject({ ok: true });
    expect((await desk.standing(none.orderId)).checkouts).toEqual(['EXPIRED', 'OPEN']);
    expect(created().at(-1)?.key).toBe(`checkout:${none.orderId}:2`);
  });

  test('other parameters under the key are a new attempt, and the hold gets the time that Stripe needs', async () => {
    const event = await desk.event();
    const { orderId, holdId } = await desk.order(event);
    desk.fake.failNext({ when: 'before', how: 500, kept: true });
    await expect(desk.openCheckout(orderId)).rejects.toThrow(GatewayDown);
    await desk.db.update(intensives).set({ delayedMethods: true }).where(eq(intensives.id, event.intensiveId));
    await desk.pass(6);
    expect(await desk.openCheckout(orderId)).toMatchObject({ ok: true });
    expect((await desk.standing(orderId)).checkouts).toEqual(['EXPIRED', 'OPEN']);
    const [hold] = await desk.db.select().from(holds).where(eq(holds.id, holdId));
    const [, row] = await desk.db
      .select()
      .from(checkouts)
      .where(eq(checkouts.orderId, orderId))
      .orderBy(checkouts.attempt);
    expect(hold?.expiresAt).toEqual(row?.expiresAt);
  });

  test('an order that was cancelled meanwhile cannot be paid', async () => {
    const { orderId } = await desk.order(await desk.event());
    desk.fake.failNext({ when: 'after', how: 'hang', path: '/v1/checkout/sessions' });
    const opening = desk.openCheckout(orderId).catch((error: unknown) => error);
    while (desk.fake.sessionFor(await referenceOf(orderId)) === undefined)
      await new Promise((done) => setTimeout(done, 10));
    expect(await endCheckout(desk.needs, { orderId, now: desk.clock(), ending: 'WITHDRAWN' })).toBe('ENDED');
    expect(await opening).toBeInstanceOf(GatewayDown);
    expect(await desk.openCheckout(orderId)).toEqual({ ok: false, because: 'CANCELLED' });
    expect(desk.fake.sessionFor(await referenceOf(orderId))).toMatchObject({ status: 'expired' });
    expect(await desk.standing(orderId)).toMatchObject({ checkouts: ['EXPIRED'], places: ['CANCELLED'] });
  });
});

test('an order that is cancelled while Stripe makes the session can’t be paid there', async () => {
  const { orderId, holdId } = await desk.order(await desk.event());
  const { createCheckout } = desk.stripe;
  desk.stripe.createCheckout = async (key, request) => {
    const session = await createCheckout(key, request);
    await desk.db.update(holds).set({ releasedAt: desk.clock() }).where(eq(holds.id, holdId));
    return session;
  };
  const opened = await desk.openCheckout(orderId);
  desk.stripe.createCheckout = createCheckout;
  expect(opened).toEqual({ ok: false, because: 'HOLD_ENDED' });
  expect(desk.fake.state.sessions.get(await sessionIdOf(desk.db, orderId))).toMatchObject({ status: 'expired' });
});

const referenceOf = async (orderId: Parameters<typeof sessionIdOf>[1]): Promise<string> => {
  const [row] = await desk.db.select().from(checkouts).where(eq(checkouts.orderId, orderId));
  return row?.id ?? '';
};

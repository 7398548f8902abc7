import Stripe from 'stripe';
import type { z } from 'zod';
import {
  accountShape,
  balanceShape,
  disputeShape,
  endpointShape,
  eventShape,
  type Gateway,
  intentShape,
  type ReadEvent,
  refundShape,
  sessionShape,
} from '../../schema/gateway.ts';
import type { StripeSettings } from '../settings/stripe.ts';
import { checkoutParameters, couponOf } from './checkoutParameters.ts';
import { asking } from './errors.ts';

/** A request that brings nothing for so long has failed. The SDK's own limit is 80 s. */
const TIMEOUT_MS = 10_000;
/** How far from its signature an event is believed, before or after. */
const TOLERANCE_SECONDS = 300;
const PAGE = 100;
const MOST_PAGES = 100;
const PAID = { expand: ['payment_intent.latest_charge'] };

/** Checks the signature over the bytes as they came, and reads the event. Throws when it is not Stripe's, too old or of a later time. */
export type ReadStripeEvent = (body: Buffer, signature: string, now: Date) => ReadEvent;
export type OpenStripe = { gateway: Gateway; readEvent: ReadStripeEvent };

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Stripe by its SDK. The SDK repeats nothing but a broken connection, and that under our key, because every change names one. */
export function openStripe(settings: StripeSettings, timeoutMs = TIMEOUT_MS): OpenStripe {
  const { hostname, port, protocol } = new URL(settings.apiBase);
  const sdk = new Stripe(settings.secretKey, {
    host: hostname,
    port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
    protocol: protocol === 'http:' ? 'http' : 'https',
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
  });
  return { gateway: gatewayOf(sdk, settings.livemode), readEvent: eventsOf(settings.webhookSecret) };
}

const eventsOf =
  (secret: string): ReadStripeEvent =>
  (body, signature, now) => {
    const event = Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS, undefined, now.getTime());
    if (isAhead(signature, now)) throw new Error('the signature is dated in the future');
    return eventShape.parse(event);
  };

/** The SDK refuses what is too old and believes any later date. */
const isAhead = (signature: string, now: Date): boolean =>
  signature
    .split(',')
    .some((part) => part.startsWith('t=') && Number(part.slice(2)) > seconds(now) + TOLERANCE_SECONDS);

const read = async <Shape extends z.ZodType>(shape: Shape, ask: () => Promise<unknown>): Promise<z.output<Shape>> =>
  shape.parse(await asking(ask));

function gatewayOf(sdk: Stripe, livemode: boolean): Gateway {
  const account = once(() => read(accountShape, () => sdk.accounts.retrieveCurrent()));
  return {
    livemode,
    account,
    ...checkoutsOf(sdk),
    ...refundsOf(sdk),
    readPaymentIntent: (id) => read(intentShape, () => sdk.paymentIntents.retrieve(id, { expand: ['latest_charge'] })),
    readDispute: (id) => read(disputeShape, () => sdk.disputes.retrieve(id)),
    submitEvidence: (id, evidence) =>
      read(disputeShape, () =>
        sdk.disputes.update(id, { evidence, submit: true }, { idempotencyKey: `evidence:${id}` }),
      ),
    listBalance: (since, until) =>
      all(balanceShape, (page) =>
        sdk.balanceTransactions.list({ ...page, created: { gte: seconds(since), lt: seconds(until) } }),
      ),
    webhookEndpoints: () => all(endpointShape, (page) => sdk.webhookEndpoints.list(page)),
  };
}

const checkoutsOf = (
  sdk: Stripe,
): Pick<Gateway, 'createCheckout' | 'readCheckout' | 'expireCheckout' | 'findSessions'> => ({
  createCheckout: async (key, request) => {
    if (request.discountMinor > 0) await makeCoupon(sdk, request);
    return read(sessionShape, () => sdk.checkout.sessions.create(checkoutParameters(request), { idempotencyKey: key }));
  },
  readCheckout: (id) => read(sessionShape, () => sdk.checkout.sessions.retrieve(id, PAID)),
  expireCheckout: (id) =>
    read(sessionShape, () => sdk.checkout.sessions.expire(id, {}, { idempotencyKey: `expire:${id}` })),
  findSessions: async (since, reference) => {
    const expand = PAID.expand.map((path) => `data.${path}`);
    const made = await all(sessionShape, (page) =>
      sdk.checkout.sessions.list({ ...page, created: { gte: seconds(since) }, expand }),
    );
    return made.filter((session) => session.reference === reference);
  },
});

/** Makes the coupon of an order, which may be there already. */
async function makeCoupon(
  sdk: Stripe,
  { orderId, discountMinor, currency }: { orderId: string; discountMinor: number; currency: string },
): Promise<void> {
  const coupon = {
    id: couponOf(orderId),
    name: 'Discount',
    amount_off: discountMinor,
    currency: currency.toLowerCase(),
    duration: 'once',
    max_redemptions: 1,
  } as const;
  await asking(() => sdk.coupons.create(coupon, { idempotencyKey: `coupon:${orderId}` })).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'resource_already_exists')) throw error;
  });
}

const refundsOf = (sdk: Stripe): Pick<Gateway, 'createRefund' | 'readRefund' | 'listRefunds'> => ({
  createRefund: (refundId, { intentId, amountMinor }) =>
    read(refundShape, () =>
      sdk.refunds.create(
        { payment_intent: intentId, amount: amountMinor, metadata: { refund: refundId } },
        { idempotencyKey: `refund:${refundId}` },
      ),
    ),
  readRefund: (id) => read(refundShape, () => sdk.refunds.retrieve(id)),
  listRefunds: (intentId) => all(refundShape, (page) => sdk.refunds.list({ ...page, payment_intent: intentId })),
});

type Listed = { data: { id: string }[]; has_more: boolean };
type Turn = { limit: number; starting_after?: string };

/** Every object of a list, page by page. Throws rather than answer a part of it. */
async function all<Shape extends z.ZodType>(
  shape: Shape,
  ask: (page: Turn) => Promise<Listed>,
): Promise<z.output<Shape>[]> {
  const found: z.output<Shape>[] = [];
  let last: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const { data, has_more: more } = await asking(() =>
      ask({ limit: PAGE, ...(last === undefined ? {} : { starting_after: last }) }),
    );
    found.push(...data.map((one) => shape.parse(one)));
    last = data.at(-1)?.id;
    if (!more || last === undefined) return found;
  }
  throw new Error(`a list of Stripe has more than ${MOST_PAGES} pages`);
}

/** Asks until it was answered once, and keeps that. */
function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let kept: Promise<Value> | null = null;
  return () => {
    kept ??= ask().catch((error: unknown) => {
      kept = null;
      throw error;
    });
    return kept;
  };
}

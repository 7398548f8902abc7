import { DELAYED, type SessionParameters } from './checkoutShape.ts';
import { LARGEST, smallestOf } from './money.ts';
import { pay, settleIntent } from './payments.ts';
import { badRequest, missing } from './refusal.ts';
import { type Coupon, newStripeId, note, type Session, type State, seconds } from './state.ts';

const MINUTE = 60;
const DAY = 86_400;

/** Checks what no shape can: times, sums, the discount. Throws before anything is made. */
export function weigh(state: State, asked: SessionParameters): { subtotal: number; total: number; currency: string } {
  const at = seconds(state);
  const expires = asked.expires_at ?? at + DAY;
  if (expires < at + 30 * MINUTE || expires > at + DAY)
    throw badRequest(
      'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
      undefined,
      'expires_at',
    );
  const currencies = new Set(asked.line_items.map(({ price_data }) => price_data.currency));
  const [currency = ''] = currencies;
  if (currencies.size !== 1) throw badRequest('All line items must have the same currency.', undefined, 'line_items');
  const smallest = smallestOf(currency);
  if (smallest === null) throw badRequest(`Invalid currency: ${currency}`, undefined, 'line_items[0][price_data]');
  const subtotal = asked.line_items.reduce(
    (sum, { price_data, quantity }) => sum + price_data.unit_amount * quantity,
    0,
  );
  const total = subtotal - discountOf(state, asked, { currency, subtotal });
  if (total > 0 && total < smallest)
    throw badRequest(
      `The Checkout Session's total amount due must add up to at least ${smallest} ${currency}`,
      'amount_too_small',
    );
  if (total > LARGEST) throw badRequest(`The total must be no more than ${LARGEST}.`, 'amount_too_large');
  if (asked.allow_promotion_codes && asked.discounts !== undefined)
    throw badRequest('You may only specify one of these parameters: allow_promotion_codes, discounts.');
  if (asked.allowed_payment_method_types?.length === 0)
    throw badRequest(
      'No valid payment method types for this Checkout Session.',
      undefined,
      'allowed_payment_method_types',
    );
  return { subtotal, total, currency };
}

function discountOf(state: State, asked: SessionParameters, bill: { currency: string; subtotal: number }): number {
  const [discount] = asked.discounts ?? [];
  if (discount === undefined) return 0;
  const coupon = state.coupons.get(discount.coupon ?? '');
  if (coupon === undefined)
    throw badRequest(`No such coupon: '${discount.coupon}'`, 'resource_missing', 'discounts[0]');
  if (coupon.currency !== bill.currency)
    throw badRequest('The coupon has another currency than the line items.', undefined, 'discounts[0][coupon]');
  if (coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions)
    throw badRequest(`Coupon ${coupon.id} is used up and cannot be applied.`, 'coupon_expired', 'discounts[0]');
  return Math.min(coupon.amount_off, bill.subtotal);
}

export function createSession(state: State, asked: SessionParameters): Session {
  const { subtotal, total, currency } = weigh(state, asked);
  const id = newStripeId(`cs_${state.account.livemode ? 'live' : 'test'}`);
  const at = seconds(state);
  const { line_items: _, expand: __, payment_intent_data: ___, expires_at, metadata, ...rest } = asked;
  const session: Session = {
    ...rest,
    id,
    object: 'checkout.session',
    allowed_payment_method_types: asked.allowed_payment_method_types ?? null,
    amount_subtotal: subtotal,
    amount_total: total,
    client_reference_id: asked.client_reference_id ?? null,
    created: at,
    currency,
    expires_at: expires_at ?? at + DAY,
    livemode: state.account.livemode,
    metadata: metadata ?? {},
    payment_intent: null,
    payment_status: total === 0 ? 'no_payment_required' : 'unpaid',
    recovered_from: null,
    status: 'open',
    url: `https://checkout.stripe.com/c/pay/${id}#fid`,
  };
  strangeOf(state, asked, total);
  state.asked.set(id, asked);
  state.sessions.set(id, session);
  state.open.add(session);
  return session;
}

/** What Stripe takes and the service must never send. */
function strangeOf(state: State, asked: SessionParameters, total: number): void {
  const data = asked.payment_intent_data;
  if (total === 0) state.strange.push('a total of 0');
  if (data?.receipt_email !== undefined) state.strange.push('a receipt that Stripe sends');
  if (data?.setup_future_usage !== undefined) state.strange.push('saved payment details');
  if (asked.adaptive_pricing?.enabled !== false) state.strange.push('adaptive pricing not switched off');
  if (asked.allowed_payment_method_types === undefined) state.strange.push('any payment method');
  if (asked.invoice_creation?.enabled) state.strange.push('an invoice of Stripe');
  if (asked.after_expiration?.recovery?.enabled) state.strange.push('a recovery link');
  if (asked.allow_promotion_codes) state.strange.push('promotion codes');
  if (asked.line_items.some(({ adjustable_quantity: adjustable }) => adjustable?.enabled))
    state.strange.push('an adjustable quantity');
}

/** Ends the sessions whose time is over by the stand-in's clock. Called before every request. */
export function sweepSessions(state: State): void {
  for (const session of state.open) if (session.expires_at <= seconds(state)) close(state, session);
}

function close(state: State, session: Session): void {
  session.status = 'expired';
  state.open.delete(session);
  session.url = null;
  note(state, 'checkout.session.expired', session);
}

export function sessionBy(state: State, id: string): Session {
  const session = state.sessions.get(id);
  if (session === undefined) throw missing('checkout.session', id);
  return session;
}

export function expireSession(state: State, id: string): Session {
  const session = sessionBy(state, id);
  if (session.status !== 'open')
    throw badRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  close(state, session);
  return session;
}

/** The buyer pays. A delayed method leaves the session complete and unpaid until `settle`. */
export function completeSession(state: State, id: string, method = 'card'): Session {
  sweepSessions(state);
  const session = sessionBy(state, id);
  if (session.status !== 'open') throw new Error(`the page of ${id} is ${session.status}: nobody can pay there`);
  if (!(session.allowed_payment_method_types ?? [method]).includes(method))
    throw new Error(`${id} does not offer ${method}`);
  redeem(state, session);
  const delayed = DELAYED.includes(method);
  session.status = 'complete';
  state.open.delete(session);
  session.url = null;
  session.payment_status = delayed ? 'unpaid' : 'paid';
  session.payment_intent = pay(state, session, {
    method,
    delayed,
    intentMetadata: state.asked.get(id)?.payment_intent_data?.metadata ?? {},
  }).id;
  note(state, 'checkout.session.completed', session);
  return session;
}

function redeem(state: State, { discounts }: Session): void {
  const [discount] = (discounts ?? []) as { coupon?: string }[];
  const coupon: Coupon | undefined = state.coupons.get(discount?.coupon ?? '');
  if (coupon !== undefined) coupon.times_redeemed += 1;
}

/** A delayed payment arrives or fails. */
export function settleSession(state: State, id: string, end: 'succeeded' | 'failed'): Session {
  const session = sessionBy(state, id);
  if (session.status !== 'complete' || session.payment_status !== 'unpaid' || session.payment_intent === null)
    throw new Error(`${id} waits for no money`);
  settleIntent(state, session.payment_intent, end);
  if (end === 'succeeded') session.payment_status = 'paid';
  note(state, `checkout.session.async_payment_${end}`, session);
  return session;
}

/** A card is declined: the page stays open. */
export function declineSession(state: State, id: string): void {
  const session = sessionBy(state, id);
  if (session.status !== 'open') throw new Error(`the page of ${id} is ${session.status}`);
  note(state, 'payment_intent.payment_failed', {
    id: newStripeId('pi'),
    object: 'payment_intent',
    created: seconds(state),
    status: 'requires_payment_method',
  });
}

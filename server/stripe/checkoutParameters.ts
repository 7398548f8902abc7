import type Stripe from 'stripe';
import type { CheckoutRequest } from '../../schema/gateway.ts';
import { DELAYED, IMMEDIATE } from './methods.ts';

const OFF = { enabled: false } as const;

/** The one discount of an order, as a coupon of its own that is used once. */
export const couponOf = (orderId: string): string => `attune-${orderId}`;

/**
 * The Checkout Session for an order. What is not ours to offer is switched off by name, because the dashboard could switch it on:
 * another currency, an invoice or a recovery link of Stripe, Link's saved details. Stripe sends no receipt by our wish, and
 * metadata holds ids only. The address is given so that nobody types one that others read.
 */
export function checkoutParameters(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const currency = request.currency.toLowerCase();
  const metadata = { order: request.orderId, checkout: request.checkoutId };
  return {
    mode: 'payment',
    ui_mode: 'hosted_page',
    submit_type: 'book',
    client_reference_id: request.checkoutId,
    metadata,
    line_items: request.lines.map(({ name, unitMinor, quantity }) => ({
      price_data: { currency, unit_amount: unitMinor, tax_behavior: 'inclusive', product_data: { name } },
      quantity,
      adjustable_quantity: OFF,
    })),
    ...(request.discountMinor === 0 ? {} : { discounts: [{ coupon: couponOf(request.orderId) }] }),
    expires_at: Math.floor(request.expiresAt.getTime() / 1000),
    allowed_payment_method_types: [...IMMEDIATE, ...(request.delayedMethods ? DELAYED : [])],
    adaptive_pricing: OFF,
    automatic_tax: OFF,
    after_expiration: { recovery: OFF },
    invoice_creation: OFF,
    phone_number_collection: OFF,
    customer_creation: 'if_required',
    ...(request.payerEmail === null ? {} : { customer_email: request.payerEmail }),
    payment_intent_data: {
      metadata,
      ...(request.statementSuffix === null ? {} : { statement_descriptor_suffix: request.statementSuffix }),
    },
    wallet_options: { link: { display: 'never' } },
    success_url: request.returnUrl,
    cancel_url: `${request.returnUrl}&cancelled=1`,
  };
}

/** Why an order cannot be paid at Stripe now. */
export const CHECKOUT_REFUSALS = ['PAID', 'PAYING', 'CANCELLED', 'HOLD_ENDED', 'BELOW_MINIMUM', 'TOO_OFTEN'] as const;
export type CheckoutRefusal = (typeof CHECKOUT_REFUSALS)[number];

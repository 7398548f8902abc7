/**
 * Why an order cannot be paid at Stripe now. OTHER_SELLER: the account belongs to another organization than the one that sells this.
 */
export const CHECKOUT_REFUSALS = [
  'PAID',
  'PAYING',
  'CANCELLED',
  'HOLD_ENDED',
  'BELOW_MINIMUM',
  'ABOVE_MAXIMUM',
  'OTHER_SELLER',
  'TOO_OFTEN',
] as const;
export type CheckoutRefusal = (typeof CHECKOUT_REFUSALS)[number];

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

/** Each in words for whoever wanted to pay. */
export const WHY_NOT_PAYABLE: Record<CheckoutRefusal, string> = {
  PAID: 'This order is paid already.',
  PAYING: 'A payment for this order is on its way. Wait for the mail.',
  CANCELLED: 'This order was canceled. Register again.',
  HOLD_ENDED: 'The time for which the place was kept is over. Register again: you get a place if one is left.',
  BELOW_MINIMUM: 'What is left to pay is below the smallest charge. Write to the organization.',
  ABOVE_MAXIMUM: 'What is left to pay is above the largest charge. Write to the organization.',
  OTHER_SELLER: 'The organization does not take cards here.',
  TOO_OFTEN: 'Payment of this order was begun too often. Write to the organization.',
};

import type { CheckoutState } from './checkout.ts';

export const RETURN_STATES = [
  'CONFIRMED',
  'LATE',
  'TWICE',
  'PROCESSING',
  'OPEN',
  'FAILED',
  'REPLACED',
  'ENDED',
] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

type Facts = {
  state: CheckoutState;
  /** Why the money of the checkout goes back by itself. */
  returned: string | null;
  order: { settledAt: Date | null; cancelledAt: Date | null };
};

/** What a buyer who comes back from Stripe is told: what is recorded, whatever page they saw there. */
export function returnStateOf({ state, returned, order }: Facts): ReturnState {
  switch (state) {
    case 'COMPLETE':
      if (returned === 'DOUBLE_PAYMENT') return 'TWICE';
      return returned === null ? 'CONFIRMED' : 'LATE';
    case 'PROCESSING':
      return 'PROCESSING';
    case 'FAILED':
    case 'EXPIRED':
      // Another checkout of the same order may have gone better.
      if (order.settledAt !== null) return 'CONFIRMED';
      if (order.cancelledAt === null) return 'REPLACED';
      return state === 'FAILED' ? 'FAILED' : 'ENDED';
    case 'PLANNED':
    case 'OPEN':
      return 'OPEN';
  }
}

import type { CheckoutState } from './checkout.ts';

export const RETURN_STATES = ['CONFIRMED', 'LATE', 'TWICE', 'PROCESSING', 'OPEN', 'FAILED', 'ENDED'] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

type Facts = { state: CheckoutState; returned: string | null };

/** What a buyer who comes back from Stripe is told: what is recorded, whatever page they saw there. */
export function returnStateOf({ state, returned }: Facts): ReturnState {
  switch (state) {
    case 'COMPLETE':
      if (returned === 'DOUBLE_PAYMENT') return 'TWICE';
      return returned === null ? 'CONFIRMED' : 'LATE';
    case 'PROCESSING':
      return 'PROCESSING';
    case 'FAILED':
      return 'FAILED';
    case 'EXPIRED':
      return 'ENDED';
    case 'PLANNED':
    case 'OPEN':
      return 'OPEN';
  }
}

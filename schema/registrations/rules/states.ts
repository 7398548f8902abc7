import { LIVE_STATES, type RegistrationState } from '../../../drizzle/tables/registrations.ts';

/** Why a registration is in a state. */
export const REASONS = [
  'APPLIED',
  'ACCEPTED',
  'ACCEPTED_WAITS',
  'FROM_WAITLIST',
  'CHECKOUT_STARTED',
  'INVOICED',
  'MONEY_EXPECTED',
  'REGISTERED',
  'GIVEN',
  'PAID',
  'LATE_PAYMENT',
  'CLAIMED',
  'TOOK_OVER',
  'MOVED',
  'REINSTATED',
  'NOT_ACCEPTED',
  'HOLD_ENDED',
  'INVOICE_UNPAID',
  'PAYMENT_FAILED',
  'OFFER_DECLINED',
  'WAITLIST_CLOSED',
  'WITHDRAWN',
  'PLACE_ENDED',
  'BY_ORGANIZER',
  'EVENT_CANCELLED',
  'EVENT_CHANGED',
  'TRANSFERRED',
  'ERASED',
] as const;
export type Because = (typeof REASONS)[number];
export type By = 'user' | 'member' | 'operator' | 'system';

/** From which states a registration may come into each. A note repeats APPLIED or CONFIRMED with another reason. */
const COMES_FROM: Record<RegistrationState, readonly RegistrationState[]> = {
  APPLIED: ['APPLIED'],
  OFFERED: ['APPLIED'],
  HELD: ['OFFERED'],
  AWAITING_PAYMENT: ['OFFERED', 'HELD'],
  CONFIRMED: ['OFFERED', 'HELD', 'AWAITING_PAYMENT', 'LAPSED', 'CANCELLED'],
  DECLINED: ['APPLIED'],
  LAPSED: ['OFFERED', 'HELD', 'AWAITING_PAYMENT'],
  CANCELLED: LIVE_STATES,
  TRANSFERRED: ['CONFIRMED'],
};

export const comesFrom = (state: RegistrationState): readonly RegistrationState[] => COMES_FROM[state];

/** States in which a hold keeps the seat. */
export const KEPT_STATES = ['OFFERED', 'HELD', 'AWAITING_PAYMENT'] as const satisfies readonly RegistrationState[];

/** The reason with which a registration begins in a state. */
export function firstReason(state: RegistrationState): Because {
  if (state === 'APPLIED') return 'APPLIED';
  if (state === 'OFFERED') return 'FROM_WAITLIST';
  if (state === 'AWAITING_PAYMENT') return 'INVOICED';
  return state === 'CONFIRMED' ? 'REGISTERED' : 'CHECKOUT_STARTED';
}

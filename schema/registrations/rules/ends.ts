import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import type { Because } from './states.ts';

const LAPSES: readonly Because[] = ['HOLD_ENDED', 'INVOICE_UNPAID', 'PAYMENT_FAILED'];

/** The state in which a registration ends when its hold ends for a reason: by itself it lapses, by somebody's act it is cancelled. */
export function endOf(because: Because): RegistrationState {
  return LAPSES.includes(because) ? 'LAPSED' : 'CANCELLED';
}

const OF_BOTH: readonly Because[] = ['BY_ORGANIZER', 'EVENT_CANCELLED', 'NOT_ACCEPTED'];

/**
 * What the other person of a pair learns when one's place ends. What befell the event befell both. Of what a person did, the other
 * learns only that the place does not go ahead.
 */
export function otherLearns(because: Because): Because {
  return OF_BOTH.includes(because) ? because : 'PLACE_ENDED';
}

import type { UserId } from '../../../drizzle/ids.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import type { Because, By } from './states.ts';

const LAPSES: readonly Because[] = ['HOLD_ENDED', 'INVOICE_UNPAID', 'PAYMENT_FAILED'];

/** The state in which a registration ends when its hold ends for a reason: by itself it lapses, by somebody's act it is cancelled. */
export function endOf(because: Because): RegistrationState {
  return LAPSES.includes(because) ? 'LAPSED' : 'CANCELLED';
}

const OF_BOTH: readonly Because[] = ['BY_ORGANIZER', 'EVENT_CANCELLED', 'NOT_ACCEPTED'];

/**
 * What another person learns whose place ends by what somebody did, or did not pay: the other of a pair, or whoever claimed a place of
 * a group. What befell the event befell all. Otherwise they learn only that the place does not go ahead, or is kept no longer.
 */
function otherLearns(because: Because): Because {
  if (OF_BOTH.includes(because)) return because;
  return LAPSES.includes(because) ? 'HOLD_ENDED' : 'PLACE_ENDED';
}

type Told = { because: Because; by: By };

/** What is written into the history of a person's place: the reason for whoever acted, and for a place that nobody has. */
export function toldTo(person: UserId | null, { because, by, whose }: Told & { whose: UserId | null }): Told {
  const learns = person === null || person === whose ? because : otherLearns(because);
  return learns === because ? { because, by } : { because: learns, by: 'system' };
}

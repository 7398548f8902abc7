import type { UserId } from '../../../drizzle/ids.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import type { Because, By } from './states.ts';

const LAPSES: readonly Because[] = ['HOLD_ENDED', 'INVOICE_UNPAID', 'PAYMENT_FAILED'];

/** The state in which a registration ends when its hold ends for a reason: by itself it lapses, by somebody's act it is cancelled. */
export function endOf(because: Because): RegistrationState {
  return LAPSES.includes(because) ? 'LAPSED' : 'CANCELLED';
}

const OF_ORGANIZER: readonly Because[] = ['BY_ORGANIZER', 'NOT_ACCEPTED'];
const WANTED: readonly Because[] = ['WITHDRAWN', 'OFFER_DECLINED', 'EVENT_CHANGED', 'ERASED', ...OF_ORGANIZER];

/** Whether somebody wanted this end, and neither the event nor the time brought it. */
export const isWanted = (because: Because): boolean => WANTED.includes(because);

/**
 * What a person learns whose place ends by what somebody else did, or did not pay. What befell the event befell all. Of two who come
 * together, neither learns that the organization ended it: it may have done so because one of them asked, and otherwise any other end
 * would tell each that it was the other one. Whoever claimed a place of a group does learn it. All else is told as a place that does
 * not go ahead, or is kept no longer.
 */
function otherLearns(because: Because, isPair: boolean): Because {
  if (because === 'EVENT_CANCELLED' || (!isPair && OF_ORGANIZER.includes(because))) return because;
  return LAPSES.includes(because) ? 'HOLD_ENDED' : 'PLACE_ENDED';
}

type Told = { because: Because; by: By };
type Ended = Told & { whose: UserId | null; isPair: boolean };

/** What is written into the history of a person's place: the reason for whoever acted, and for a place that nobody has. */
export function toldTo(person: UserId | null, { because, by, whose, isPair }: Ended): Told {
  const learns = person === null || person === whose ? because : otherLearns(because, isPair);
  return learns === because ? { because, by } : { because: learns, by: 'system' };
}

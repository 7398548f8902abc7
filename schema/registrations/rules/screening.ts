import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';

type Place = { pairId: string | null; state: RegistrationState };
type Decision = { ok: true } | { ok: false; because: 'PLACE_TAKEN' };

/** While a pair has no more than an offer: whoever takes it is asked again whether both were met. */
const BEFORE_A_PLACE: readonly RegistrationState[] = ['APPLIED', 'OFFERED'];

/** Whether it can be taken back that a person was met alone. A joint place that was taken on it keeps it. */
export function mayWithdrawScreening({ pairId, state }: Place): Decision {
  return pairId === null || BEFORE_A_PLACE.includes(state) ? { ok: true } : { ok: false, because: 'PLACE_TAKEN' };
}

import type { Offer } from './offer.ts';

/** States in which a body lets credit be given. */
const GIVES: ReadonlySet<string> = new Set(['IN_FORCE', 'PROBATION']);

/** Why no credit can be given on a day. */
export type NotInForce = 'UNCONFIRMED' | 'NOT_BEGUN' | 'OVER' | 'ENDED' | 'SUSPENDED';

/**
 * Whether the approval is in force on a day, both ends included; otherwise why not. The state of a day is the newest recorded one
 * whose day has come.
 */
export function inForceOn(
  { approval }: Pick<Offer, 'approval'>,
  day: string,
): { ok: true } | { ok: false; because: NotInForce } {
  const { startsOn, endsOn, endedOn, confirmed, states } = approval;
  if (!confirmed) return { ok: false, because: 'UNCONFIRMED' };
  if (day < startsOn) return { ok: false, because: 'NOT_BEGUN' };
  if (endsOn !== null && day > endsOn) return { ok: false, because: 'OVER' };
  if (endedOn !== null && day >= endedOn) return { ok: false, because: 'ENDED' };
  const state = states.findLast(({ from }) => from <= day)?.state;
  if (state !== undefined && GIVES.has(state)) return { ok: true };
  return { ok: false, because: state === 'SUSPENDED' ? 'SUSPENDED' : 'NOT_BEGUN' };
}

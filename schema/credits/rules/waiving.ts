import type { Rules } from '../../accreditation/rules/bodies.ts';
import { WAIVABLE } from '../../accreditation/rules/values.ts';

/** The organization's own last day for completion. */
const OWN = 'CLAIM_DEADLINE_PASSED';

export const WAIVABLE_BLOCKERS = [OWN, ...WAIVABLE] as const;
export type WaivableBlocker = (typeof WAIVABLE_BLOCKERS)[number];

/** What an organization may waive under an offer: its own deadline, and what the body names. */
export function waivableUnder({ waivable }: Pick<Rules, 'waivable'>): WaivableBlocker[] {
  return [OWN, ...(waivable?.value ?? [])];
}

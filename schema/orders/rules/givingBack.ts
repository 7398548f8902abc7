import type { IntensivePolicy } from '../../../drizzle/tables/intensives.ts';
import { type PolicyRefund, policyRefund } from './refundPolicy.ts';

export type GivenBack = PolicyRefund & { cause: 'POLICY' | 'ORGANIZER' | 'EVENT_CHANGED' | 'EVENT_CANCELLED' };

type Case = {
  /** As the payer accepted it. */
  policy: IntensivePolicy;
  /** What is left of the payments for the place. */
  leftMinor: number;
  startsAt: Date;
  timeZone: string;
  /** Whether that is the start of a date from which the place moved. */
  moved?: boolean;
  /** When the event was canceled; null when it was not. */
  cancelledAt: Date | null;
  /** Until when everybody is asked whether they stay at the new times; null when nobody is. */
  askedUntil: Date | null;
  /** Whether the organization ends a place that two people share, as when a meeting with one of them shows that it cannot be given. */
  declined: boolean;
  now: Date;
};

/**
 * What a payer gets back when a place ends now, and by which rule: everything when the event itself was canceled or moved, or when the
 * organization ends a joint place before the event begins.
 */
export function givenBack({ leftMinor, cancelledAt, askedUntil, declined, ...of }: Case): GivenBack {
  const whole = { percent: 100, amountMinor: leftMinor };
  if (cancelledAt !== null)
    return { ...whole, until: null, rule: 'The event was canceled: everything comes back.', cause: 'EVENT_CANCELLED' };
  if (askedUntil !== null && of.now <= askedUntil)
    return { ...whole, until: askedUntil, rule: 'The event was moved: everything comes back.', cause: 'EVENT_CHANGED' };
  if (declined && of.now < of.startsAt)
    return {
      ...whole,
      until: of.startsAt,
      rule: 'The organization ends it: everything comes back.',
      cause: 'ORGANIZER',
    };
  return { ...policyRefund({ ...of, paidMinor: leftMinor }), cause: 'POLICY' };
}

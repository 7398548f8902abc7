/** Which object an event tells of. The object is read again, so the type says no more than that. */
const KINDS = {
  'checkout.session.completed': 'CHECKOUT',
  'checkout.session.async_payment_succeeded': 'CHECKOUT',
  'checkout.session.async_payment_failed': 'CHECKOUT',
  'checkout.session.expired': 'CHECKOUT',
  'refund.created': 'REFUND',
  'refund.updated': 'REFUND',
  'refund.failed': 'REFUND',
  'charge.refund.updated': 'REFUND',
  'charge.dispute.created': 'DISPUTE',
  'charge.dispute.updated': 'DISPUTE',
  'charge.dispute.closed': 'DISPUTE',
  'charge.dispute.funds_withdrawn': 'DISPUTE',
  'charge.dispute.funds_reinstated': 'DISPUTE',
} as const;

export type EventKind = (typeof KINDS)[keyof typeof KINDS];

/** The types that the webhook endpoint must be sent. */
export const EVENT_TYPES: readonly string[] = Object.keys(KINDS);

/** The kind of object of an event's type; null for a type that we do not use. */
export function kindOfEvent(type: string): EventKind | null {
  return Object.hasOwn(KINDS, type) ? KINDS[type as keyof typeof KINDS] : null;
}

export type Ignored = 'UNKNOWN_TYPE' | 'OTHER_MODE' | 'OTHER_ACCOUNT';

type Event = { type: string; livemode: boolean; account: string | null; objectId: string | null };

/** Why an event that Stripe signed is answered and ignored; null when it is ours. */
export function whyIgnored(event: Event, own: { account: string; livemode: boolean }): Ignored | null {
  if (event.livemode !== own.livemode) return 'OTHER_MODE';
  if (event.account !== null && event.account !== own.account) return 'OTHER_ACCOUNT';
  return kindOfEvent(event.type) === null || event.objectId === null ? 'UNKNOWN_TYPE' : null;
}

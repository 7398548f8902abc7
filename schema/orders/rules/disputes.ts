/** INQUIRY: a bank asks, no money is gone. OPEN: the money is gone until it is decided. WON: it came back, or never went. LOST: it is gone. */
export const DISPUTE_STANDINGS = ['INQUIRY', 'OPEN', 'WON', 'LOST'] as const;
export type DisputeStanding = (typeof DISPUTE_STANDINGS)[number];

/** What Stripe's word for a dispute means for the money. A word that we do not know yet is open. */
export function disputeStanding(status: string): DisputeStanding {
  if (status.startsWith('warning_')) return 'INQUIRY';
  if (status === 'won' || status === 'prevented') return 'WON';
  return status === 'lost' ? 'LOST' : 'OPEN';
}

/** Whether the bank has taken the money back. */
export function isTakenBack({ status }: { status: string }): boolean {
  return ['OPEN', 'LOST'].includes(disputeStanding(status));
}

import type { ReadRefund } from '../../gateway.ts';
import type { RefundState } from './standing.ts';

/** Our word for what Stripe says of a refund. While the payer must do something, it is on its way. */
export function refundStateOf({
  status,
  waitsForBalance,
}: Pick<ReadRefund, 'status' | 'waitsForBalance'>): RefundState {
  if (waitsForBalance) return 'WAITING_FOR_BALANCE';
  return {
    pending: 'PENDING',
    requires_action: 'PENDING',
    succeeded: 'SUCCEEDED',
    failed: 'FAILED',
    canceled: 'CANCELED',
  }[status] as RefundState;
}

/**
 * Stripe may forget an idempotency key after 24 hours. A refund that was asked for longer ago than this is looked for before it is
 * asked for again.
 */
export const KEY_HOURS = 12;

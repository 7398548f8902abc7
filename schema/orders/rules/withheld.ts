import type { OrderMoney, PaymentRow } from '../queries.ts';
import { disputeStanding } from './disputes.ts';

/** Money of a payment that a bank has taken until a dispute is decided, and of which no refund waits yet. */
export type Withheld = { payment: PaymentRow; amountMinor: number };

export function withheldByPayment({ payments, refunds, disputes }: Omit<OrderMoney, 'standing'>): Withheld[] {
  return payments.flatMap((payment) => {
    const open = disputes.filter(
      ({ paymentId, status }) => paymentId === payment.id && disputeStanding(status) === 'OPEN',
    );
    const waiting = refunds.filter(
      ({ paymentId, state }) => paymentId === payment.id && state === 'WAITING_FOR_DISPUTE',
    );
    const amountMinor = sum(open) - sum(waiting);
    return amountMinor > 0 ? [{ payment, amountMinor }] : [];
  });
}

const sum = (rows: readonly { amountMinor: number }[]): number => rows.reduce((all, row) => all + row.amountMinor, 0);

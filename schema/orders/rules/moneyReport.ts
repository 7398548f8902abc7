import type { PAYMENT_METHODS } from '../../../drizzle/tables/payments.ts';

/** Of the order behind a row: who pays, by which documents, and when what was sold takes place. */
export type Papers = {
  /** Null for a person who pays for an event that is no training. */
  payer: string | null;
  invoice: string | null;
  creditNote: string | null;
  startsAt: Date | null;
  timeZone: string | null;
};

/** A row of Stripe's balance with what our books have for what it is of. */
export type BalanceLine = Papers & {
  id: string;
  type: string;
  amountMinor: number;
  feeMinor: number;
  netMinor: number;
  currency: string;
  occurredAt: Date;
  of: 'PAYMENT' | 'REFUND' | 'DISPUTE' | null;
  /** What our books say of it, in their own currency; null when they do not know it. */
  bookedMinor: number | null;
  bookedCurrency: string | null;
  orderId: string | null;
  soldAs: string | null;
};

/** Money of our books: by hand, or through Stripe before its row of the balance was read. */
export type BookLine = Papers & {
  id: string;
  kind: 'PAYMENT' | 'REFUND';
  method: (typeof PAYMENT_METHODS)[number];
  amountMinor: number;
  currency: string;
  occurredAt: Date;
  orderId: string;
  soldAs: string;
};

export type MovementKind = 'PAYMENT' | 'REFUND' | 'DISPUTE' | 'FEE' | 'PAYOUT' | 'UNEXPLAINED';

/** What a row of the balance is, and how much of it our books explain. */
export type Movement = { kind: MovementKind; explainedMinor: number; unexplainedMinor: number };

/** Money between the seller's bank and Stripe. */
const PAYOUTS = ['payout', 'payout_cancel', 'payout_failure', 'topup', 'topup_reversal'];
const FEES = ['stripe_fee', 'stripe_fx_fee', 'tax_fee', 'network_cost'];
const TYPES: Record<'PAYMENT' | 'REFUND' | 'DISPUTE', readonly string[]> = {
  PAYMENT: ['charge', 'payment'],
  REFUND: ['refund', 'payment_refund', 'refund_failure', 'payment_failure_refund', 'payment_refund_failure'],
  DISPUTE: ['adjustment', 'charge_dispute', 'dispute', 'dispute_reversal'],
};

/**
 * What a row of the balance is. Only a row whose payment, refund or dispute is in our books is explained, and only as far as the amounts
 * agree. A row in another currency was converted by Stripe, so that its own amount counts.
 */
export function movementOf(line: BalanceLine): Movement {
  const { type, amountMinor, of, bookedMinor, bookedCurrency, currency } = line;
  if (PAYOUTS.includes(type)) return { kind: 'PAYOUT', explainedMinor: amountMinor, unexplainedMinor: 0 };
  if (FEES.includes(type)) return { kind: 'FEE', explainedMinor: amountMinor, unexplainedMinor: 0 };
  if (of === null || bookedMinor === null || !TYPES[of].includes(type))
    return { kind: 'UNEXPLAINED', explainedMinor: 0, unexplainedMinor: amountMinor };
  const booked = bookedCurrency === currency ? Math.abs(bookedMinor) * Math.sign(amountMinor) : amountMinor;
  const wrongWay = of === 'PAYMENT' && amountMinor < 0;
  const explainedMinor = wrongWay ? 0 : booked;
  return { kind: of, explainedMinor, unexplainedMinor: amountMinor - explainedMinor };
}

/** A report in one currency. Everything in minor units. */
export type MoneyReport = {
  currency: string;
  /** What was charged through Stripe. */
  grossMinor: number;
  feesMinor: number;
  refundsMinor: number;
  disputesMinor: number;
  /** What Stripe's balance changed by, payouts apart. */
  netMinor: number;
  /** What of that our books do not explain. */
  unexplainedMinor: number;
  paidOutMinor: number;
  /** Through Stripe, but not in its balance yet: their fees are not known. */
  pendingMinor: number;
  /** Outside Stripe. */
  receivedMinor: number;
  returnedMinor: number;
};

const EMPTY = {
  ...{ grossMinor: 0, feesMinor: 0, refundsMinor: 0, disputesMinor: 0, netMinor: 0, unexplainedMinor: 0 },
  ...{ paidOutMinor: 0, pendingMinor: 0, receivedMinor: 0, returnedMinor: 0 },
};

type Lines = { balance: readonly BalanceLine[]; books: readonly BookLine[] };

/**
 * A report for each currency: gross − fees − refunds − disputes + unexplained is always the net, and what our books do not explain is
 * shown, never spread.
 */
export function moneyReport({ balance, books }: Lines): MoneyReport[] {
  const currencies = new Set([...balance, ...books].map(({ currency }) => currency));
  return [...currencies].toSorted().map((currency) => {
    const report: MoneyReport = { currency, ...EMPTY };
    for (const line of balance) if (line.currency === currency) addBalance(report, line);
    for (const line of books) if (line.currency === currency) addBook(report, line);
    return report;
  });
}

function addBalance(report: MoneyReport, line: BalanceLine): void {
  const { kind, explainedMinor, unexplainedMinor } = movementOf(line);
  if (kind === 'PAYOUT') {
    report.paidOutMinor -= explainedMinor;
    report.feesMinor += line.feeMinor;
    report.netMinor -= line.feeMinor;
    return;
  }
  report.netMinor += line.netMinor;
  report.feesMinor += line.feeMinor;
  report.unexplainedMinor += unexplainedMinor;
  if (kind === 'PAYMENT') report.grossMinor += explainedMinor;
  if (kind === 'REFUND') report.refundsMinor -= explainedMinor;
  if (kind === 'DISPUTE') report.disputesMinor -= explainedMinor;
  if (kind === 'FEE') report.feesMinor -= explainedMinor;
}

function addBook(report: MoneyReport, { kind, method, amountMinor }: BookLine): void {
  const signed = kind === 'REFUND' ? -amountMinor : amountMinor;
  if (method === 'STRIPE') report.pendingMinor += signed;
  else if (kind === 'REFUND') report.returnedMinor += amountMinor;
  else report.receivedMinor += amountMinor;
}

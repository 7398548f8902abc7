import { type BalanceRow, newStripeId, type State, seconds } from './state.ts';

/** The smallest charge by currency, as Stripe's page on currencies has it. */
const SMALLEST: Record<string, number> = {
  aud: 50,
  cad: 50,
  chf: 50,
  dkk: 250,
  eur: 50,
  gbp: 30,
  jpy: 50,
  nok: 300,
  nzd: 50,
  sek: 300,
  usd: 50,
};
export const smallestOf = (currency: string): number | null => SMALLEST[currency] ?? null;
export const LARGEST = 99_999_999;

/** 2.9 % and 30 of the smallest unit; Stripe keeps it when the money goes back. */
export const feeOf = (amount: number): number => Math.round(amount * 0.029) + 30;
/** What a dispute costs. */
export const DISPUTE_FEE = 1_500;

type Entry = { amount: number; fee?: number; currency: string; type: string; source: string | null };

/** Adds a row to the balance. */
export function addRow(state: State, { amount, fee = 0, currency, type, source }: Entry): BalanceRow {
  const at = seconds(state);
  const row: BalanceRow = {
    id: newStripeId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: at,
    balance_type: 'payments',
    created: at,
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: [],
    net: amount - fee,
    reporting_category: type,
    source,
    status: 'available',
    type,
  };
  state.balance.set(row.id, row);
  return row;
}

export const balanceOf = (state: State, currency: string): number =>
  [...state.balance.values()].filter((row) => row.currency === currency).reduce((sum, row) => sum + row.net, 0);

/** Pays the whole balance of a currency out to the bank. */
export function payOut(state: State, currency: string): BalanceRow {
  const source = newStripeId('po');
  return addRow(state, { amount: -balanceOf(state, currency), currency, type: 'payout', source });
}

export type Totals = {
  charged: number;
  refunded: number;
  refundsPending: number;
  disputed: number;
  fees: number;
  other: number;
  balance: number;
};

/** The money of a currency to the smallest unit, counted from the objects; `balance` is counted from the rows. */
export function totalsOf(state: State, currency: string): Totals {
  const sum = <One extends { currency: string }>(all: Iterable<One>, amount: (one: One) => number) =>
    [...all].filter((one) => one.currency === currency).reduce((total, one) => total + amount(one), 0);
  const typed = (test: (type: string) => boolean) =>
    sum(state.balance.values(), (row) => (test(row.type) ? row.amount : 0));
  const known = ['charge', 'payment', 'refund', 'payment_refund', 'refund_failure', 'adjustment'];
  return {
    charged: sum(state.charges.values(), ({ status, amount }) => (status === 'succeeded' ? amount : 0)),
    refunded: sum(state.refunds.values(), ({ status, amount }) => (status === 'succeeded' ? amount : 0)),
    refundsPending: sum(state.refunds.values(), ({ status, amount }) =>
      status === 'pending' || status === 'requires_action' ? amount : 0,
    ),
    disputed: -typed((type) => type === 'adjustment'),
    fees: sum(state.balance.values(), ({ fee }) => fee),
    other: typed((type) => !known.includes(type)),
    balance: balanceOf(state, currency),
  };
}

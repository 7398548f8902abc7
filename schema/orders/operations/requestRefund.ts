import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { newId, type OrderLineId, type PaymentId, type RefundId, type RegistrationId } from '../../../drizzle/ids.ts';
import { refunds } from '../../../drizzle/schema.ts';
import type { REFUND_CAUSES } from '../../../drizzle/tables/payments.ts';
import { enqueue } from '../../jobs/operations.ts';
import type { MoneyText } from '../../registrations/rules/moneyTexts.ts';
import { RefundTooHighError } from '../errors.ts';
import { paysForPair } from '../queries/places.ts';
import { moneyOf, type OrderMoney, type OrderRow, type PaymentRow, type RefundRow } from '../queries.ts';
import { isTakenBack } from '../rules/disputes.ts';
import { payerReads } from '../rules/endings.ts';
import { takesRefund } from '../rules/standing.ts';
import { mailPayer } from './mailPayer.ts';
import { mailSeller } from './mailSeller.ts';
import { refundJob } from './refundJob.ts';

type Cause = (typeof REFUND_CAUSES)[number];

export type WantedRefund = {
  amountMinor: number;
  cause: Cause;
  reason?: string | null;
  /** The line that it was paid for, and the place that the line pays for. */
  line?: { id: OrderLineId; registrationId: RegistrationId | null };
  /** Whether the caller tells the payer of it, with more. */
  quietly?: boolean;
  /** Only this payment; without it the newest payments give first. */
  paymentId?: PaymentId;
  now: Date;
};

const TEXTS: Partial<Record<Cause, MoneyText>> = {
  LATE_PAYMENT: 'PAID_TOO_LATE',
  DOUBLE_PAYMENT: 'PAID_TWICE',
  OVERPAID: 'PAID_TOO_MUCH',
};

/**
 * Writes the refunds of an order under its lock, one row for each payment that gives back, queues what Stripe is to do, and tells the
 * payer. Money goes back only the way it came: what came by bank waits for somebody who sends it and says so. Throws RefundTooHigh.
 */
export async function requestRefund(
  tx: Database,
  { order }: { order: OrderRow },
  wanted: WantedRefund,
): Promise<RefundId[]> {
  const sources = givers(await moneyOf(tx, order)).filter(
    ({ id }) => wanted.paymentId === undefined || id === wanted.paymentId,
  );
  const left = sources.reduce((all, { leftMinor }) => all + leftMinor, 0);
  if (wanted.amountMinor > left) throw new RefundTooHighError(left, { currency: order.currency, of: 'order' });
  const made: RefundId[] = [];
  const reason = await wordsFor(tx, order, wanted);
  let open = wanted.amountMinor;
  for (const source of sources) {
    const amountMinor = Math.min(open, source.leftMinor);
    if (amountMinor === 0) continue;
    open -= amountMinor;
    made.push(await addRow(tx, source, { ...wanted, amountMinor, reason }));
  }
  const { amountMinor, cause, line, quietly = false, now } = wanted;
  const [first] = made;
  if (first !== undefined && sources.some(({ method }) => method !== 'STRIPE'))
    await tellSeller(tx, order, { amountMinor, now });
  if (first === undefined || quietly) return made;
  const places = line?.registrationId == null ? undefined : [line.registrationId];
  const text = TEXTS[cause] ?? 'REFUND_REQUESTED';
  await mailPayer(tx, order, { key: `refund ${first}`, text, amountMinor, reason, places, more: { cause } });
  return made;
}

/** The words of a refund, which whoever paid reads on the page of the order. */
export async function wordsFor(
  tx: Database,
  { id }: OrderRow,
  { cause, reason = null }: Pick<WantedRefund, 'cause' | 'reason'>,
): Promise<string | null> {
  if (reason === null) return null;
  const about = cause === 'EVENT_CANCELLED' ? 'EVENT' : 'PLACE';
  return payerReads(reason, { isPair: await paysForPair(tx, id), about });
}

/** One mail a day for an event: all that waits there stands together on its page. */
async function tellSeller(
  tx: Database,
  order: OrderRow,
  { amountMinor, now }: Pick<WantedRefund, 'amountMinor' | 'now'>,
): Promise<void> {
  const key = `refund to send ${order.intensiveId} ${now.toISOString().slice(0, 10)}`;
  await mailSeller(tx, order, { key, text: 'REFUND_TO_SEND', amountMinor });
}

async function addRow(tx: Database, source: PaymentRow, wanted: WantedRefund): Promise<RefundId> {
  const { amountMinor, cause, reason = null, line, now } = wanted;
  const { id: paymentId, orderId, currency, account, livemode } = source;
  const id = newId<RefundId>();
  const byStripe = source.method === 'STRIPE';
  await tx.insert(refunds).values({
    ...{ id, orderId, paymentId, amountMinor, currency, cause, reason, account, livemode },
    ...{ lineId: line?.id ?? null, registrationId: line?.registrationId ?? null },
    ...{ state: byStripe ? ('REQUESTED' as const) : ('TO_CONFIRM' as const), requestedAt: now },
  });
  if (byStripe) await enqueue(tx, refundJob, { refundId: id }, { key: id });
  return id;
}

type Giver = PaymentRow & { leftMinor: number };

/** Payments that were not undone, with what is left of each, the newest first. */
function givers({ payments, refunds: before, disputes }: OrderMoney): Giver[] {
  const undone = new Set(payments.map(({ undoes }) => undoes));
  const sum = (rows: readonly { amountMinor: number }[]) => rows.reduce((all, row) => all + row.amountMinor, 0);
  return payments
    .filter(({ id, undoes }) => undoes === null && !undone.has(id))
    .map((payment) => {
      const back = before.filter(({ paymentId, state }) => paymentId === payment.id && takesRefund(state));
      const taken = disputes.filter((dispute) => dispute.paymentId === payment.id && isTakenBack(dispute));
      return { ...payment, leftMinor: Math.max(0, payment.amountMinor - sum(back) - sum(taken)) };
    })
    .toReversed();
}

/** A refund by its key. */
export async function refundOf(db: Database, refundId: RefundId): Promise<RefundRow | null> {
  const [row] = await db.select().from(refunds).where(eq(refunds.id, refundId));
  return row ?? null;
}

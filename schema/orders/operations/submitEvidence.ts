import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { DisputeId, OrderId } from '../../../drizzle/ids.ts';
import { disputes, eventMails, payments } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import type { Context } from '../../context.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import type { Evidence } from '../../gateway.ts';
import { intensiveById, segmentsOf } from '../../intensives/queries.ts';
import { startsAt } from '../../intensives/rules/agenda.ts';
import { dayIn } from '../../intensives/rules/deadline.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { OrderStateError, PaymentsUnavailableError } from '../errors.ts';
import { placesOf } from '../queries/places.ts';
import { type DisputeRow, moneyOf, type OrderRow } from '../queries.ts';
import { needsAnswer } from '../rules/disputes.ts';
import { evidenceOf } from '../rules/evidence.ts';
import { orderById } from './cancelOrder.ts';
import { invoiceOf } from './issueInvoice.ts';
import { askingStripe, type Till } from './openPayment.ts';
import { isOf } from './stripe/applyCheckout.ts';
import { applyDispute } from './stripe/applyDispute.ts';

type Words = Context['wordsOfMail'];

/** A dispute with the order whose payment it takes back. Throws NotFound. */
export async function disputeById(
  db: Database,
  id: DisputeId | null,
): Promise<{ dispute: DisputeRow; order: OrderRow }> {
  const [found] =
    id === null
      ? []
      : await db
          .select({ dispute: disputes, orderId: payments.orderId })
          .from(disputes)
          .innerJoin(payments, eq(payments.id, disputes.paymentId))
          .where(eq(disputes.id, id));
  if (found === undefined) throw new NotFoundError('The dispute');
  return { dispute: found.dispute, order: await orderById(db, found.orderId) };
}

/** What would be sent to the bank about an order, drawn from the order, its policy and the mails that were sent. */
export async function evidenceFor(db: Database, order: OrderRow, wordsOfMail: Words): Promise<Evidence> {
  const intensive = await intensiveById(db, order.intensiveId);
  const start = intensive === null ? null : startsAt(await segmentsOf(db, intensive.id));
  const { invoice, creditNotes } = await invoiceOf(db, order.id);
  const timeZone = intensive?.timeZone ?? 'UTC';
  const rows = await db
    .select()
    .from(eventMails)
    .where(sql`${eventMails.facts} ->> 'order' = ${order.id} and ${eventMails.sentAt} is not null`)
    .orderBy(asc(eventMails.sentAt));
  return evidenceOf({
    ...{ order, timeZone, day: start === null ? null : dayIn(start, timeZone) },
    places: (await placesOf(db, order.id)).length,
    documents: [invoice, ...creditNotes].flatMap((one) => one?.label ?? []),
    mails: rows.flatMap(({ text, facts, sentAt }) =>
      sentAt === null ? [] : [{ subject: wordsOfMail(text, facts).subject, sentAt }],
    ),
  });
}

type Submitting = { disputeId: DisputeId | null; wordsOfMail: Words };

/**
 * Sends the evidence of a dispute to the bank, for a member who manages money, while an answer is awaited. Throws NotFound, Forbidden,
 * OrderState, PaymentsUnavailable, PaymentsDown.
 */
export async function submitEvidence(
  { db, stripe }: Pick<Till, 'db' | 'stripe'>,
  act: UserAct,
  { disputeId, wordsOfMail }: Submitting,
): Promise<{ orderId: OrderId }> {
  const { dispute, order } = await disputeById(db, disputeId);
  const asked = { permission: 'MANAGE_MONEY', organizationId: order.organizationId, what: 'The dispute' } as const;
  const { organizationId, as } = await requirePermission(db, act, asked);
  if (!needsAnswer(dispute)) throw new OrderStateError((await moneyOf(db, order)).standing.state);
  if (stripe === null) throw new PaymentsUnavailableError();
  const evidence = await evidenceFor(db, order, wordsOfMail);
  await askingStripe(order.id, async () => {
    if (!(await isOf(stripe, dispute))) throw new PaymentsUnavailableError();
    const read = await stripe.submitEvidence(dispute.stripeDisputeId, evidence);
    await applyDispute(db, stripe, { dispute: read, now: act.now });
  });
  const details = { disputeId: dispute.id };
  await recordEvent(db, act, 'EVIDENCE_SUBMITTED', { objectId: order.id, organizationId, as, details });
  return { orderId: order.id };
}

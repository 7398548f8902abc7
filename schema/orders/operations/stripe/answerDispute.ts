import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import type { DisputeId } from '../../../../drizzle/ids.ts';
import { disputes, eventMails, intensives, orderLines, orders, payments } from '../../../../drizzle/schema.ts';
import type { UserAct } from '../../../act.ts';
import { NotFoundError } from '../../../errors.ts';
import { recordEvent } from '../../../events/operations.ts';
import type { Evidence, Gateway } from '../../../gateway.ts';
import { GatewayRefused } from '../../../gateway.ts';
import { requirePermission } from '../../../organizations/operations/requirePermission.ts';
import { creditedPlaces } from '../../queries/credited.ts';
import { placesOf } from '../../queries/places.ts';
import type { OrderRow } from '../../queries.ts';
import { evidenceOf } from '../../rules/evidence.ts';
import { applyDispute } from './applyDispute.ts';

type Found = { order: OrderRow; stripeDisputeId: string; evidence: Evidence };

/** What would be sent for a dispute, for a member who looks at it first. Throws NotFound and Forbidden. */
export async function disputeEvidence(
  db: Database,
  act: UserAct,
  { disputeId }: { disputeId: DisputeId },
): Promise<Evidence> {
  return (await found(db, act, disputeId)).evidence;
}

/** The numbers of the certificates that stand on the places of a disputed order, for a member. Throws NotFound and Forbidden. */
export async function disputedCredit(
  db: Database,
  act: UserAct,
  { disputeId }: { disputeId: DisputeId },
): Promise<string[]> {
  const { order } = await found(db, act, disputeId);
  const places = await placesOf(db, order.id);
  const ids = places.flatMap(({ registrationId }) => registrationId ?? []);
  return (await creditedPlaces(db, ids)).map(({ number }) => number);
}

/**
 * Answers a dispute with the order, the policy as accepted and the mails sent, and nothing else. Stripe takes one answer; a dispute
 * that is over or was answered takes none. Throws NotFound, Forbidden and GatewayDown.
 */
export async function answerDispute(
  { db, stripe }: { db: Database; stripe: Gateway },
  act: UserAct,
  { disputeId }: { disputeId: DisputeId },
): Promise<{ ok: true } | { ok: false; because: 'OVER' }> {
  const { order, stripeDisputeId, evidence } = await found(db, act, disputeId);
  try {
    const dispute = await stripe.submitEvidence(stripeDisputeId, evidence);
    await applyDispute(db, stripe, { dispute, now: act.now });
  } catch (error) {
    if (error instanceof GatewayRefused) return { ok: false, because: 'OVER' };
    throw error;
  }
  await db.transaction(async (tx) => {
    const { organizationId, as } = await permitted(tx, act, order);
    const details = { dispute: disputeId };
    await recordEvent(tx, act, 'DISPUTE_ANSWERED', { objectId: order.id, organizationId, as, details });
  });
  return { ok: true };
}

const permitted = (tx: Database, act: UserAct, order: OrderRow | undefined) =>
  requirePermission(tx, act, {
    permission: 'MANAGE_MONEY',
    organizationId: order?.organizationId ?? null,
    what: 'The dispute',
  });

const EVENT = { kind: intensives.kind, title: intensives.title, neutralName: intensives.neutralName };
type Sold = { order: OrderRow; event: Parameters<typeof evidenceOf>[0]['event'] };

async function found(db: Database, act: UserAct, disputeId: DisputeId): Promise<Found> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ order: orders, event: EVENT, stripeDisputeId: disputes.stripeDisputeId })
      .from(disputes)
      .innerJoin(payments, eq(payments.id, disputes.paymentId))
      .innerJoin(orders, eq(orders.id, payments.orderId))
      .innerJoin(intensives, eq(intensives.id, orders.intensiveId))
      .where(eq(disputes.id, disputeId));
    await permitted(tx, act, row?.order);
    if (row === undefined) throw new NotFoundError('The dispute');
    return { ...row, evidence: await gather(tx, row) };
  });
}

async function gather(tx: Database, { order, event }: Sold): Promise<Evidence> {
  const lines = await tx
    .select({ registrationId: orderLines.registrationId })
    .from(orderLines)
    .where(eq(orderLines.orderId, order.id));
  // A payer with a mailbox of their own has no account.
  const ofOrder = sql`${eventMails.facts} ->> 'order' = ${order.id}`;
  const sent = await tx
    .select({ key: eventMails.key, text: eventMails.text, facts: eventMails.facts, sentAt: eventMails.sentAt })
    .from(eventMails)
    .where(and(or(eq(eventMails.userId, order.placedBy), ofOrder), isNotNull(eventMails.sentAt)))
    .orderBy(eventMails.sentAt);
  // A mail's facts or its key name the order or the place that it is about.
  const about = [order.id, ...lines.flatMap(({ registrationId }) => registrationId ?? [])];
  const mails = sent.flatMap(({ key, text, facts, sentAt }) =>
    sentAt !== null && (facts.order === order.id || about.some((id) => key.includes(id))) ? [{ text, sentAt }] : [],
  );
  return evidenceOf({ order, event, places: lines.length, mails });
}

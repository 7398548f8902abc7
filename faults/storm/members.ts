import { eq, sql } from 'drizzle-orm';
import type { OrderId } from '../../drizzle/ids.ts';
import { orders } from '../../drizzle/schema.ts';
import { moneyOf } from '../../schema/orders/queries.ts';
import { type Act, ask, idOf, mustRefuse, pick, rowAt } from './asking.ts';
import { placeAt } from './buyers.ts';
import type { Stage } from './stage.ts';

const standingOf = async ({ db }: Stage, orderId: string) => {
  const [order] = await db
    .select()
    .from(orders)
    .where(eq(orders.id, orderId as OrderId));
  if (order === undefined) throw new Error('there is no such order');
  return (await moneyOf(db, order)).standing;
};

const cancelByMember: Act = async (stage, n) => {
  const place = await placeAt(stage, n[0]);
  const input = { registrationId: idOf('Registration', place?.id ?? ''), reason: 'A change of plans.' };
  return place && ask(stage, { n: n[3], as: stage.organizer, verb: 'cancelRegistration', input });
};

const decide: Act = async (stage, n) => {
  const row = await rowAt<{ id: string }>(
    stage,
    n[0],
    sql`select id from registrations where state = 'APPLIED' order by id`,
  );
  if (row === undefined) return;
  const decision = (n[1] ?? 0) < 0.85 ? 'ACCEPT' : 'DECLINE';
  const input = { registrationId: idOf('Registration', row.id), decision };
  return ask(stage, { n: n[3], as: stage.organizer, verb: 'decideApplication', input });
};

export type PaidPlace = { id: string; orderId: string };

const paidPlace = (stage: Stage, n: number | undefined) =>
  rowAt<PaidPlace>(
    stage,
    n,
    sql`select l.registration_id as id, l.order_id as "orderId" from order_lines l join orders o on o.id = l.order_id
      where exists (select from payments p where p.order_id = o.id) order by l.id`,
  );

/** Gives back so much for a place; null: what the policy gives. */
export async function refundPlace(
  stage: Stage,
  { id, orderId }: PaidPlace,
  { amountMinor, n }: { amountMinor: number | null; n: number | undefined },
) {
  const { leftMinor } = await standingOf(stage, orderId);
  const input = { registrationId: idOf('Registration', id), amountMinor, leftMinor, reason: 'As agreed.' };
  return ask(stage, { n, as: stage.organizer, verb: 'refundRegistration', input });
}

const refund: Act = async (stage, n) => {
  const place = await paidPlace(stage, n[0]);
  if (place === undefined) return;
  const { leftMinor } = await standingOf(stage, place.orderId);
  const part = Math.max(1, Math.floor((n[2] ?? 0) * leftMinor));
  const amountMinor = pick([null, part, Math.max(1, leftMinor)], n[1]) ?? null;
  // Two members press the button at once.
  return Promise.all(
    [n[3], n[4]].slice(0, (n[5] ?? 0) < 0.2 ? 2 : 1).map((one) => refundPlace(stage, place, { amountMinor, n: one })),
  );
};

const refundTooMuch: Act = async (stage, n) => {
  const place = await paidPlace(stage, n[0]);
  if (place === undefined) return;
  const [line] = await stage.db.execute<{ paid: number }>(
    sql`select sum(amount_minor)::int as paid from payments where order_id = ${place.orderId}`,
  );
  const amountMinor = (line?.paid ?? 0) + 1 + Math.floor((n[1] ?? 0) * 10_000);
  const answer = await refundPlace(stage, place, { amountMinor, n: n[3] });
  mustRefuse(stage, answer, `more than was paid was refunded for the place ${place.id}`);
};

const reinstate: Act = async (stage, n) => {
  const place = await placeAt(stage, n[0], sql`('LAPSED', 'CANCELLED')`);
  const input = { registrationId: idOf('Registration', place?.id ?? ''), reason: 'A mistake.' };
  return place && ask(stage, { n: n[3], as: stage.organizer, verb: 'reinstateRegistration', input });
};

const bankTransfer: Act = async (stage, n) => {
  const order = await rowAt<{ id: OrderId; total: number }>(
    stage,
    n[0],
    sql`select id, total_minor as total from orders where total_minor > 0
      and (settled_at is null or ${n[4] ?? 0}::float8 < 0.1) order by id desc limit 60`,
  );
  if (order === undefined) return;
  const { paidMinor, dueMinor } = await standingOf(stage, order.id);
  const part = Math.max(1, Math.floor((n[2] ?? 0) * order.total));
  const amountMinor = pick([dueMinor, dueMinor, part, order.total, dueMinor + 500], n[1]) || part;
  const input = {
    ...{ orderId: idOf('Order', order.id), method: 'BANK_TRANSFER', amountMinor, paidMinor, evidence: 'Statement 7' },
    receivedAt: stage.now().toISOString(),
  };
  return ask(stage, { n: n[3], as: stage.organizer, verb: 'recordPayment', input });
};

const undoPayment: Act = async (stage, n) => {
  const row = await rowAt<{ id: string }>(
    stage,
    n[0],
    sql`select id from payments where undoes is null and method <> 'STRIPE' order by id desc limit 20`,
  );
  const input = { paymentId: idOf('Payment', row?.id ?? ''), reason: 'Recorded by mistake.' };
  return row && ask(stage, { n: n[3], as: stage.organizer, verb: 'undoPayment', input });
};

const confirmRefund: Act = async (stage, n) => {
  const row = await rowAt<{ id: string }>(
    stage,
    n[0],
    sql`select id from refunds where state = 'TO_CONFIRM' or ${n[4] ?? 0}::float8 < 0.1 order by id desc limit 20`,
  );
  const input = { refundId: idOf('Refund', row?.id ?? ''), sent: (n[1] ?? 0) < 0.9, reason: 'Transfer 12' };
  return row && ask(stage, { n: n[3], as: stage.organizer, verb: 'confirmRefund', input });
};

const capacity: Act = async (stage, n) => {
  const intensiveId = pick(stage.slots, n[0]);
  const input = { intensiveId: idOf('Intensive', intensiveId ?? ''), capacity: 1 + Math.floor((n[1] ?? 0) * 5) };
  return ask(stage, { n: n[3], as: stage.organizer, verb: 'changeCapacity', input });
};

/** The whole event is canceled, and another takes its slot. */
const cancelIntensive: Act = async (stage, n) => {
  const slot = Math.floor((n[0] ?? 0) * stage.slots.length);
  const input = { intensiveId: idOf('Intensive', stage.slots[slot] ?? ''), reason: 'The teacher is ill.' };
  const answer = await ask(stage, { n: n[3], as: stage.organizer, verb: 'cancelIntensive', input });
  if (answer?.code === null) await stage.follow(slot);
};

const answerDispute: Act = async (stage, n) => {
  const row = await rowAt<{ id: string }>(stage, n[0], sql`select id from disputes order by id desc limit 10`);
  const input = { disputeId: idOf('Dispute', row?.id ?? '') };
  return row && ask(stage, { n: n[3], as: stage.organizer, verb: 'submitDisputeEvidence', input });
};

export const MEMBERS = {
  cancelByMember,
  decide,
  refund,
  refundTooMuch,
  reinstate,
  bankTransfer,
  undoPayment,
  confirmRefund,
  capacity,
  cancelIntensive,
  answerDispute,
};

import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, PairId, UserId } from '../../../drizzle/ids.ts';
import { orderLines, registrations } from '../../../drizzle/schema.ts';
import { LIVE_STATES } from '../../../drizzle/tables/registrations.ts';
import { leaveAll } from '../../registrations/operations/leaveAll.ts';
import { lockOrder } from '../queries.ts';
import { endUnpaid, orderById } from './cancelOrder.ts';
import { isWaiting } from './cancelRegistration.ts';
import { giveBackFor } from './endPlaces.ts';

/**
 * Ends everything that a person who is erased still has at events. Whoever paid for a place of theirs gets back what the policy gives,
 * as if they had canceled it.
 */
export async function leaveEverything(tx: Database, { userId, at }: { userId: UserId; at: Date }): Promise<void> {
  const own = and(eq(registrations.userId, userId), inArray(registrations.state, LIVE_STATES));
  const rows = await tx.select({ id: registrations.id, pairId: registrations.pairId }).from(registrations).where(own);
  const pairIds = rows.flatMap(({ pairId }) => pairId ?? []);
  const others =
    pairIds.length === 0
      ? []
      : await tx.select({ id: registrations.id }).from(registrations).where(inArray(registrations.pairId, pairIds));
  const waiting = await waitingOrders(tx, pairIds);
  await leaveAll(tx, { userId, at });
  const ended = new Set([...rows, ...others].map(({ id }) => id));
  for (const orderId of waiting) await endWaiting(tx, orderId, at);
  await giveBackFor(tx, { registrationIds: [...ended], endedBy: 'ERASED', now: at });
}

/** Orders of pairs that wait for money: they end as an order does that one of the two cancels, so that a payer cannot tell the two. */
async function waitingOrders(tx: Database, pairIds: readonly PairId[]): Promise<OrderId[]> {
  if (pairIds.length === 0) return [];
  const lines = await tx
    .selectDistinct({ orderId: orderLines.orderId })
    .from(orderLines)
    .innerJoin(registrations, eq(registrations.id, orderLines.registrationId))
    .where(inArray(registrations.pairId, [...pairIds]));
  const waiting: OrderId[] = [];
  for (const { orderId } of lines) if (await isWaiting(tx, await orderById(tx, orderId))) waiting.push(orderId);
  return waiting;
}

async function endWaiting(tx: Database, orderId: OrderId, now: Date): Promise<void> {
  const locked = await lockOrder(tx, orderId);
  if (locked === null) return;
  const ender = { because: 'ERASED', by: 'system', whose: null, endedBy: 'ERASED' } as const;
  await endUnpaid(tx, { ...locked, ender, now });
}

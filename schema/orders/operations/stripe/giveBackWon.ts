import { sql } from 'drizzle-orm';
import type { Database } from '../../../../drizzle/client.ts';
import type { OrderId, OrderLineId } from '../../../../drizzle/ids.ts';
import { statement } from '../../../../drizzle/statement.ts';
import type { LockedOrder } from '../../queries.ts';
import { linesWithMoney } from '../lockPlace.ts';
import { requestRefund } from '../requestRefund.ts';

const gone = statement<{ orderId: OrderId }, { id: OrderLineId }>(
  'lines_of_canceled_events',
  (p) => sql`select l.id from order_lines l join registrations r on r.id = l.registration_id
    where l.order_id = ${p('orderId')} and r.ended_at is not null and exists
      (select from registration_states s where s.registration_id = r.id and s.because = 'EVENT_CANCELLED')`,
);

/**
 * Gives back what a bank had taken and returned, for places of an event that was canceled meanwhile: while it was gone there was
 * nothing to give. What went back before is not given twice.
 */
export async function giveBackWon(tx: Database, { order }: LockedOrder, now: Date): Promise<void> {
  const ended = new Set((await gone(tx, { orderId: order.id })).map(({ id }) => id));
  if (ended.size === 0) return;
  for (const line of await linesWithMoney(tx, order))
    if (ended.has(line.id) && line.leftMinor > 0)
      await requestRefund(tx, { order }, { amountMinor: line.leftMinor, cause: 'EVENT_CANCELLED', line, now });
}

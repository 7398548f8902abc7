import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { orders } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';
import { soldAs } from '../../intensives/rules/shown.ts';
import { confirmSeats } from '../../registrations/operations/confirmSeats.ts';
import type { OrderRow } from '../queries.ts';
import { issueInvoice } from './issueInvoice.ts';
import { mailPayer } from './mailPayer.ts';
import { makeOrder } from './makeOrder.ts';
import type { Quote } from './quote.ts';
import type { Places } from './takePlaces.ts';

type Placing = { intensive: IntensiveRow; quote: Quote; places: Places; policySha256: string };
export type Placed = { order: OrderRow; registrationIds: RegistrationId[] };

/**
 * Writes the order of places that are kept. One over nothing confirms them at once, with an invoice over nothing. An invoice is issued at
 * once and mailed. One that is paid at once waits for its money.
 */
export async function placeOrder(
  tx: Database,
  act: UserAct,
  { intensive, quote, places, policySha256 }: Placing,
): Promise<Placed> {
  const { price, code, tax, payer, settlement, plan, totalMinor } = quote;
  const { holdId, registrationIds } = places;
  const order = await makeOrder(tx, {
    ...{ intensive, placedBy: act.userId, payer, price, code, tax, places: registrationIds, settlement, holdId },
    ...{ soldAs: soldAs(intensive), policySha256, installments: plan, now: act.now },
  });
  await recordEvent(tx, act, 'ORDER_PLACED', {
    ...{ objectId: order.id, organizationId: intensive.organizationId },
    details: { places: registrationIds.length, settlement: order.settlement },
  });
  if (totalMinor === 0) await giveFree(tx, act, order);
  else if (settlement === 'INVOICE') await invoice(tx, act, { order, quote });
  return { order, registrationIds };
}

async function giveFree(tx: Database, { now }: UserAct, order: OrderRow): Promise<void> {
  if (order.holdId === null) throw new Error('an order has no hold');
  const done = await confirmSeats(tx, { holdId: order.holdId, at: now, because: 'REGISTERED', by: 'user' });
  if ('noSeat' in done) throw new Error('a hold that was just taken has no seat');
  await tx.update(orders).set({ settledAt: now }).where(eq(orders.id, order.id));
  await issueInvoice(tx, order, { paidMinor: 0, plan: [], now });
}

async function invoice(
  tx: Database,
  { now }: UserAct,
  { order, quote: { plan } }: { order: OrderRow; quote: Quote },
): Promise<void> {
  const { label } = await issueInvoice(tx, order, { paidMinor: 0, plan, now });
  const due = { amountMinor: order.totalMinor, label, parts: plan, carries: [label] };
  await mailPayer(tx, order, { key: `invoiced ${order.id}`, text: 'ORDER_INVOICED', ...due });
}

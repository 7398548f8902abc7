import { inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { orders } from '../../../drizzle/schema.ts';
import { codeOf, type IntensiveRow } from '../../intensives/queries.ts';
import { OrderOpenError } from '../errors.ts';
import { type PlaceLine, placesOf, planOf } from '../queries/places.ts';
import { waitingOrders } from '../queries/prices.ts';
import type { OrderRow } from '../queries.ts';
import type { Payer } from './makeOrder.ts';
import type { Wanted } from './quote.ts';

type Coming = { intensive: IntensiveRow; userId: UserId; places: number | null; wanted: Wanted };
type Mine = { orderId: OrderId; registrationIds: RegistrationId[]; settlement: OrderRow['settlement'] };

/**
 * The order of somebody who comes back before its hold has ended and asks for the same. Null when they have none. Throws OrderOpen for
 * another one of theirs: only invoices for groups may stand side by side.
 */
export async function returningOrder(tx: Database, coming: Coming): Promise<Mine | null> {
  const { intensive, userId, places, wanted } = coming;
  const ids = await waitingOrders(tx, { intensiveId: intensive.id, userId });
  const open = ids.length === 0 ? [] : await tx.select().from(orders).where(inArray(orders.id, ids));
  for (const order of open) {
    const lines = await placesOf(tx, order.id);
    const own = lines.some((line) => line.userId === userId);
    if (own !== (places === null)) continue;
    if (await isSame(tx, { coming, order, lines }))
      return {
        orderId: order.id,
        registrationIds: lines.flatMap(({ registrationId }) => registrationId ?? []),
        settlement: order.settlement,
      };
    const sideBySide = order.settlement === 'INVOICE' && wanted.settlement === 'INVOICE' && !own;
    if (!sideBySide) throw new OrderOpenError(order.id);
  }
  return null;
}

type Compared = { coming: Coming; order: OrderRow; lines: readonly PlaceLine[] };

async function isSame(tx: Database, { coming, order, lines }: Compared): Promise<boolean> {
  const { intensive, places, wanted } = coming;
  const code = wanted.code === null ? null : await codeOf(tx, intensive.id, wanted.code);
  if (wanted.code !== null && code === null) return false;
  const inParts = order.settlement === 'INVOICE' && (await planOf(tx, order.id)).length > 1;
  return (
    order.settlement === wanted.settlement &&
    order.codeId === (code?.id ?? null) &&
    (places === null || lines.length === places) &&
    (intensive.deposit === null || inParts === wanted.inParts) &&
    (wanted.payer === null ? order.payerKind === 'PERSON' : isPayer(order, wanted.payer))
  );
}

const isPayer = (order: OrderRow, payer: Payer): boolean =>
  order.payerKind === payer.kind &&
  order.payerName === payer.name &&
  order.payerAddress === payer.address &&
  order.payerCountry === payer.country &&
  order.payerTaxId === payer.taxId &&
  order.payerEmail === payer.email &&
  order.purchaseOrder === payer.purchaseOrder;

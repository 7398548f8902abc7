import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { ORDER_STANDS } from '../../intensives/queries/uses.ts';
import type { PriceRow } from '../../intensives/queries.ts';

const sold = statement<{ intensiveId: IntensiveId }, { priceId: string | null; taken: number }>(
  'places_taken_by_price',
  (p) => sql`select o.price_id as "priceId", count(*)::int as taken
    from registrations r left join order_lines l on l.registration_id = r.id left join orders o on o.id = l.order_id
      left join holds h on h.id = o.hold_id
    where r.intensive_id = ${p('intensiveId')} and r.ended_at is null and (o.id is null or ${ORDER_STANDS})
      and r.state in ('HELD', 'AWAITING_PAYMENT', 'CONFIRMED') group by o.price_id`,
);

/**
 * How many places are sold or held at each price of an intensive, by the database's clock. A free place has no order: they count at
 * the free prices, in their order, each up to its own places.
 */
async function takenByPrice(
  db: Database,
  { intensiveId, prices }: { intensiveId: IntensiveId; prices: readonly PriceRow[] },
): Promise<Map<string, number>> {
  const rows = await sold(db, { intensiveId });
  const taken = new Map(rows.flatMap(({ priceId, taken: count }) => (priceId === null ? [] : [[priceId, count]])));
  let free = rows.find(({ priceId }) => priceId === null)?.taken ?? 0;
  for (const { id, places } of prices.filter(isFree).toSorted((a, b) => a.position - b.position)) {
    const here = Math.min(places ?? free, free);
    taken.set(id, (taken.get(id) ?? 0) + here);
    free -= here;
  }
  return taken;
}

const isFree = ({ kind, amountMinor, removedAt }: PriceRow): boolean =>
  kind === 'STANDARD' && amountMinor === 0 && removedAt === null;

/** What priceNow asks of the places of prices; nothing where no price is limited. */
export async function takenOf(
  db: Database,
  { intensiveId, prices }: { intensiveId: IntensiveId; prices: readonly PriceRow[] },
): Promise<Map<string, number>> {
  const limited = prices.some(({ kind, places }) => kind === 'STANDARD' && places !== null);
  return limited ? takenByPrice(db, { intensiveId, prices }) : new Map();
}

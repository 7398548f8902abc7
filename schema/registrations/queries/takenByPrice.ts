import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, IntensivePriceId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { freePlaces, soldAt } from '../../intensives/queries/uses.ts';
import type { PriceRow } from '../../intensives/queries.ts';
import { takenAtPrices } from '../../intensives/rules/pricing.ts';

const sold = statement<{ intensiveId: IntensiveId }, { priceId: IntensivePriceId; sold: number; free: number }>(
  'places_taken_by_price',
  (
    p,
  ) => sql`select p.id as "priceId", ${soldAt(sql`p.id`, sql`p.intensive_id`)} as sold, ${freePlaces(sql`p.intensive_id`)} as free
    from intensive_prices p where p.intensive_id = ${p('intensiveId')} and p.removed_at is null`,
);

/** How many places are taken at each price, by the database's clock, as priceNow asks; nothing where no price is limited. */
export async function takenOf(
  db: Database,
  { intensiveId, prices }: { intensiveId: IntensiveId; prices: readonly PriceRow[] },
): Promise<Map<string, number>> {
  if (!prices.some(({ kind, places }) => kind === 'STANDARD' && places !== null)) return new Map();
  const rows = await sold(db, { intensiveId });
  const counts = new Map<string, number>(rows.map((row) => [row.priceId, row.sold]));
  return takenAtPrices(prices, { sold: counts, free: rows[0]?.free ?? 0 });
}

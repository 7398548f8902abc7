import type { Database } from '../../../../drizzle/client.ts';
import { balanceRows } from '../../../../drizzle/schema.ts';
import type { Gateway, ReadBalanceRow } from '../../../gateway.ts';
import { balanceKnownTo, knownRows, type Own } from '../../queries/reconciling.ts';
import type { EventKind } from '../../rules/stripeEvents.ts';
import { applyObject } from './applyObject.ts';

type Needs = { db: Database; stripe: Gateway };

const DAY_MS = 86_400_000;
/** How many days one run reads at most; the next goes on from there. */
const MOST_DAYS = 31;

/**
 * Copies the rows of Stripe's balance that we do not have, day by day, the oldest first. Each tells of a refund or a dispute that no
 * event may have told us of, so that is applied before the row is kept.
 */
export async function readBalance(needs: Needs, own: Own, now: Date): Promise<void> {
  const [known] = await balanceKnownTo(needs.db, own);
  if (known?.since == null) return;
  const end = now.getTime() + DAY_MS;
  let from = known.since.getTime();
  for (let days = 0; days < MOST_DAYS && from < end; days++, from += DAY_MS) {
    const rows = await needs.stripe.listBalance(new Date(from), new Date(from + DAY_MS));
    await keep(needs, own, { rows, now });
  }
}

async function keep(needs: Needs, own: Own, { rows, now }: { rows: ReadBalanceRow[]; now: Date }): Promise<void> {
  if (rows.length === 0) return;
  const had = await knownRows(needs.db, { ids: rows.map(({ stripeId }) => stripeId) });
  const known = new Set(had.map(({ stripeId }) => stripeId));
  const added = rows.filter(({ stripeId }) => !known.has(stripeId));
  if (added.length === 0) return;
  for (const { sourceId } of added) {
    const kind = kindOfSource(sourceId);
    if (kind !== null && sourceId !== null) await applyObject(needs, { kind, id: sourceId, now });
  }
  await needs.db
    .insert(balanceRows)
    .values(added.map((row) => ({ ...row, ...own })))
    .onConflictDoNothing();
}

/** Stripe's ids begin with what they are of. */
function kindOfSource(sourceId: string | null): EventKind | null {
  const prefix = sourceId?.split('_')[0];
  if (prefix === 're' || prefix === 'pyr') return 'REFUND';
  return prefix === 'du' || prefix === 'dp' ? 'DISPUTE' : null;
}

import { and, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { pairs } from '../../../drizzle/schema.ts';
import type { Moved } from './changeState.ts';

const pairsOf = (moved: readonly Moved[]) => [...new Set(moved.flatMap(({ pairId }) => pairId ?? []))];

/** Ends the pairs of registrations that have ended. */
export async function endPairs(tx: Database, ended: readonly Moved[], at: Date): Promise<void> {
  const ids = pairsOf(ended);
  if (ids.length === 0) return;
  await tx
    .update(pairs)
    .set({ endedAt: at, invitedSha256: null })
    .where(and(inArray(pairs.id, ids), isNull(pairs.endedAt)));
}

/** A pair whose registrations have their seats again goes ahead again. */
export async function reopenPairs(tx: Database, confirmed: readonly Moved[]): Promise<void> {
  const ids = pairsOf(confirmed);
  if (ids.length > 0) await tx.update(pairs).set({ endedAt: null }).where(inArray(pairs.id, ids));
}

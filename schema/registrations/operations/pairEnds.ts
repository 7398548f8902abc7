import { and, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { pairs } from '../../../drizzle/schema.ts';
import { isWanted } from '../rules/ends.ts';
import type { Because } from '../rules/states.ts';
import type { Moved } from './changeState.ts';
import { stopAfterPairs } from './invitationStops.ts';

const pairsOf = (moved: readonly Moved[]) => [...new Set(moved.flatMap(({ pairId }) => pairId ?? []))];

type Ending = { because: Because; whose: UserId | null; at: Date };

/**
 * Ends the pairs of registrations that have ended. Where somebody ended them, and not the event or the time, the other one cannot mail
 * invitations to whoever did for a while.
 */
export async function endPairs(tx: Database, ended: readonly Moved[], { because, whose, at }: Ending): Promise<void> {
  const ids = pairsOf(ended);
  if (ids.length === 0) return;
  await tx
    .update(pairs)
    .set({ endedAt: at, invitedSha256: null })
    .where(and(inArray(pairs.id, ids), isNull(pairs.endedAt)));
  if (isWanted(because)) await stopAfterPairs(tx, { pairIds: ids, whose, at });
}

/** A pair whose registrations have their seats again goes ahead again. */
export async function reopenPairs(tx: Database, confirmed: readonly Moved[]): Promise<void> {
  const ids = pairsOf(confirmed);
  if (ids.length > 0) await tx.update(pairs).set({ endedAt: null }).where(inArray(pairs.id, ids));
}

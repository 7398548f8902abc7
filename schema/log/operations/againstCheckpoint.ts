import { isConsistent } from '../../../certificates/log/check.ts';
import { type CheckpointCheck, checkCheckpoint } from '../../../certificates/log/note.ts';
import { consistencyRanges } from '../../../certificates/log/tree.ts';
import type { Database } from '../../../drizzle/client.ts';
import { hashesOf, latestCheckpoint } from '../queries.ts';
import { SNAPSHOT, type Trust } from './replay/trust.ts';

export type AgainstCheckpoint =
  | { ok: true; size: number; currentSize: number; origin: string }
  | Extract<CheckpointCheck, { ok: false }>
  | { ok: false; because: 'LOG_SHORTER' | 'HISTORY_CHANGED'; detail: string };

/**
 * Whether today's log continues the log of a saved checkpoint. This finds a history that was rewritten and signed again. It
 * trusts the stored hashes; replayLog recomputes those.
 */
export function againstCheckpoint(db: Database, { note, keys, origin }: Trust & { note: string }) {
  return db.transaction(async (tx): Promise<AgainstCheckpoint> => {
    const saved = checkCheckpoint(note, origin ?? null, keys);
    if (!saved.ok) return saved;
    const today = await latestCheckpoint(tx);
    const currentSize = today?.size ?? 0;
    if (today === null || currentSize < saved.size) {
      const detail = `The checkpoint was signed over ${saved.size} entries, and the log has ${currentSize}: entries are missing.`;
      return { ok: false, because: 'LOG_SHORTER', detail };
    }
    const proof = await hashesOf(tx, consistencyRanges(saved.size, currentSize));
    if (isConsistent(saved, today, proof)) return { ok: true, size: saved.size, currentSize, origin: saved.origin };
    const detail = `The first ${saved.size} entries are no longer those that the checkpoint was signed over.`;
    return { ok: false, because: 'HISTORY_CHANGED', detail };
  }, SNAPSHOT);
}

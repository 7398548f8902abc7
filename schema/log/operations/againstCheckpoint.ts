import { isConsistent } from '../../../certificates/log/check.ts';
import { checkCheckpoint } from '../../../certificates/log/note.ts';
import { consistencyRanges } from '../../../certificates/log/tree.ts';
import type { Database } from '../../../drizzle/client.ts';
import { LogDamaged } from '../errors.ts';
import { hashesOf, latestCheckpoint } from '../queries.ts';
import type { AgainstCheckpoint } from '../rules.ts';
import { SNAPSHOT, type Trust } from './replay/trust.ts';

type Refusal = Extract<AgainstCheckpoint, { ok: false }>;
type Because = 'LOG_SHORTER' | 'HISTORY_CHANGED' | 'TODAY_UNSIGNED';

const no = (because: Because, detail: string): Refusal => ({ ok: false, because, detail });

/**
 * Whether today's log continues the log of a saved checkpoint, in as many steps as the log has doublings. This finds a history
 * that was rewritten and signed again. It trusts the stored hashes; replayLog recomputes those.
 */
export function againstCheckpoint(db: Database, { note, keys, origin }: Trust & { note: string }) {
  return db.transaction(async (tx): Promise<AgainstCheckpoint> => {
    const saved = checkCheckpoint(note, origin ?? null, keys);
    if (!saved.ok) return saved;
    const today = await latestCheckpoint(tx);
    const size = today?.size ?? 0;
    if (today === null || size < saved.size)
      return no(
        'LOG_SHORTER',
        `The checkpoint was signed over ${saved.size} entries, and the log has ${size}: entries are missing.`,
      );
    const signed = checkCheckpoint(today.note, origin ?? null, keys);
    if (!signed.ok || signed.size !== size || !today.root.equals(signed.root))
      return no(
        'TODAY_UNSIGNED',
        `The newest checkpoint, of ${size} entries, is not one that a key of this log signed.`,
      );
    const proof = await hashesOf(tx, consistencyRanges(saved.size, size)).catch((error: unknown) => {
      if (error instanceof LogDamaged) return null;
      throw error;
    });
    if (proof !== null && isConsistent(saved, today, proof))
      return { ok: true, size: saved.size, currentSize: size, origin: saved.origin, today: today.note };
    return no(
      'HISTORY_CHANGED',
      `The first ${saved.size} entries are no longer those that the checkpoint was signed over.`,
    );
  }, SNAPSHOT);
}

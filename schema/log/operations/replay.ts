import type { PublicKey } from '../../../certificates/keys.ts';
import { isConsistent } from '../../../certificates/log/check.ts';
import { type CheckpointCheck, checkCheckpoint } from '../../../certificates/log/note.ts';
import { consistencyRanges } from '../../../certificates/log/tree.ts';
import type { Database } from '../../../drizzle/client.ts';
import { hashesOf, latestCheckpoint } from '../queries.ts';
import { type Difference, newFindings } from './replay/findings.ts';
import { replayRecords, replayTimestamps } from './replay/records.ts';
import { replayTree } from './replay/tree.ts';

export type ReplayReport = {
  ok: boolean;
  /** Entries that have a place; `entries` counts those that wait for one too. */
  size: number;
  entries: number;
  waiting: number;
  checkpoints: number;
  timestamps: number;
  /** How many differences there are; the first twenty are named. */
  differences: number;
  named: Difference[];
};

type Trust = { keys: readonly PublicKey[]; origin?: string };

/** One view of everything, while the sequencer may go on. */
const SNAPSHOT = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/**
 * Replays the whole log from its entries: their form, their order, every hash of the tree, every checkpoint, and that each entry is
 * of what the tables say, and the tables say nothing that the log should tell and does not. `keys` are all that ever signed the log;
 * without `origin` any name of the log is taken.
 */
export function replayLog(db: Database, { keys, origin }: Trust): Promise<ReplayReport> {
  return db.transaction(async (tx) => {
    const findings = newFindings();
    const tree = await replayTree(tx, { keys, origin: origin ?? null }, findings);
    const records = await replayRecords(tx, findings);
    const timestamps = await replayTimestamps(tx, findings);
    const { named } = findings;
    const differences = findings.count();
    return { ok: differences === 0, ...tree, ...records, timestamps, differences, named };
  }, SNAPSHOT);
}

export type AgainstCheckpoint =
  | { ok: true; size: number; currentSize: number; origin: string }
  | Extract<CheckpointCheck, { ok: false }>
  | { ok: false; because: 'LOG_SHORTER' | 'HISTORY_CHANGED'; detail: string };

/**
 * Whether today's log carries on the one of a checkpoint that somebody saved: whoever rewrote history and signed it anew is found.
 * Trusts the stored hashes, which replayLog recomputes.
 */
export function againstCheckpoint(db: Database, { note, keys, origin }: Trust & { note: string }) {
  return db.transaction(async (tx): Promise<AgainstCheckpoint> => {
    const saved = checkCheckpoint(note, origin ?? null, keys);
    if (!saved.ok) return saved;
    const today = await latestCheckpoint(tx);
    const currentSize = today?.size ?? 0;
    if (today === null || currentSize < saved.size) {
      const detail = `The checkpoint was signed over ${saved.size} entries, and the log has ${currentSize}: entries are gone.`;
      return { ok: false, because: 'LOG_SHORTER', detail };
    }
    const proof = await hashesOf(tx, consistencyRanges(saved.size, currentSize));
    if (isConsistent(saved, today, proof)) return { ok: true, size: saved.size, currentSize, origin: saved.origin };
    const detail = `The first ${saved.size} entries are no longer those that the checkpoint was signed over.`;
    return { ok: false, because: 'HISTORY_CHANGED', detail };
  }, SNAPSHOT);
}

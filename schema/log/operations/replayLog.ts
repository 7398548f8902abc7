import type { Database } from '../../../drizzle/client.ts';
import { type Difference, newFindings } from './replay/findings.ts';
import { replayRecords } from './replay/records.ts';
import { replayTimestamps } from './replay/timestamps.ts';
import { replayTree } from './replay/tree.ts';
import { SNAPSHOT, type Trust } from './replay/trust.ts';

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

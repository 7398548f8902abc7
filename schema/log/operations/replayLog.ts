import type { Database } from '../../../drizzle/client.ts';
import { type Difference, newFindings } from './replay/findings.ts';
import { replayRecords } from './replay/records.ts';
import { replayTimestamps } from './replay/timestamps.ts';
import { replayTree } from './replay/tree.ts';
import { SNAPSHOT, type Trust } from './replay/trust.ts';

export type ReplayReport = {
  ok: boolean;
  /** Entries that have a place; `entries` also counts those that are waiting for one. */
  size: number;
  entries: number;
  waiting: number;
  checkpoints: number;
  timestamps: number;
  /** How many differences there are; the report names the first twenty. */
  differences: number;
  named: Difference[];
};

/**
 * Replays the whole log from its entries. It checks their form and order, every hash of the tree and every checkpoint. It checks
 * that each entry commits to what the tables contain, and that every record has its entry. `keys` are all keys that have signed
 * the log. Without `origin` the log may have any name.
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

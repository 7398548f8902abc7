import type { Database } from '../../../drizzle/client.ts';
import { type Difference, newFindings } from './replay/findings.ts';
import { replayRecords } from './replay/records.ts';
import { replayTimestamps } from './replay/timestamps.ts';
import { replayTree, stockOf } from './replay/tree.ts';
import { SNAPSHOT, type Trust } from './replay/trust.ts';
import { windowsOf } from './replay/windows.ts';

export type ReplayReport = {
  ok: boolean;
  /** Entries that have a place; `entries` also counts those that are waiting for one. */
  size: number;
  entries: number;
  waiting: number;
  checkpoints: number;
  timestamps: number;
  /** How many of the entries that have a place this replay read again; the others are in windows that did not change. */
  reread: number;
  /** How many differences there are; the report names the first twenty. */
  differences: number;
  named: Difference[];
  /** When nothing differs, `replayed` of the next replay. */
  windows: string[];
};

/**
 * Replays the log from its entries. It checks their form and order, every hash of the tree and every checkpoint. It checks
 * that each entry commits to what the tables contain, and that every record has its entry. `keys` are all keys that have signed
 * the log. Without `origin` the log may have any name.
 *
 * `replayed` are the windows of an earlier replay that found nothing. Windows in which no row changed since are not replayed
 * again; any changed row brings its window back. Whether the log continues the earlier one is told by againstCheckpoint alone.
 */
export function replayLog(
  db: Database,
  { keys, origin, replayed = [] }: Trust & { replayed?: readonly string[] },
): Promise<ReplayReport> {
  return db.transaction(async (tx) => {
    const findings = newFindings();
    const stock = await stockOf(tx);
    const windows = await windowsOf(tx, { end: stock.end, replayed, keys });
    const tree = await replayTree(tx, { stock, windows, trust: { keys, origin: origin ?? null } }, findings);
    const records = await replayRecords(tx, { spans: windows.spans, end: stock.end }, findings);
    const timestamps = await replayTimestamps(tx, findings);
    const reread = windows.spans.reduce((sum, { from, to }) => sum + to - from, 0);
    const { named } = findings;
    const differences = findings.count();
    const found = { differences, named, windows: windows.digests };
    return { ok: differences === 0, ...tree, ...records, timestamps, reread, ...found };
  }, SNAPSHOT);
}

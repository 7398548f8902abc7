import { inArray, sql } from 'drizzle-orm';
import type { Signer } from '../../../certificates/keys.ts';
import { checkCheckpoint, signCheckpoint } from '../../../certificates/log/note.ts';
import { addLeaf, leafHash, placesOf, rootOfPeaks, type TreeNode } from '../../../certificates/log/tree.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { LogEntryId } from '../../../drizzle/ids.ts';
import { checkpoints, logLeaves, logNodes, logPending } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Act } from '../../act.ts';
import { type CheckpointRow, latestCheckpoint, logKeys, nodesAt } from '../queries.ts';

/** A lock number that no other code uses: one sequencer runs at a time, whatever the number of processes. */
const SEQUENCER_LOCK = 4_118_026_002;
/** How many entries get their places in one transaction. */
const BATCH = 1000;

type Sequencing = { signer: Signer; origin: string };
type None = Record<never, never>;

/**
 * Gives every waiting entry its place and signs the tree. Each batch and its checkpoint are one transaction. On return, every
 * entry committed before the call has a place in the log. An empty log gets its first checkpoint. Throws, and signs nothing, when
 * the stored tree does not continue the last signed checkpoint.
 */
export async function sequenceLog(
  db: Database,
  act: Act,
  sequencing: Sequencing,
): Promise<{ size: number; appended: number }> {
  let size = await sizeIfIdle(db);
  let appended = 0;
  while (size === null) {
    const batch = await db.transaction((tx) => sequenceBatch(tx, act, sequencing));
    appended += batch.appended;
    size = batch.appended < BATCH ? batch.size : await sizeIfIdle(db);
  }
  return { size, appended };
}

const idle = statement<None, { size: number | null; waiting: boolean }>(
  'log_standing',
  () => sql`select (select max(size) from checkpoints)::float8 as size, exists (select from log_pending) as waiting`,
);

/** The log's size when no entry is waiting and the log is signed; else null. */
async function sizeIfIdle(db: Database): Promise<number | null> {
  const [standing] = await idle(db, {});
  return standing === undefined || standing.waiting ? null : standing.size;
}

const waiting = statement<None, { id: LogEntryId; body: Buffer }>(
  'log_waiting',
  () =>
    sql`select e.id, e.body from log_pending p join log_entries e on e.id = p.id order by p.id limit ${sql.raw(String(BATCH))}`,
);

async function sequenceBatch(tx: Database, act: Act, { signer, origin }: Sequencing) {
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(SEQUENCER_LOCK))})`);
  const previous = await latestCheckpoint(tx);
  const entries = await waiting(tx, {});
  if (previous !== null && entries.length === 0) return { size: previous.size, appended: 0 };
  const from = previous?.size ?? 0;
  const peaks = await signedPeaks(tx, signer, previous);
  const nodes = entries.flatMap(({ body }) => addLeaf(peaks, leafHash(body)));
  const size = from + entries.length;
  const root = rootOfPeaks(peaks);
  // Sign before the first write: a slow key service must not hold locks on rows.
  const note = await signCheckpoint(origin, size, root, signer);
  if (!checkCheckpoint(note, origin, [signer.key]).ok) throw new Error('the key of the log made an invalid signature');
  await write(tx, { ids: entries.map(({ id }) => id), from, nodes });
  await tx.insert(checkpoints).values({ size, root: Buffer.from(root), note, createdAt: act.now });
  return { size, appended: entries.length };
}

/**
 * The complete subtrees under the last checkpoint. First checks that a key of the log signed it, that the subtrees give its root
 * and that no leaf lies beyond it. The log's name may have changed since then; its history may not.
 */
async function signedPeaks(tx: Database, signer: Signer, previous: CheckpointRow | null): Promise<TreeNode[]> {
  const size = previous?.size ?? 0;
  const [leaves] = await tx.execute<{ next: number }>(
    sql`select coalesce(max(position) + 1, 0)::float8 as next from log_leaves`,
  );
  if (leaves?.next !== size)
    throw refusal(`its last checkpoint covers ${size} entries and ${leaves?.next} have a place`);
  if (previous === null) return [];
  const places = placesOf({ start: 0, end: size });
  const nodeAt = await nodesAt(tx, places);
  const peaks = places.map((place) => ({ ...place, hash: nodeAt(place) }));
  const checked = checkCheckpoint(previous.note, null, [signer.key, ...(await logKeys(tx))]);
  if (!checked.ok) throw refusal(`its last checkpoint is invalid: ${checked.detail}`);
  const root = rootOfPeaks(peaks);
  if (checked.size !== size || !previous.root.equals(root) || !previous.root.equals(checked.root))
    throw refusal('its stored tree does not give the root of its last checkpoint');
  return peaks;
}

const refusal = (reason: string): Error => new Error(`The log cannot be signed: ${reason}. Run: attune log verify`);

type Batch = { ids: LogEntryId[]; from: number; nodes: TreeNode[] };

async function write(tx: Database, { ids, from, nodes }: Batch): Promise<void> {
  if (ids.length === 0) return;
  await tx.insert(logLeaves).values(ids.map((entryId, index) => ({ entryId, position: from + index })));
  await tx.insert(logNodes).values(nodes.map(({ hash, ...place }) => ({ ...place, hash: Buffer.from(hash) })));
  await tx.delete(logPending).where(inArray(logPending.id, ids));
}

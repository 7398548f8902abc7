import { sql } from 'drizzle-orm';
import type { PublicKey } from '../../../../certificates/keys.ts';
import { checkCheckpoint } from '../../../../certificates/log/note.ts';
import {
  addLeaf,
  leafHash,
  type Place,
  placesOf,
  rootOfPeaks,
  type TreeNode,
} from '../../../../certificates/log/tree.ts';
import type { Database } from '../../../../drizzle/client.ts';
import { statement } from '../../../../drizzle/statement.ts';
import { LogDamaged } from '../../errors.ts';
import { nodesAt } from '../../queries.ts';
import type { Findings } from './findings.ts';
import type { Span, Windows } from './windows.ts';

const LEVELS = 53;

type Bounds = { leaves: number; hashes: number; nodes: number; checkpoints: number };

const bounds = statement<Record<never, never>, Bounds>(
  'replay_bounds',
  () => sql`select (select count(*) from log_leaves)::float8 as leaves, (select count(*) from log_nodes)::float8 as nodes,
    (select count(*) from log_nodes where level = 0)::float8 as hashes,
    (select count(*) from checkpoints)::float8 as checkpoints`,
);

/** How many places the stored log has, and how many hashes and checkpoints it stores. */
export type Stock = { end: number; nodes: number; checkpoints: number };

export async function stockOf(tx: Database): Promise<Stock> {
  const [{ leaves, hashes, nodes, checkpoints } = { leaves: 0, hashes: 0, nodes: 0, checkpoints: 0 }] = await bounds(
    tx,
    {},
  );
  return { end: Math.max(leaves, hashes), nodes, checkpoints };
}

const leavesIn = statement<Span, { position: number; body: Buffer }>(
  'replay_leaves',
  (p) => sql`select l.position::float8 as position, e.body from log_leaves l join log_entries e on e.id = l.entry_id
    where l.position >= ${p('from')} and l.position < ${p('to')}`,
);

type NodeRanges = { levels: number[]; starts: number[]; ends: number[] };

const nodesIn = statement<NodeRanges, Place & { hash: Buffer }>(
  'replay_nodes',
  (p) => sql`select n.level, n.position::float8 as position, n.hash
    from unnest(${p('levels')}::int[], ${p('starts')}::bigint[], ${p('ends')}::bigint[])
      as r (level, "from", "to")
    join log_nodes n on n.level = r.level and n.position >= r."from" and n.position < r."to"`,
);

type SignedHead = { size: number; root: Buffer; note: string };

const checkpointsIn = statement<Span, SignedHead>(
  'replay_checkpoints',
  (p) => sql`select size::float8 as size, root, note from checkpoints
    where checkpoints.size > ${p('from')} and checkpoints.size <= ${p('to')}`,
);

type Stored = { bodies: Map<number, Buffer>; hashes: Map<string, Buffer>; heads: Map<number, SignedHead[]> };
type Counts = { nodes: number; checkpoints: number };
type Walk = { peaks: TreeNode[]; size: number; seen: Counts; signedSize: number | null; stopped: boolean };
type Trust = { keys: readonly PublicKey[]; origin: string | null };

const nameOf = ({ level, position }: Place): string => `${level}/${position}`;

/** The subtrees that the leaves of a window complete, level by level. */
const completedIn = (from: number, to: number) =>
  Array.from({ length: LEVELS }, (_, level) => ({
    level,
    start: Math.floor(from / 2 ** level),
    end: Math.floor(to / 2 ** level),
  })).filter(({ start, end }) => start < end);

async function readWindow(tx: Database, from: number, to: number, seen: Counts, findings: Findings): Promise<Stored> {
  const ranges = completedIn(from, to);
  const leaves = await leavesIn(tx, { from, to });
  const nodes = await nodesIn(tx, {
    levels: ranges.map(({ level }) => level),
    starts: ranges.map(({ start }) => start),
    ends: ranges.map(({ end }) => end),
  });
  const heads = await checkpointsIn(tx, { from: from === 0 ? -1 : from, to });
  seen.nodes += nodes.length;
  seen.checkpoints += heads.length;
  const hashes = new Map(nodes.map((node) => [nameOf(node), node.hash]));
  if (hashes.size < nodes.length)
    findings.add(
      { what: 'NODE_TWICE', where: `positions ${from} to ${to - 1}`, detail: 'A hash of the tree is stored twice.' },
      nodes.length - hashes.size,
    );
  return {
    bodies: new Map(leaves.map(({ position, body }) => [position, body])),
    hashes,
    heads: Map.groupBy(heads, ({ size }) => size),
  };
}

function checkNode(node: TreeNode, { hashes }: Stored, findings: Findings): void {
  const stored = hashes.get(nameOf(node));
  if (stored?.equals(node.hash)) return;
  const where = node.level === 0 ? `entry ${node.position} of the log` : `hash ${nameOf(node)} of the tree`;
  const missing = stored === undefined;
  const what = `${node.level === 0 ? 'LEAF' : 'NODE'}_${missing ? 'MISSING' : 'DIFFERS'}`;
  const detail =
    node.level === 0
      ? 'The entry is not the one that was logged: its hash differs.'
      : 'The hash does not match the entries below it.';
  findings.add({ what, where, detail: missing ? 'The hash is not stored.' : detail });
}

function checkHead(head: SignedHead, { peaks }: Walk, { keys, origin }: Trust, findings: Findings): void {
  const where = `checkpoint of ${head.size} entries`;
  const checked = checkCheckpoint(head.note, origin, keys);
  if (!checked.ok) findings.add({ what: `CHECKPOINT_${checked.because}`, where, detail: checked.detail });
  else if (checked.size !== head.size || !head.root.equals(checked.root))
    findings.add({ what: 'CHECKPOINT_DIFFERS', where, detail: 'Its size or root is not the one that was signed.' });
  if (!head.root.equals(rootOfPeaks(peaks)))
    findings.add({ what: 'ROOT_DIFFERS', where, detail: 'The entries do not give the root that was signed.' });
}

/** Replays the leaves of a window one after the other. Stops when no leaves are left to continue with. */
function walkWindow(walk: Walk, from: number, to: number, stored: Stored, trust: Trust, findings: Findings): void {
  const check = (size: number) => {
    for (const head of stored.heads.get(size) ?? []) checkHead(head, walk, trust, findings);
    if (stored.heads.has(size)) walk.signedSize = size;
  };
  if (from === 0) check(0);
  for (let position = from; position < to; position += 1) {
    const body = stored.bodies.get(position);
    if (body === undefined) {
      const detail = 'There is no entry at this place, but the log has entries after it or a hash of it.';
      findings.add({ what: 'ENTRY_MISSING', where: `entry ${position} of the log`, detail });
    }
    const hash = body === undefined ? stored.hashes.get(nameOf({ level: 0, position })) : leafHash(body);
    walk.stopped = hash === undefined;
    if (hash === undefined) return;
    for (const node of addLeaf(walk.peaks, hash)) checkNode(node, stored, findings);
    check(position + 1);
  }
}

/** Moves the walk to the start of a window, over windows that are as they were. Stops it when the tree before is incomplete. */
async function moveTo(tx: Database, walk: Walk, from: number): Promise<void> {
  if (walk.size === from) return;
  const places = placesOf({ start: 0, end: from });
  const nodeAt = await nodesAt(tx, places);
  try {
    walk.peaks = places.map((place) => ({ ...place, hash: nodeAt(place) }));
    walk.size = from;
  } catch (error) {
    // The window that completes the missing hash was replayed, and that named it.
    if (!(error instanceof LogDamaged)) throw error;
    walk.stopped = true;
  }
}

/**
 * Recomputes the tree of these windows from the entries in order: every stored hash, and every checkpoint's root and signature.
 * Also checks that positions have no gap, that no checkpoint covers more than there is, and that the last one covers all.
 */
export async function replayTree(
  tx: Database,
  { stock, windows, trust }: { stock: Stock; windows: Windows; trust: Trust },
  findings: Findings,
): Promise<{ size: number; checkpoints: number }> {
  const { end } = stock;
  const seen = { nodes: windows.nodes, checkpoints: windows.checkpoints };
  const walk: Walk = { peaks: [], size: 0, seen, signedSize: null, stopped: false };
  for (const { from, to } of windows.spans) {
    await moveTo(tx, walk, from);
    if (walk.stopped) break;
    walkWindow(walk, from, to, await readWindow(tx, from, to, seen, findings), trust, findings);
    walk.size = to;
  }
  if (seen.nodes < stock.nodes) {
    const detail = 'The table has hashes that belong to no entry or cannot be reached.';
    findings.add({ what: 'NODE_SURPLUS', where: 'the stored tree', detail }, stock.nodes - seen.nodes);
  }
  if (seen.checkpoints < stock.checkpoints) {
    const detail = 'Checkpoints were signed over more entries than there are.';
    findings.add(
      { what: 'CHECKPOINT_BEYOND', where: 'the end of the log', detail },
      stock.checkpoints - seen.checkpoints,
    );
  }
  if ((walk.signedSize ?? 0) !== end) {
    const detail = `${end} entries have a place, and the last checkpoint does not cover exactly these.`;
    findings.add({ what: 'ENTRIES_UNSIGNED', where: 'the end of the log', detail });
  }
  return { size: end, checkpoints: stock.checkpoints };
}

import { sql } from 'drizzle-orm';
import type { PublicKey } from '../../certificates/keys.ts';
import { type LogKind, readEntryBody } from '../../certificates/log/entry.ts';
import { writeLogProof } from '../../certificates/log/proof.ts';
import { TILE_HEIGHT, TILE_WIDTH } from '../../certificates/log/tiles.ts';
import {
  hashOfRange,
  inclusionRanges,
  type NodeAt,
  type Place,
  placesOf,
  type Range,
} from '../../certificates/log/tree.ts';
import type { Database } from '../../drizzle/client.ts';
import type { CertificateId, CheckpointId } from '../../drizzle/ids.ts';
import { statement } from '../../drizzle/statement.ts';
import { LogDamaged } from './errors.ts';

/** Positions and sizes stay below 2^53, which a double stores exactly and the driver returns as a number. */
const exact = (column: string) => sql.raw(`${column}::float8`);

/** A statement without parameters. */
type None = Record<never, never>;

export type CheckpointRow = { id: CheckpointId; size: number; root: Buffer; note: string };

const latest = statement<None, CheckpointRow>(
  'latest_checkpoint',
  () => sql`select id, ${exact('size')} as size, root, note from checkpoints order by checkpoints.size desc limit 1`,
);

/** The newest signed state of the log; null before the first. */
export async function latestCheckpoint(db: Database): Promise<CheckpointRow | null> {
  return (await latest(db, {}))[0] ?? null;
}

const recordedKeys = statement<None, PublicKey, Omit<PublicKey, 'createdAt'> & { createdAt: Date }>(
  'log_keys',
  () => sql`select key_id as id, use, jwk, certificates, created_at as "createdAt" from signing_keys
    where use = 'LOG' order by created_at, id`,
  ({ createdAt, ...key }) => ({ ...key, createdAt: createdAt.toISOString() }),
);

/** Every key that ever signed the log. */
export const logKeys = (db: Database): Promise<PublicKey[]> => recordedKeys(db, {});

type Columns = { levels: number[]; positions: number[] };

const nodes = statement<Columns, Place & { hash: Buffer }>(
  'log_nodes_at',
  (p) => sql`select n.level, ${exact('n.position')} as position, n.hash
    from unnest(${p('levels')}::int[], ${p('positions')}::bigint[]) as p (level, position)
    join log_nodes n on n.level = p.level and n.position = p.position`,
);

const nameOf = ({ level, position }: Place): string => `${level}/${position}`;

/** The stored hashes of these subtrees. Looking up one that is not stored throws. */
export async function nodesAt(db: Database, places: readonly Place[]): Promise<NodeAt> {
  const rows =
    places.length === 0
      ? []
      : await nodes(db, {
          levels: places.map(({ level }) => level),
          positions: places.map(({ position }) => position),
        });
  const stored = new Map(rows.map((row) => [nameOf(row), row.hash]));
  return (place) => {
    const hash = stored.get(nameOf(place));
    if (hash === undefined)
      throw new LogDamaged(`the log is missing its node ${nameOf(place)}; run: attune log verify`);
    return hash;
  };
}

/** The hashes of these ranges of leaves, read in one statement. */
export async function hashesOf(db: Database, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const nodeAt = await nodesAt(db, ranges.flatMap(placesOf));
  return ranges.map((range) => hashOfRange(range, nodeAt));
}

/** Identifies an entry. revision is the document's, 0 for what happens once in a certificate's life. */
export type EntryName = { certificateId: CertificateId; kind: LogKind; revision: number };

type Logged = { position: number; salt: Buffer; body: Buffer; size: number; note: string };

const logged = statement<EntryName, Logged>(
  'logged_entry',
  (p) => sql`select ${exact('l.position')} as position, e.salt, e.body, ${exact('c.size')} as size, c.note
    from log_entries e
    join log_leaves l on l.entry_id = e.id
    cross join lateral (select size, note from checkpoints order by size desc limit 1) c
    where e.certificate_id = ${p('certificateId')} and e.kind = ${p('kind')}
      and e.revision = ${p('revision')} and l.position < c.size`,
);

/**
 * The C2SP tlog-proof of an entry against the newest checkpoint; null while the entry waits for its place, or when it does not
 * exist.
 */
export async function logProofOf(db: Database, entry: EntryName): Promise<string | null> {
  const [found] = await logged(db, entry);
  if (found === undefined) return null;
  const { position, size, note, salt, body } = found;
  const written = readEntryBody(body);
  if (written === null) throw new LogDamaged(`the entry at ${position} of the log is broken; run: attune log verify`);
  const hashes = await hashesOf(db, inclusionRanges(position, size));
  return writeLogProof({ index: position, hashes, checkpoint: note, extra: { ...written, salt } });
}

type TilePlace = { index: number; width: number };
/** Positions of leaves or nodes: from the first, up to but not including `to`. */
type Span = { from: number; to: number };
const spanOf = ({ index, width }: TilePlace): Span => ({ from: index * TILE_WIDTH, to: index * TILE_WIDTH + width });

const hashesOfTile = statement<Span & { level: number }, { hash: Buffer }>(
  'log_tile',
  (p) => sql`select hash from log_nodes where level = ${p('level')} and position >= ${p('from')}
    and position < ${p('to')} order by position`,
);

/** The hashes of a tile of the tree; null when the log has not grown that far. */
export async function tile(db: Database, { level, ...place }: TilePlace & { level: number }): Promise<Buffer[] | null> {
  const rows = await hashesOfTile(db, { level: level * TILE_HEIGHT, ...spanOf(place) });
  return rows.length === place.width ? rows.map(({ hash }) => hash) : null;
}

const bodies = statement<Span, { body: Buffer }>(
  'log_entry_bundle',
  (p) => sql`select e.body from log_leaves l join log_entries e on e.id = l.entry_id
    where l.position >= ${p('from')} and l.position < ${p('to')} order by l.position`,
);

/** The entries at the places of a tile's leaves; null when the log has not grown that far. */
export async function entryBundle(db: Database, place: TilePlace): Promise<Buffer[] | null> {
  const rows = await bodies(db, spanOf(place));
  return rows.length === place.width ? rows.map(({ body }) => body) : null;
}

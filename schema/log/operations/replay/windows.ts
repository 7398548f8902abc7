import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { PublicKey } from '../../../../certificates/keys.ts';
import type { Database } from '../../../../drizzle/client.ts';
import { statement } from '../../../../drizzle/statement.ts';
import { entryColumns, joinedEntries } from './entries.ts';

/** Entries replayed at a time, so that memory use stays constant however long the log is. */
const WINDOW = 1000;

/** Places of the log: from the first, up to but not including `to`. */
export type Span = { from: number; to: number };

/** A window that is no longer the last: a digest of all that a replay reads in it, and how many hashes and checkpoints that is. */
type Digested = { at: number; digest: string; nodes: number; checkpoints: number };

/** Levels above this one belong to no log; see LEVELS in tree.ts. */
const HIGHEST = 52;
const width = sql.raw(String(WINDOW));

// A hash belongs to the window that completes its subtree, and a checkpoint to the window of its last entry.
const digested = statement<{ whole: number }, Digested>(
  'replay_digests',
  (
    p,
  ) => sql`select at::float8 as at, encode(sha256(string_agg(hash, ''::bytea order by part, level, place)), 'hex') as digest,
      (count(*) filter (where part = 1))::float8 as nodes, (count(*) filter (where part = 2))::float8 as checkpoints
    from (
      select floor(entry.position / ${width}) as at, 0 as part, 0 as level, entry.position as place,
          sha256(convert_to(entry::text, 'UTF8')) as hash
        from (select ${entryColumns} from ${joinedEntries} where l.id is not null) as entry
      union all
      select floor(((n.position + 1)::float8 * power(2::float8, n.level) - 1) / ${width}), 1, n.level, n.position::float8,
          int4send(n.level) || int8send(n.position) || n.hash
        from log_nodes n where n.level <= ${sql.raw(String(HIGHEST))}
      union all
      select floor(greatest(c.size - 1, 0)::float8 / ${width}), 2, 0, c.size::float8,
          sha256(convert_to(row(c.size, c.root, c.note)::text, 'UTF8'))
        from checkpoints c
    ) as parts where at < ${p('whole')} group by at order by at`,
);

/** The keys that are trusted, whatever their order. */
function digestOf(keys: readonly PublicKey[]): string {
  const named = keys.map(({ id, jwk }) => JSON.stringify([id, Object.entries(jwk).toSorted()])).toSorted();
  return createHash('sha256').update(named.join('\n')).digest('hex');
}

export type Windows = {
  /** What must be replayed. */
  spans: Span[];
  /** The digests of all windows but the last, for the next replay to begin with. */
  digests: string[];
  /** What is in the windows that need no replay. */
  nodes: number;
  checkpoints: number;
};

/**
 * Cuts a log of `end` entries into windows. A window with the digest that it had when it was replayed needs no other replay: the
 * same rows are in it, and the same keys are trusted. The last window is always replayed.
 */
export async function windowsOf(
  tx: Database,
  { end, replayed, keys }: { end: number; replayed: readonly string[]; keys: readonly PublicKey[] },
): Promise<Windows> {
  const trusted = digestOf(keys);
  const whole = Math.max(Math.ceil(end / WINDOW) - 1, 0);
  const rows = new Map((await digested(tx, { whole })).map((row) => [row.at, row]));
  const windows: Windows = { spans: [], digests: [], nodes: 0, checkpoints: 0 };
  for (let at = 0; at <= whole; at += 1) {
    const row = rows.get(at);
    const digest = `${row?.digest ?? ''} ${trusted}`;
    if (at < whole) windows.digests.push(digest);
    if (at < whole && row !== undefined && digest === replayed[at]) {
      windows.nodes += row.nodes;
      windows.checkpoints += row.checkpoints;
    } else windows.spans.push({ from: at * WINDOW, to: Math.min((at + 1) * WINDOW, end) });
  }
  return windows;
}

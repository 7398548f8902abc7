import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { RuleSetId } from '../../drizzle/ids.ts';
import { statement } from '../../drizzle/statement.ts';
import type { RULE_SET_KINDS } from '../../drizzle/tables/accreditation.ts';
import type { Accreditor, Board } from './rules/bodies.ts';

type Kind = (typeof RULE_SET_KINDS)[number];
type None = Record<string, never>;

/** The newest row of each body, as `r`. */
export const NEWEST = sql`rule_sets r where not exists (
    select from rule_sets later where later.kind = r.kind and later.key = r.key and later.ordinal > r.ordinal)`;

/** The newest row of each body, without its content. */
const hashes = statement<None, { kind: Kind; key: string; ordinal: number; hash: string }>(
  'newest_rule_set_hashes',
  () => sql`select r.kind, r.key, r.ordinal, r.hash from ${NEWEST}`,
);
export const newestHashes = (db: Database) => hashes(db, {});

/** A body as loaded, with the row that holds it. */
export type Loaded<Body> = { ruleSetId: RuleSetId; hash: string; body: Body };
export type LoadedAccreditor = Loaded<Accreditor>;
export type LoadedBoard = Loaded<Board>;
/** The newest of each body, by key. */
export type Bodies = {
  accreditors: ReadonlyMap<string, LoadedAccreditor>;
  boards: ReadonlyMap<string, LoadedBoard>;
};

type Row = { id: RuleSetId; kind: Kind; key: string; hash: string; content: unknown };

const newest = statement<{ known: readonly RuleSetId[] }, Row>(
  'newest_rule_sets',
  (
    p,
  ) => sql`select r.id, r.kind, r.key, r.hash, case when r.id = any(${p('known')}::uuid[]) then null else r.content end as content
    from ${NEWEST} order by r.key`,
);

/** Rows never change, so that what was read once stays true. A body takes about 20 kB. */
const MOST = 500;
const remembered = new Map<RuleSetId, unknown>();

/** Every body in its newest row. One statement, which brings the content of unknown rows only. */
export async function bodiesOf(db: Database): Promise<Bodies> {
  if (remembered.size >= MOST) remembered.clear();
  const known = new Map(remembered);
  const bodies = { accreditors: new Map<string, LoadedAccreditor>(), boards: new Map<string, LoadedBoard>() };
  for (const { id, kind, key, hash, content } of await newest(db, { known: [...known.keys()] })) {
    const held = known.get(id) ?? content;
    remembered.set(id, held);
    // parseAccreditor and parseBoard checked the content before it was stored.
    if (kind === 'ACCREDITOR') bodies.accreditors.set(key, { ruleSetId: id, hash, body: held as Accreditor });
    else bodies.boards.set(key, { ruleSetId: id, hash, body: held as Board });
  }
  return bodies;
}

/** An accreditor in its newest row; null when no file ever named it. */
export async function accreditorOf(db: Database, key: string): Promise<LoadedAccreditor | null> {
  return (await bodiesOf(db)).accreditors.get(key) ?? null;
}

/** Every board in its newest row, by key. */
export async function boardsOf(db: Database): Promise<LoadedBoard[]> {
  return [...(await bodiesOf(db)).boards.values()];
}

/** The board of a license: a profession of a jurisdiction belongs to one board. Null when no file names it. */
export async function boardFor(
  db: Database,
  { profession, jurisdiction }: { profession: string; jurisdiction: string },
): Promise<LoadedBoard | null> {
  const boards = await boardsOf(db);
  const licenses = ({ body }: LoadedBoard) =>
    body.jurisdiction === jurisdiction && body.professions.some(({ key }) => key === profession);
  return boards.find(licenses) ?? null;
}

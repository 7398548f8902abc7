import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { replayLog } from '../../schema/log/operations/replayLog.ts';
import { LOG_ORIGIN, type LogBook, openFilledBook } from '../support/logBook.ts';

let book: LogBook;
beforeAll(async () => {
  ({ book } = await openFilledBook());
});
afterAll(() => book.close());

const replay = () => replayLog(book.db, { keys: book.keys, origin: LOG_ORIGIN });

/** One stored value: its place, its bytes or letters, and the name that the replay gives it. */
type Stored = { table: string; column: string; id: string; value: Buffer | string; named: string };

const COLUMNS: [string, string, string][] = [
  [
    'log_entries',
    'salt',
    `select id, salt as value, lower(kind) || ' entry of certificate ' || certificate_id as named from log_entries`,
  ],
  [
    'log_entries',
    'body',
    `select e.id, e.body as value, coalesce('entry ' || l.position || ' of the log',
       lower(e.kind) || ' entry of certificate ' || e.certificate_id) as named
     from log_entries e left join log_leaves l on l.entry_id = e.id`,
  ],
  [
    'log_nodes',
    'hash',
    `select id, hash as value, case level when 0 then 'entry ' || position || ' of the log'
       else 'hash ' || level || '/' || position || ' of the tree' end as named from log_nodes`,
  ],
  ['checkpoints', 'root', `select id, root as value, 'checkpoint of ' || size || ' entries' as named from checkpoints`],
  ['checkpoints', 'note', `select id, note as value, 'checkpoint of ' || size || ' entries' as named from checkpoints`],
  ['log_timestamps', 'token', `select id, token as value, 'timestamp of ' || taken_on as named from log_timestamps`],
];

const store = ({ table, column, id }: Stored, value: Buffer | string) =>
  book.owner.begin(async (sql) => {
    await sql.unsafe(`alter table ${table} disable trigger user`);
    await sql`update ${sql(table)} set ${sql(column)} = ${value} where id = ${id}`;
    await sql.unsafe(`alter table ${table} enable trigger user`);
  });

const flipped = (value: Buffer | string, place: number, mask: number): Buffer | string => {
  const at = place % value.length;
  if (typeof value !== 'string') return Buffer.from(value.map((byte, index) => (index === at ? byte ^ mask : byte)));
  // A PostgreSQL text cannot contain a zero character.
  const letter = value.charCodeAt(at) ^ mask || value.charCodeAt(at) ^ 1;
  return `${value.slice(0, at)}${String.fromCharCode(letter)}${value.slice(at + 1)}`;
};

test.each(COLUMNS)('a flipped byte anywhere in %s.%s is found and named', async (table, column, query) => {
  const rows = await book.owner.unsafe<{ id: string; value: Buffer | string; named: string }[]>(query);
  expect(rows.length).toBeGreaterThan(0);
  const places = fc.tuple(fc.nat(rows.length - 1), fc.nat(1_000_000), fc.integer({ min: 1, max: 127 }));
  await fc.assert(
    fc.asyncProperty(places, async ([index, place, mask]) => {
      const row = rows[index];
      if (row === undefined) throw new Error('there is no such row');
      const stored: Stored = { table, column, ...row };
      await store(stored, flipped(row.value, place, mask));
      const { ok, named } = await replay();
      await store(stored, row.value);
      expect(ok).toBe(false);
      expect(named.map(({ where }) => where).join('\n')).toContain(row.named);
    }),
    { numRuns: 40 },
  );
  expect(await replay()).toMatchObject({ ok: true });
});

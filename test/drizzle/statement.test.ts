import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { connect, type Pool } from '../../drizzle/client.ts';
import { instantOf, statement } from '../../drizzle/statement.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 1 });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

type Echo = { given: Date; missing: Date | null; text: string; inside: { at: Date } };

const echo = statement<{ at: Date; text: string }, Echo, Omit<Echo, 'inside'> & { inside: { at: string } }>(
  'test_echo',
  (p) => sql`select ${p('at')}::timestamptz as given, null::timestamptz as missing, ${p('text')}::text as text,
    json_build_object('at', ${p('at')}::timestamptz) as inside`,
  (row) => ({ ...row, inside: { at: instantOf(row.inside.at) } }),
);

test('instants go in and come out as Date, in a column, in JSON and when they are missing, the second time too', async () => {
  const at = new Date('2026-11-26T06:55:47.123Z');
  for (let time = 0; time < 2; time += 1)
    expect(await echo(pool.db, { at, text: '2026-11-26 06:55:47+00' })).toEqual([
      { given: at, missing: null, text: '2026-11-26 06:55:47+00', inside: { at } },
    ]);
});

test('instants are the same in any time zone of the session', async () => {
  const at = new Date('2026-03-29T00:59:59.999Z');
  for (const zone of ['Asia/Kathmandu', 'America/St_Johns', 'UTC']) {
    await pool.db.execute(sql`select set_config('TimeZone', ${zone}, false)`);
    const [row] = await echo(pool.db, { at, text: '' });
    expect([row?.given, row?.inside.at]).toEqual([at, at]);
  }
});

const echoArray = statement<{ texts: readonly string[]; numbers: readonly number[] }, { texts: string[]; sum: number }>(
  'test_echo_array',
  (p) => sql`select to_json(${p('texts')}::text[]) as texts,
    (select coalesce(sum(n), 0)::int from unnest(${p('numbers')}::int[]) n) as sum`,
);

test('arrays go in whole, whatever their texts hold', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
  const awkward = fc.constantFrom('NULL', 'null', '', '{}', '"', '\\', ',', '},{', ' a ', "'");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(text, awkward), { maxLength: 8 }), async (texts) => {
      expect(await echoArray(pool.db, { texts, numbers: [1, 2, 3] })).toEqual([{ texts, sum: 6 }]);
    }),
    { numRuns: 200 },
  );
});

test('a statement is prepared once for a connection', async () => {
  await echo(pool.db, { at: new Date(0), text: '' });
  const held = () => pool.db.execute<{ n: number }>(sql`select count(*)::int as n from pg_prepared_statements`);
  const before = await held();
  await echo(pool.db, { at: new Date(1), text: 'again' });
  expect(await held()).toEqual(before);
});

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql, TransactionRollbackError } from 'drizzle-orm';
import { readMemory, writeMemory } from '../../cli/logMemory.ts';
import { connect, type Pool } from '../../drizzle/client.ts';
import { againstCheckpoint } from '../../schema/log/operations/againstCheckpoint.ts';
import { replayLog } from '../../schema/log/operations/replayLog.ts';
import { latestCheckpoint } from '../../schema/log/queries.ts';
import { fillLog } from '../support/fillLog.ts';
import { LOG_ORIGIN, type LogBook, type LoggedCertificate, openFilledBook } from '../support/logBook.ts';

/** A replay goes on where the last one that found nothing stopped, and still finds what changed before. */
let book: LogBook;
let owner: Pool;
let made: LoggedCertificate[];
/** The windows that a replay of the log of this file remembers: one of a thousand entries, and a last that is not full. */
let windows: string[];
const SIZE = 18 + 1 + 2 * 520;

beforeAll(async () => {
  ({ book, made } = await openFilledBook());
  owner = connect(book.ownerUrl, { max: 1 });
  await fillLog(book.owner, 520);
  await book.sequence();
  ({ windows } = await replay([]));
});
afterAll(async () => {
  await owner.close();
  await book.close();
});

const replay = (replayed: string[]) => replayLog(book.db, { keys: book.keys, origin: LOG_ORIGIN, replayed });

test('the first replay reads every entry, the next only the last window', async () => {
  expect(windows).toHaveLength(1);
  expect(await replay([])).toMatchObject({ ok: true, size: SIZE, reread: SIZE });
  const next = await replay(windows);
  expect(next).toMatchObject({ ok: true, size: SIZE, entries: SIZE, reread: SIZE - 1_000, checkpoints: 5, windows });
});

test('what was remembered wrongly is replayed', async () => {
  const [first = ''] = windows;
  for (const wrong of [[''], ['0'.repeat(64)], ['0'.repeat(64), first]])
    expect(await replay(wrong)).toMatchObject({ ok: true, reread: SIZE, windows });
  expect(await replay([first, first, first])).toMatchObject({ ok: true, reread: SIZE - 1_000, windows });
});

test('the file that remembers a log takes the windows of a replay, and gives them back', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'attune-windows-')), 'log-memory.json');
  const memory = { checkpoint: null, windows };
  await writeMemory(file, null, memory);
  expect(await readMemory(file)).toEqual(memory);
});

test('a key that is no longer trusted is missed in every window', async () => {
  const without = await replayLog(book.db, { keys: [], origin: LOG_ORIGIN, replayed: windows });
  expect(without).toMatchObject({ ok: false, reread: SIZE, differences: 5 });
});

const atPosition = (position: number) => `(select entry_id from log_leaves where position = ${position})`;
const ofEntry = (position: number) => `(select certificate_id from log_entries where id = ${atPosition(position)})`;
const flipped = (column: string) => `set ${column} = set_byte(${column}, 3, get_byte(${column}, 3) # 1)`;

/** What a replay names after a change by the owner of the tables, which is then rolled back. */
const found = async (table: string, change: string): Promise<string[]> => {
  const names: string[] = [];
  const rolledBack = owner.db.transaction(async (tx) => {
    for (const text of [`alter table ${table} disable trigger user`, change]) await tx.execute(sql.raw(text));
    const { ok, named } = await replayLog(tx, { keys: book.keys, origin: LOG_ORIGIN, replayed: windows });
    expect(ok).toBe(named.length === 0);
    names.push(...named.map(({ what }) => what));
    tx.rollback();
  });
  await expect(rolledBack).rejects.toThrow(TransactionRollbackError);
  return names;
};

describe('a change in what was replayed before', () => {
  test.each([
    ['an entry', 'log_entries', `update log_entries ${flipped('body')} where id = ${atPosition(700)}`, 'LEAF_DIFFERS'],
    ['a salt', 'log_entries', `update log_entries ${flipped('salt')} where id = ${atPosition(700)}`, 'CONTENT_DIFFERS'],
    ['a leaf', 'log_nodes', `update log_nodes ${flipped('hash')} where level = 0 and position = 3`, 'LEAF_DIFFERS'],
    ['a node', 'log_nodes', `update log_nodes ${flipped('hash')} where level = 9 and position = 1`, 'NODE_DIFFERS'],
    ['a lost node', 'log_nodes', 'delete from log_nodes where level = 8 and position = 2', 'NODE_MISSING'],
    [
      'a node too many',
      'log_nodes',
      'update log_nodes set level = 60 where level = 9 and position = 1',
      'NODE_MISSING',
    ],
    ['a lost place', 'log_leaves', 'delete from log_leaves where position = 900', 'ENTRY_MISSING'],
    ['a place far away', 'log_leaves', 'update log_leaves set position = 1e15 where position = 5', 'ENTRY_MISSING'],
    ['a root', 'checkpoints', `update checkpoints ${flipped('root')} where size = 16`, 'CHECKPOINT_DIFFERS'],
    ['a signature', 'checkpoints', "update checkpoints set note = note || 'x' where size = 16", 'CHECKPOINT_MALFORMED'],
    ['a lost end', 'checkpoints', `delete from checkpoints where size = ${SIZE}`, 'ENTRIES_UNSIGNED'],
    [
      'a document',
      'documents',
      `update documents set sha256 = repeat('0', 64) where certificate_id = ${ofEntry(700)}`,
      'CONTENT_DIFFERS',
    ],
    ['a lost document', 'documents', `delete from documents where certificate_id = ${ofEntry(700)}`, 'RECORD_DIFFERS'],
    [
      'a reason',
      'certificates',
      "update certificates set revocation_reason = 'ADMINISTRATIVE' where revoked_at is not null",
      'CONTENT_DIFFERS',
    ],
    [
      'a number',
      'certificates',
      "update certificates set number = number || 'X' where revoked_at is not null",
      'CONTENT_DIFFERS',
    ],
    [
      'a secret revocation',
      'certificates',
      `update certificates set revoked_at = now(), revocation_reason = 'ADMINISTRATIVE' where id = ${ofEntry(700)}`,
      'UNLOGGED',
    ],
    ['a waiting entry', 'log_pending', `insert into log_pending values (${atPosition(700)})`, 'ENTRY_WAITS_TWICE'],
  ])('%s is found and named', async (_what, table, change, what) => {
    expect(await found(table, change)).toContain(what);
    expect(await replay(windows)).toMatchObject({ ok: true, reread: SIZE - 1_000 });
  });
});

test('a rightful change brings its window back, and growth what it adds', async () => {
  const [first] = made;
  if (first === undefined) throw new Error('the filled book has certificates');
  await book.revoke(first);
  await book.sequence();
  const after = await replay(windows);
  expect(after).toMatchObject({ ok: true, size: SIZE + 1, reread: SIZE + 1 });
  await fillLog(book.owner, 500);
  await book.sequence();
  const grown = await replay(after.windows);
  expect(grown).toMatchObject({ ok: true, size: SIZE + 1_001, reread: SIZE + 1_001 - 1_000 });
  expect(grown.windows.slice(0, 1)).toEqual(after.windows);
});

test('a log that was rewritten and signed again looks whole to every replay; the remembered checkpoint tells', async () => {
  const remembered = (await latestCheckpoint(book.db))?.note ?? '';
  const { windows: before } = await replay([]);
  const everything = ['log_timestamps', 'checkpoints', 'log_nodes', 'log_leaves'];
  for (const table of everything) await book.tamper(table, `delete from ${table}`);
  await book.owner.unsafe('insert into log_pending select id from log_entries order by id desc on conflict do nothing');
  await book.tamper('log_entries', `update log_entries ${flipped('salt')}`);
  await book.tamper(
    'log_entries',
    `update log_entries e set body = convert_to('{"v":1,"kind":"' || e.kind || '","commitment":"' ||
      encode(sha256(e.salt || decode(d.sha256, 'hex')), 'hex') || '"}', 'UTF8')
      from documents d where d.certificate_id = e.certificate_id and d.kind = e.kind and d.revision = e.revision`,
  );
  await book.sequence();
  const { named } = await replay(before);
  expect(named.filter(({ where }) => !/revocation|supersession/.test(where))).toEqual([]);
  expect(await againstCheckpoint(book.db, { note: remembered, keys: book.keys })).toMatchObject({
    because: 'HISTORY_CHANGED',
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { replayLog } from '../../schema/log/operations/replayLog.ts';
import { LOG_ORIGIN, type LogBook, openFilledBook } from '../support/logBook.ts';

let book: LogBook;
beforeEach(async () => {
  ({ book } = await openFilledBook());
});
afterEach(() => book.close());

const replay = () => replayLog(book.db, { keys: book.keys, origin: LOG_ORIGIN });

test('an unaltered log has no differences', async () => {
  expect(await replay()).toEqual({
    ok: true,
    size: 18,
    entries: 19,
    waiting: 1,
    checkpoints: 3,
    timestamps: 1,
    reread: 18,
    differences: 0,
    named: [],
    windows: [],
  });
});

test('the erasure of a person changes nothing', async () => {
  await book.owner.unsafe('update certificates set wrapped_data_key = null, user_id = null');
  expect(await replay()).toMatchObject({ ok: true });
});

const flipped = (column: string, at: number) => `set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1)`;
const swapped = (one: number, two: number) => [
  `update log_leaves set position = 1000000 where position = ${one}`,
  `update log_leaves set position = ${one} where position = ${two}`,
  `update log_leaves set position = ${two} where position = 1000000`,
];
const atPosition = (position: number) => `(select entry_id from log_leaves where position = ${position})`;
const ofBody = (position: number, byte: number) =>
  `update log_entries set body = ${flipped('body', byte)} where id = ${atPosition(position)}`;

describe('changes by the owner of the tables are found', () => {
  test.each<[string, string, string[], string, string]>([
    ['a byte of an entry’s hash', 'log_entries', [ofBody(5, 60)], 'LEAF_DIFFERS', 'entry 5 of the log'],
    ['a byte of an entry’s form', 'log_entries', [ofBody(0, 0)], 'LEAF_DIFFERS', 'entry 0 of the log'],
    [
      'a leaf',
      'log_nodes',
      [`update log_nodes set hash = ${flipped('hash', 9)} where level = 0 and position = 7`],
      'LEAF_DIFFERS',
      'entry 7 of the log',
    ],
    [
      'a node',
      'log_nodes',
      [`update log_nodes set hash = ${flipped('hash', 31)} where level = 3 and position = 1`],
      'NODE_DIFFERS',
      'hash 3/1 of the tree',
    ],
    [
      'a missing node',
      'log_nodes',
      ['delete from log_nodes where level = 1 and position = 2'],
      'NODE_MISSING',
      'hash 1/2 of the tree',
    ],
    [
      'a node too many',
      'log_nodes',
      ["insert into log_nodes values (gen_random_uuid(), 6, 0, decode(repeat('00', 32), 'hex'))"],
      'NODE_SURPLUS',
      'the stored tree',
    ],
    [
      'a missing entry',
      'log_leaves',
      ['delete from log_leaves where position = 4'],
      'ENTRY_MISSING',
      'entry 4 of the log',
    ],
    [
      'a missing last entry',
      'log_leaves',
      ['delete from log_leaves where position = 17'],
      'ENTRY_MISSING',
      'entry 17 of the log',
    ],
    [
      'an entry far away',
      'log_leaves',
      ['update log_leaves set position = 4503599627370496 where position = 4'],
      'ENTRY_MISSING',
      'entry 4 of the log',
    ],
    ['a reordered pair', 'log_leaves', swapped(2, 3), 'LEAF_DIFFERS', 'entry 2 of the log'],
    [
      'a checkpoint’s root',
      'checkpoints',
      [`update checkpoints set root = ${flipped('root', 0)} where size = 12`],
      'CHECKPOINT_DIFFERS',
      'checkpoint of 12 entries',
    ],
    [
      'a checkpoint’s signature',
      'checkpoints',
      ["update checkpoints set note = overlay(note placing 'AAAA' from length(note) - 20) where size = 16"],
      'CHECKPOINT_SIGNATURE_WRONG',
      'checkpoint of 16 entries',
    ],
    [
      'a checkpoint’s words',
      'checkpoints',
      ["update checkpoints set note = replace(note, E'\\n16\\n', E'\\n17\\n') where size = 16"],
      'CHECKPOINT_SIGNATURE_WRONG',
      'checkpoint of 16 entries',
    ],
    [
      'a checkpoint’s form',
      'checkpoints',
      ["update checkpoints set note = note || 'x' where size = 18"],
      'CHECKPOINT_MALFORMED',
      'checkpoint of 18 entries',
    ],
    [
      'a checkpoint’s size',
      'checkpoints',
      ['update checkpoints set size = 4503599627370496 where size = 18'],
      'CHECKPOINT_BEYOND',
      'the end of the log',
    ],
    [
      'a missing last checkpoint',
      'checkpoints',
      ['delete from checkpoints where size = 18'],
      'ENTRIES_UNSIGNED',
      'the end of the log',
    ],
    [
      'a timestamp',
      'log_timestamps',
      [`update log_timestamps set token = ${flipped('token', 3)}`],
      'TIMESTAMP_DIFFERS',
      'timestamp of 2026-11-22',
    ],
    [
      'an entry that no longer waits',
      'log_pending',
      ['delete from log_pending'],
      'ENTRY_LOST',
      'revocation entry of certificate',
    ],
    [
      'an entry that waits twice',
      'log_pending',
      [`insert into log_pending values (${atPosition(0)})`],
      'ENTRY_WAITS_TWICE',
      'credential entry of certificate',
    ],
    [
      'a salt',
      'log_entries',
      [`update log_entries set salt = ${flipped('salt', 0)} where id = ${atPosition(6)}`],
      'CONTENT_DIFFERS',
      'credential entry of certificate',
    ],
    [
      'an entry’s kind',
      'log_entries',
      [`update log_entries set kind = 'PDF', revision = 9 where id = ${atPosition(6)}`],
      'KIND_DIFFERS',
      'pdf entry of certificate',
    ],
  ])('%s', async (_, table, statements, what, where) => {
    await book.tamper(table, ...statements);
    const { ok, differences, named } = await replay();
    expect(ok).toBe(false);
    expect(differences).toBeGreaterThanOrEqual(named.length);
    expect(named[0]).toMatchObject({ what, where: expect.stringContaining(where) });
    for (const { detail } of named) expect(detail).toMatch(/^[A-Z0-9].*\.$/);
  });

  test('every byte of every entry counts', async () => {
    const [entry] = await book.owner<{ length: number }[]>`
      select octet_length(e.body) as length from log_entries e join log_leaves l on l.entry_id = e.id where l.position = 9`;
    const length = entry?.length ?? 0;
    expect(length).toBeGreaterThan(90);
    for (let byte = 0; byte < length; byte += 7) {
      await book.tamper('log_entries', ofBody(9, byte));
      expect((await replay()).named[0]).toMatchObject({ what: 'LEAF_DIFFERS', where: 'entry 9 of the log' });
      await book.tamper('log_entries', ofBody(9, byte));
    }
    expect(await replay()).toMatchObject({ ok: true });
  });

  test('all are counted and twenty named', async () => {
    await book.tamper('log_entries', `update log_entries set body = ${flipped('body', 50)}`);
    const { differences, named } = await replay();
    expect(named).toHaveLength(20);
    // 18 leaves and the 16 hashes above them, 3 roots, 19 contents.
    expect(differences).toBe(18 + 16 + 3 + 19);
  });
});

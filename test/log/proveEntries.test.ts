import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { againstCheckpoint } from '../../schema/log/operations/againstCheckpoint.ts';
import { proveEntries } from '../../schema/log/operations/proveEntries.ts';
import { latestCheckpoint } from '../../schema/log/queries.ts';
import { fillLog } from '../support/fillLog.ts';
import { type LogBook, type LoggedCertificate, openFilledBook } from '../support/logBook.ts';

let book: LogBook;
let made: LoggedCertificate[];
beforeAll(async () => {
  ({ book, made } = await openFilledBook());
});
afterAll(() => book.close());

const madeAt = (index: number): LoggedCertificate => {
  const found = made[index];
  if (found === undefined) throw new Error(`no certificate ${index} was made`);
  return found;
};
const proven = ({ id }: LoggedCertificate) => proveEntries(book.db, { certificateId: id, keys: book.keys });

test('every entry of a certificate, revoked, replaced or neither, is proved', async () => {
  const kindsOf = async (index: number) => {
    const { entries, unlogged } = await proven(madeAt(index));
    expect(entries.filter(({ fault }) => fault !== null)).toEqual([]);
    expect(unlogged).toEqual([]);
    return entries.map(({ kind, position }) => (position === null ? `${kind} waits` : kind));
  };
  expect(await kindsOf(0)).toEqual(['CREDENTIAL', 'PDF']);
  expect(await kindsOf(1)).toEqual(['CREDENTIAL', 'PDF', 'REVOCATION']);
  expect(await kindsOf(2)).toEqual(['CREDENTIAL', 'PDF', 'SUPERSESSION']);
  expect(await kindsOf(4)).toEqual(['CREDENTIAL', 'PDF', 'REVOCATION waits']);
});

/** How many rows PostgreSQL gives out from the tree for a call. */
const nodesRead = async (act: () => Promise<unknown>): Promise<number> => {
  const read = async () => {
    await book.db.execute('select pg_stat_force_next_flush()');
    const [row] = await book.owner<
      { read: number }[]
    >`select (coalesce(idx_tup_fetch, 0) + seq_tup_read)::float8 as read
      from pg_stat_user_tables where relname = 'log_nodes'`;
    return row?.read ?? 0;
  };
  const before = await read();
  await act();
  return (await read()) - before;
};

test('a check reads as many hashes as the log has doublings, not as many as it has entries', async () => {
  const note = (await latestCheckpoint(book.db))?.note ?? '';
  const check = async () => {
    const { entries } = await proven(madeAt(0));
    expect(entries.every(({ fault }) => fault === null)).toBe(true);
    expect(await againstCheckpoint(book.db, { note, keys: book.keys })).toMatchObject({ ok: true });
  };
  await fillLog(book.owner, 1_000);
  await book.sequence();
  await book.owner.unsafe('analyze');
  expect(await nodesRead(check)).toBeLessThan(3 * 2 * Math.ceil(Math.log2(2_019)) + 20);
});

test.each([
  ['a body', 'log_entries', 'update log_entries set body = set_byte(body, 60, get_byte(body, 60) # 1)'],
  ['a salt', 'log_entries', 'update log_entries set salt = set_byte(salt, 0, get_byte(salt, 0) # 1)'],
  ['a hash of the document', 'documents', "update documents set sha256 = repeat('0', 64)"],
  [
    'a node of its path',
    'log_nodes',
    'update log_nodes set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where level = 3',
  ],
  ['a lost node of its path', 'log_nodes', 'delete from log_nodes where level = 4'],
  ['its place', 'log_leaves', 'update log_leaves set position = position + 1000000'],
  ['a lost entry', 'log_leaves', 'delete from log_leaves'],
  ['the root', 'checkpoints', "update checkpoints set root = decode(repeat('00', 32), 'hex')"],
])('%s changed: the certificate is not proved', async (_what, table, change) => {
  const copy = await openFilledBook();
  try {
    const [first] = copy.made;
    if (first === undefined) throw new Error('the book is empty');
    await copy.book.tamper(table, change);
    const { entries } = await proveEntries(copy.book.db, { certificateId: first.id, keys: copy.book.keys });
    expect(entries.some(({ fault }) => fault !== null)).toBe(true);
  } finally {
    await copy.book.close();
  }
});

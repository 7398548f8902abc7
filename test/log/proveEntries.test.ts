import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { againstCheckpoint } from '../../schema/log/operations/againstCheckpoint.ts';
import { proveEntries } from '../../schema/log/operations/proveEntries.ts';
import { latestCheckpoint } from '../../schema/log/queries.ts';
import { fillLog } from '../support/fillLog.ts';
import { type LogBook, type LoggedCertificate, openFilledBook, openLogBook } from '../support/logBook.ts';

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

test('a check takes as many statements beside a long log as beside a short one', async () => {
  const sent: string[] = [];
  const own = await openLogBook({ onStatement: (text) => sent.push(text) });
  try {
    const certificate = await own.issue();
    await own.sequence();
    const note = (await latestCheckpoint(own.db))?.note ?? '';
    const check = async (): Promise<string[]> => {
      sent.length = 0;
      const { entries } = await proveEntries(own.db, { certificateId: certificate.id, keys: own.keys });
      expect(entries.map(({ fault }) => fault)).toEqual([null, null]);
      expect(await againstCheckpoint(own.db, { note, keys: own.keys })).toMatchObject({ ok: true });
      return [...sent];
    };
    await own.issue();
    await own.sequence();
    const short = await check();
    await fillLog(own.owner, 1_000);
    await own.sequence();
    expect(await check()).toEqual(short);
    expect(short.length).toBeLessThanOrEqual(12);
  } finally {
    await own.close();
  }
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
  ['a lost node of its path', 'log_nodes', 'delete from log_nodes where level = 2'],
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

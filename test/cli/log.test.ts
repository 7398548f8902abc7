import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signCheckpoint, vkeyOf } from '../../certificates/log/note.ts';
import { latestCheckpoint } from '../../schema/log/queries.ts';
import { openCommandLine } from '../support/commandLine.ts';
import { LOG_ORIGIN, type LogBook, openFilledBook, openLogBook } from '../support/logBook.ts';

let book: LogBook;
let home: string;
const commandLine = openCommandLine();
beforeAll(async () => {
  ({ book } = await openFilledBook());
  home = await mkdtemp(join(tmpdir(), 'attune-log-'));
});
afterAll(async () => {
  await commandLine.close();
  await book.close();
  await rm(home, { recursive: true });
});

/** Each database with a folder of its own, because the folder remembers the log. */
const attuneOn = (of: LogBook, ...line: string[]) =>
  commandLine.run(line, { DATABASE_URL: of.appUrl, DATA_DIR: join(home, new URL(of.appUrl).pathname) });
const attune = (...line: string[]) => attuneOn(book, ...line);

const saved = async (text: string) => {
  const file = join(home, 'checkpoint');
  await writeFile(file, text);
  return file;
};

test('log checkpoint prints only the note', async () => {
  const checkpoint = await latestCheckpoint(book.db);
  expect(await attune('log', 'checkpoint')).toEqual({ code: 0, out: checkpoint?.note, err: '' });
});

test('log verify says what was checked, also against what was saved', async () => {
  const file = await saved((await attune('log', 'checkpoint')).out);
  const { code, out, err } = await attune('log', 'verify', '--against', file);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(`Key, in the form that other tools expect: ${vkeyOf(LOG_ORIGIN, book.signer.key)}
Entries: 18 have their places, 1 waits for one.
Replayed from the entries: their form and order, every hash of the tree, and the record of each in the tables.
Checkpoints: 3 signatures and roots were checked.
Outside timestamps: 1 matches the checkpoint beside it.
Nothing differs.
The saved checkpoint of ${LOG_ORIGIN}, 18 entries, is the beginning of today's log.
`);
  expect((await attune('log', 'verify')).out).toContain(
    `The remembered checkpoint of ${LOG_ORIGIN}, 18 entries, is the beginning of today's log.`,
  );
});

test('a saved checkpoint that does not fit ends with code 1', async () => {
  const file = await saved(await signCheckpoint(LOG_ORIGIN, 5, Buffer.alloc(32), book.signer));
  const { code, out } = await attune('log', 'verify', '--against', file);
  expect(code).toBe(1);
  expect(out).toContain('Nothing differs.');
  expect(out).toContain('The saved checkpoint does not match this log: The first 5 entries are no longer those');
});

test.each([
  [['log', 'verify', '--against', '/nowhere/at/all'], 1, 'There is no file /nowhere/at/all.'],
  [['log', 'verify', '--against', '/'], 1, 'There is no file /.'],
  [['log', 'verify', '--against', ''], 2, 'Write: attune log verify [--against FILE] [--whole]'],
  [['log', 'verify', '--against'], 2, 'Write: attune log verify [--against FILE] [--whole]'],
  [['log', 'verify', 'file'], 2, 'Write: attune log verify [--against FILE] [--whole]'],
  [['log', 'verfy'], 2, 'did you mean "log verify"?'],
])('%j ends with a clear line', async (line, code, message) => {
  const ended = await attune(...line);
  expect(ended.err).toContain(message);
  expect(ended.code).toBe(code);
  expect(ended.err).not.toContain('    at ');
});

test('a log that was altered ends with code 1 and names what differs', async () => {
  await book.tamper(
    'log_nodes',
    "update log_nodes set hash = decode(repeat('00', 32), 'hex') where level = 2 and position = 1",
  );
  const altered = await attune('log', 'verify');
  expect(altered.code).toBe(1);
  expect(altered.out).toContain('1 thing differs:');
  expect(altered.out).toContain(
    '  - hash 2/1 of the tree: The hash does not match the entries below it. [NODE_DIFFERS]',
  );
});

test('a log without a checkpoint says so', async () => {
  const empty = await openLogBook();
  try {
    expect(await attuneOn(empty, 'log', 'checkpoint')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no checkpoint yet'),
    });
    expect(await attuneOn(empty, 'log', 'verify')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing differs.'),
    });
  } finally {
    await empty.close();
  }
});

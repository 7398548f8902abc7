import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sql } from 'postgres';
import { signCheckpoint } from '../../certificates/log/note.ts';
import { systemAct } from '../../schema/act.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import { latestCheckpoint } from '../../schema/log/queries.ts';
import { openCommandLine } from '../support/commandLine.ts';
import { issued } from '../support/issued.ts';
import { createTestSigner } from '../support/keyring.ts';
import { appUrlOf, connectAsOwner } from '../support/owner.ts';
import { openWorld, type World } from '../support/world.ts';

/** What the command line remembers of the log, beside the keys and outside the database. */
const now = new Date('2026-11-26T00:00:00Z');
let world: World;
let owner: Sql;
let home: string;
const commandLine = openCommandLine();

beforeAll(async () => {
  world = await openWorld({ max: 2 });
  owner = await connectAsOwner(world.db);
  home = await mkdtemp(join(tmpdir(), 'attune-memory-'));
});
afterAll(async () => {
  await commandLine.close();
  await owner.end();
  await world.close();
  await rm(home, { recursive: true });
});

/** A further certificate, its PDF in a file, its entries in the log. */
const certified = async (name: string): Promise<string> => {
  const { id } = await issued(world);
  const made = await prepareDocuments(world.db, world.vault, world.issuer, { certificateId: id, now });
  const signer = await world.issuer.keyring.signer('LOG');
  await sequenceLog(world.db, systemAct(now), { signer, origin: world.issuer.logOrigin });
  await writeFile(join(home, name), made?.bytes ?? '');
  return join(home, name);
};

const attune = async (line: string[], folder = 'data') =>
  commandLine.run(line, {
    DATA_DIR: join(home, folder),
    DATABASE_URL: await appUrlOf(world.db),
    ENCRYPTION_KEY: 'a test secret of at least thirty-two characters',
  });
const verify = (file: string, folder?: string) => attune(['certificate', 'verify', file], folder);
const memoryIn = (folder = 'data') => join(home, folder, 'log-memory.json');
const sizeIn = async (folder?: string): Promise<string | undefined> =>
  JSON.parse(await readFile(memoryIn(folder), 'utf8')).checkpoint.split('\n')[1];
const sizeNow = async (): Promise<number> => (await latestCheckpoint(world.db))?.size ?? 0;

const asOwner = (...statements: string[]) =>
  owner.begin(async (tx) => {
    const tables = ['log_timestamps', 'checkpoints', 'log_nodes', 'log_leaves', 'log_entries'];
    for (const table of tables) await tx.unsafe(`alter table ${table} disable trigger user`);
    for (const statement of statements) await tx.unsafe(statement);
    for (const table of tables) await tx.unsafe(`alter table ${table} enable trigger user`);
  });

/** What a backup of that moment restores, as far as the log goes. */
const rollBackTo = (size: number) =>
  asOwner(
    `delete from checkpoints where size > ${size}`,
    `delete from log_nodes where (position + 1) * (1::bigint << level) > ${size}`,
    `create temporary table lost on commit drop as select entry_id from log_leaves where position >= ${size}`,
    `delete from log_leaves where position >= ${size}`,
    'delete from log_entries where id in (select entry_id from lost)',
  );

const HISTORY = /✗ FAILED: The history of the public log\n {4}.*/;

test('every clean check moves what is remembered forward, and only forward', async () => {
  const first = await certified('first.pdf');
  const fresh = await verify(first);
  expect({ code: fresh.code, err: fresh.err }).toEqual({ code: 0, err: '' });
  expect(fresh.out).toContain('No earlier state of the log was remembered here');
  expect(await sizeIn()).toBe('3');
  await certified('second.pdf');
  const { out, code } = await verify(first);
  expect(code).toBe(0);
  expect(out).toContain('of 6 entries, continues the log of 2 entries from which the proof in the file comes');
  expect(out).toContain('of 6 entries, continues the log of 3 entries that was seen here before');
  expect(await sizeIn()).toBe('6');
  await certified('third.pdf');
  const replayed = await attune(['log', 'verify']);
  expect(replayed.code).toBe(0);
  expect(replayed.out).toContain('The remembered checkpoint of attune.example.org/log, 6 entries, is the beginning');
  expect(await sizeIn()).toBe('9');
});

test('a log that was rolled back is told loudly by both, and by the file alone that was made after it', async () => {
  const third = join(home, 'third.pdf');
  await rollBackTo(6);
  const single = await verify(join(home, 'first.pdf'));
  expect(single.code).toBe(1);
  expect(single.out).toMatch(/^The file is genuine, but the public log was changed\./);
  expect(single.out).toMatch(HISTORY);
  expect(single.out).toContain('rolled back or replaced. The checkpoint was signed over 9 entries, and the log has 6');
  const replayed = await attune(['log', 'verify']);
  expect(replayed.code).toBe(1);
  expect(replayed.out).toContain('[LOG_SHORTER]');
  // It is not forgotten: whoever looks again hears it again.
  expect(await sizeIn()).toBe('9');
  const elsewhere = await verify(third, 'elsewhere');
  expect(elsewhere.code).toBe(1);
  expect(elsewhere.out).toMatch(/DOES NOT CONTINUE THE LOG from which the proof in the file comes/);
});

test('a split log: what grew in the place of the lost entries is told by memory and by the lost file', async () => {
  const fourth = await certified('fourth.pdf');
  expect(await sizeNow()).toBe(9);
  expect((await verify(fourth, 'new')).code).toBe(0);
  for (const folder of ['data', 'elsewhere']) {
    const { code, out } = await verify(folder === 'data' ? fourth : join(home, 'third.pdf'), folder);
    expect(code).toBe(1);
    expect(out).toMatch(HISTORY);
    expect(out).toMatch(/The first [89] entries are no longer those/);
  }
  const replayed = await attune(['log', 'verify']);
  expect(replayed.code).toBe(1);
  expect(replayed.out).toContain('[HISTORY_CHANGED]');
});

describe('the memory itself', () => {
  test.each([
    ['empty', ''],
    ['cut off', '{"checkpoint":"attune'],
    ['of another form', '{"checkpoint":7,"windows":[]}'],
    ['no JSON', 'attune.example.org/log\n3\n'],
  ])('%s: nothing is answered and nothing overwritten', async (_what, text) => {
    await attune(['log', 'checkpoint'], 'damaged');
    await writeFile(memoryIn('damaged'), text);
    const single = await verify(join(home, 'first.pdf'), 'damaged');
    expect({ code: single.code, out: single.out }).toEqual({ code: 2, out: '' });
    expect(single.err).toContain('which remembers the log, is damaged');
    const replayed = await attune(['log', 'verify'], 'damaged');
    expect(replayed.code).toBe(1);
    expect(replayed.err).toContain('then delete the file');
    expect(await readFile(memoryIn('damaged'), 'utf8')).toBe(text);
  });

  test('of another log, or signed by a key that is not ours: told', async () => {
    const signer = await world.issuer.keyring.signer('LOG');
    const root = Buffer.alloc(32, 7);
    const { logOrigin } = world.issuer;
    for (const note of [
      await signCheckpoint(logOrigin, 3, root, await createTestSigner('LOG')),
      await signCheckpoint(logOrigin, 3, root, signer),
      await signCheckpoint(logOrigin, 12_000, root, signer),
      'not a checkpoint',
    ]) {
      await writeFile(memoryIn('damaged'), JSON.stringify({ checkpoint: note, windows: [] }));
      const { code, out } = await verify(join(home, 'first.pdf'), 'damaged');
      expect(code).toBe(1);
      expect(out).toMatch(HISTORY);
      expect((await attune(['log', 'verify'], 'damaged')).code).toBe(1);
    }
  });

  test('two checks at once leave it whole', async () => {
    const line = openCommandLine();
    try {
      const environment = { DATA_DIR: join(home, 'two'), DATABASE_URL: await appUrlOf(world.db) };
      const check = ['certificate', 'verify', join(home, 'first.pdf')];
      const both = [line, commandLine].map((one) => one.run(check, environment));
      expect((await Promise.all(both)).map(({ code }) => code)).toEqual([0, 0]);
    } finally {
      await line.close();
    }
    expect(await sizeIn('two')).toBe('9');
  });
});

test('the newest checkpoint must be signed by a key of the log', async () => {
  const stranger = await createTestSigner('LOG');
  const root = (await latestCheckpoint(world.db))?.root ?? Buffer.alloc(32);
  const forged = await signCheckpoint(world.issuer.logOrigin, 9, root, stranger);
  await asOwner(`update checkpoints set note = '${forged}' where size = 9`);
  const { code, out } = await verify(join(home, 'fourth.pdf'), 'new');
  expect(code).toBe(1);
  expect(out).toMatch(/✗ FAILED: Its entries in the public log/);
  expect(out).toMatch(HISTORY);
});

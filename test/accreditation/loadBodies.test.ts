import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { asc, eq } from 'drizzle-orm';
import { connect, type Pool } from '../../drizzle/client.ts';
import { ruleSets } from '../../drizzle/schema.ts';
import { loadBodies } from '../../schema/accreditation/operations/loadBodies.ts';
import { accreditorOf, boardFor, boardsOf, bodiesOf } from '../../schema/accreditation/queries.ts';
import { systemAct } from '../../schema/act.ts';
import { canonicalJson, sha256 } from '../../schema/edited/canonical.ts';
import { FaultsError } from '../../schema/edited/faults.ts';
import { readBodies } from '../../server/content/bodies.ts';
import { seedContent } from '../../server/content/content.ts';
import { seedOnce } from '../../server/content/fingerprint.ts';
import { accreditorFile, boardFile } from '../support/bodies.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-11-26T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
let home: string;
const statements: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 6, onStatement: (text) => statements.push(text) });
  home = await mkdtemp(join(tmpdir(), 'attune-bodies-'));
});
afterAll(async () => {
  await pool.close();
  await database.drop();
  await rm(home, { recursive: true });
});

/** A content folder with one accreditor and one board, of keys of their own. */
const contentWith = async (name: string, edit: (text: string) => string = (text) => text): Promise<string> => {
  const content = await mkdtemp(join(home, 'content-'));
  await mkdir(join(content, 'accreditors'));
  await mkdir(join(content, 'boards'));
  const named = (text: string) => text.replaceAll('sample-body', name).replaceAll('sample-board', `${name}-board`);
  await writeFile(join(content, 'accreditors', `${name}.yaml`), edit(named(accreditorFile)));
  await writeFile(join(content, 'boards', `${name}-board.yaml`), named(boardFile));
  return content;
};
const rowsOf = (key: string) =>
  pool.db.select().from(ruleSets).where(eq(ruleSets.key, key)).orderBy(asc(ruleSets.ordinal));

describe('the content folder at start', () => {
  test('is loaded once by several processes', async () => {
    const content = await contentWith('several');
    await Promise.all(Array.from({ length: 6 }, () => seedContent(pool.db, content, now)));
    expect(await rowsOf('several')).toMatchObject([{ kind: 'ACCREDITOR', ordinal: 1, loadedAt: now }]);
    expect(await rowsOf('several-board')).toMatchObject([{ kind: 'BOARD', ordinal: 1 }]);
    for (const { hash, content: stored } of await rowsOf('several')) expect(sha256(canonicalJson(stored))).toBe(hash);
  });

  test('adds a row where the content differs, and only there', async () => {
    const content = await contentWith('changed');
    await seedContent(pool.db, content, now);
    const file = join(content, 'accreditors/changed.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      `# A remark.\n${text.replace('website: https://body.example.org/\nkind: ACCREDITS', 'kind: ACCREDITS\nwebsite: "https://body.example.org/"')}`,
    );
    await seedContent(pool.db, content, now);
    expect(await rowsOf('changed')).toHaveLength(1);
    await writeFile(file, text.replace('value: 60', 'value: 55'));
    await Promise.all(Array.from({ length: 6 }, () => seedContent(pool.db, content, now)));
    const rows = await rowsOf('changed');
    expect(rows.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2);
    expect(await rowsOf('changed-board')).toHaveLength(1);
    expect((await accreditorOf(pool.db, 'changed'))?.body.values.minutesPerUnit?.[0]?.value).toBe(55);
    await writeFile(file, text);
    await seedContent(pool.db, content, now);
    const back = await rowsOf('changed');
    expect(back.map(({ hash }) => hash)).toEqual([rows[0]?.hash, rows[1]?.hash, rows[0]?.hash]);
  });

  test('keeps the last row of a body whose file is gone', async () => {
    const content = await contentWith('gone');
    await seedContent(pool.db, content, now);
    await rm(join(content, 'boards'), { recursive: true });
    await rm(join(content, 'accreditors'), { recursive: true });
    await seedContent(pool.db, content, now);
    expect(await rowsOf('gone')).toHaveLength(1);
    expect(await accreditorOf(pool.db, 'gone')).toMatchObject({ body: { key: 'gone' } });
  });

  test('with any fault loads no body, and names every fault of every file', async () => {
    const content = await contentWith('faulty', (text) => text.replace('source: handbook', 'source: handbok'));
    await writeFile(join(content, 'boards/broken.yaml'), 'key: broken\n  name: x');
    await writeFile(join(content, 'boards/board.yml'), boardFile);
    await symlink('/etc/passwd', join(content, 'accreditors/passwd.yaml'));
    await writeFile(join(content, 'accreditors/latin.yaml'), Buffer.from([0x6b, 0xff]));
    const error: unknown = await seedContent(pool.db, content, now).catch((caught) => caught);
    expect(error).toBeInstanceOf(FaultsError);
    const named = error instanceof FaultsError ? error.faults.map(({ file, line }) => `${file}:${line}`) : [];
    expect(new Set(named)).toEqual(
      new Set([
        'accreditors/faulty.yaml:14',
        'accreditors/latin.yaml:1',
        'accreditors/passwd.yaml:1',
        'boards/board.yml:1',
        'boards/broken.yaml:1',
      ]),
    );
    expect([...(await rowsOf('faulty')), ...(await rowsOf('faulty-board'))]).toEqual([]);
  });

  test('checks all files together', async () => {
    const content = await contentWith('together');
    await rm(join(content, 'accreditors/together.yaml'));
    await expect(seedContent(pool.db, content, now)).rejects.toThrow(
      'boards/together-board.yaml:13: accepts: no body that accredits has the key "together"',
    );
    expect(await rowsOf('together-board')).toEqual([]);
  });

  test('that was put back within a day is loaded again', async () => {
    const content = await contentWith('returned');
    const second = await contentWith('returned', (text) => text.replace('value: 60', 'value: 45'));
    const minutes = async () => (await accreditorOf(pool.db, 'returned'))?.body.values.minutesPerUnit?.[0]?.value;
    const starts: [string, number][] = [
      [content, 60],
      [second, 45],
      [content, 60],
    ];
    for (const [index, [folder, expected]] of starts.entries()) {
      await seedOnce(pool.db, folder, new Date(now.getTime() + index));
      expect(await minutes()).toBe(expected);
    }
    statements.length = 0;
    await seedOnce(pool.db, content, new Date(now.getTime() + starts.length));
    expect(statements.filter((text) => !/loaded_content/.test(text))).toEqual([]);
  });
});

describe('reading', () => {
  beforeEach(() => {
    statements.length = 0;
  });

  test('takes one statement, and brings what is known already from memory', async () => {
    await loadBodies(pool.db, systemAct(now), await readBodies(await contentWith('read')));
    const before = await bodiesOf(pool.db);
    statements.length = 0;
    const after = await bodiesOf(pool.db);
    expect(statements).toHaveLength(1);
    expect(after.accreditors.get('read')?.body).toBe(before.accreditors.get('read')?.body);
    expect([...after.accreditors.keys()]).toEqual([...before.accreditors.keys()].sort());
  });

  test('finds the board of a license by profession and place', async () => {
    const only = await contentWith('placed');
    const file = join(only, 'boards/placed-board.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('US-NY', 'US-VT'));
    await loadBodies(pool.db, systemAct(now), await readBodies(only));
    const found = await boardFor(pool.db, { profession: 'lcsw', jurisdiction: 'US-VT' });
    expect(found?.body.key).toBe('placed-board');
    expect(await boardFor(pool.db, { profession: 'lmft', jurisdiction: 'US-VT' })).toBeNull();
    expect(await boardFor(pool.db, { profession: 'lcsw', jurisdiction: 'US-WY' })).toBeNull();
    expect(await accreditorOf(pool.db, 'nobody')).toBeNull();
    expect((await boardsOf(pool.db)).map(({ body }) => body.key)).toContain('placed-board');
  });
});

test('no row of rules can be changed or removed', async () => {
  await expect(pool.db.update(ruleSets).set({ hash: 'f'.repeat(64) })).rejects.toThrow();
  await expect(pool.db.delete(ruleSets)).rejects.toThrow();
});

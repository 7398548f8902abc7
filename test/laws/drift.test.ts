import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generate } from '../../web/graphql/generate.ts';
import { ROOT } from '../support/sources.ts';

const drizzleKit = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/drizzle-kit/bin.cjs'), ...args], { cwd: ROOT });

let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'attune-drift-'));
  await cp(join(ROOT, 'drizzle/migrations'), copy, { recursive: true });
});
afterAll(() => rm(copy, { recursive: true, force: true }));

test('the migrations cover the tables completely; after a change: npx drizzle-kit generate --name what_changed', async () => {
  const before = await readdir(copy);
  expect(before.length).toBeGreaterThanOrEqual(3);
  const { stdout } = await drizzleKit(
    'generate',
    '--dialect',
    'postgresql',
    '--schema',
    './drizzle/schema.ts',
    '--out',
    copy,
  );
  expect(await readdir(copy)).toEqual(before);
  expect(stdout).toContain('nothing to migrate');
});

test('no two migrations start from the same state', async () => {
  const { stdout } = await drizzleKit('check', '--dialect', 'postgresql', '--out', copy);
  expect(stdout).toContain("Everything's fine");
});

test('types and hashes of the pages’ documents are those of today; after a change: npm run schema', async () => {
  for (const [path, text] of Object.entries(await generate()))
    expect(await readFile(join(ROOT, 'web', path), 'utf8')).toBe(text);
});

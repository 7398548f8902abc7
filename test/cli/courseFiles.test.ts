import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Pool } from '../../drizzle/client.ts';
import { courseFiles, courses } from '../../drizzle/schema.ts';
import { readCourseFolder } from '../../server/content/content.ts';
import { openCommandLine } from '../support/commandLine.ts';
import { png, svg } from '../support/courseFiles.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sampleOrganizationFile } from '../support/samplePackage.ts';

let database: TestDatabase;
let pool: Pool;
let home: string;
const commandLine = openCommandLine();
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 2 });
  home = await mkdtemp(join(tmpdir(), 'attune-files-'));
  await mkdir(join(home, 'organizations'));
  await writeFile(join(home, 'organizations', 'sample-organization.yaml'), sampleOrganizationFile);
});
afterAll(async () => {
  await commandLine.close();
  await pool.close();
  await database.drop();
  await rm(home, { recursive: true });
});
const attune = (...line: string[]) =>
  commandLine.run(line, { DATABASE_URL: database.appUrl, DATA_DIR: join(home, 'data') });

test('a new course checks clean, is published, and comes back with its figure and its hash', async () => {
  const folder = join(home, 'fresh');
  expect((await attune('course', 'new', 'fresh', folder, '--org', 'sample-organization')).code).toBe(0);
  const checked = await attune('course', 'check', folder);
  expect(checked.out).toContain('files/two-steps.svg: SVG, 1 kB, 480 by 160 pixels');
  expect((await attune('course', 'import', folder)).out).toContain('published as number 1');
  expect(await pool.db.$count(courseFiles)).toBe(1);
  const again = join(home, 'again');
  expect((await attune('course', 'export', 'fresh', again)).code).toBe(0);
  expect(await readFile(join(again, 'files/two-steps.svg'))).toEqual(
    await readFile(join(folder, 'files/two-steps.svg')),
  );
  expect((await attune('course', 'import', again)).out).toContain('is published already, as number 1');
  expect((await attune('course', 'new', 'fresh', folder)).err).toContain('is not empty');
  expect((await attune('course', 'new', 'No Slug', join(home, 'none'))).code).toBe(1);
});

const FIGURE = '![Two boxes';
test.each<[string, (folder: string) => Promise<void>, string]>([
  [
    'an image without alternative',
    async (folder) => {
      const module = join(folder, 'modules/01-first.md');
      await writeFile(module, (await readFile(module, 'utf8')).replace(/!\[[^\]]*\]/, '![]'));
    },
    'modules/01-first.md:12: Write ![what it shows](files/two-steps.svg)',
  ],
  [
    'a drawing with a script',
    (folder) => writeFile(join(folder, 'files/two-steps.svg'), svg('<script>x()</script>')),
    'files/two-steps.svg:2: Remove <script>',
  ],
  [
    'a drawing that refers elsewhere',
    (folder) => writeFile(join(folder, 'files/two-steps.svg'), svg('<use href="https://example.org/a.svg#b"/>')),
    'files/two-steps.svg:2: Remove href="https://example.org/a.svg#b"',
  ],
  [
    'a file too large for its kind',
    (folder) => writeFile(join(folder, 'files/two-steps.svg'), svg(`<!--${'x'.repeat(600_000)}-->`)),
    'files/two-steps.svg:1: The file is too large (600 kB); a SVG may have 500 kB.',
  ],
  [
    'a file too large for any',
    (folder) => writeFile(join(folder, 'files/film.mp4'), Buffer.alloc(20_000_001)),
    'files/film.mp4:1: The file is too large (20.0 MB); keep each file under 20 MB.',
  ],
  [
    'another kind than its name',
    (folder) => writeFile(join(folder, 'files/two-steps.svg'), png()),
    'files/two-steps.svg:1: The file is a PNG, but its name promises a SVG',
  ],
  [
    'a link to a missing file',
    async (folder) => {
      const module = join(folder, 'modules/01-first.md');
      await writeFile(module, (await readFile(module, 'utf8')).replace(FIGURE, `[Kit](files/kit.pdf)\n\n${FIGURE}`));
    },
    'modules/01-first.md:12: There is no file files/kit.pdf',
  ],
])('%s is refused with file and line, and nothing is imported', async (name, break_, fault) => {
  const slug = name.replaceAll(' ', '-');
  const folder = join(home, slug);
  await attune('course', 'new', slug, folder, '--org', 'sample-organization');
  await break_(folder);
  const before = await pool.db.$count(courses);
  const { code, err } = await attune('course', 'import', folder);
  expect(code).toBe(1);
  expect(err).toContain(fault);
  expect(await pool.db.$count(courses)).toBe(before);
  expect((await readCourseFolder(folder)).ok).toBe(false);
});

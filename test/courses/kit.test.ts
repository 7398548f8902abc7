import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, like, sql } from 'drizzle-orm';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { CourseVersionId } from '../../drizzle/ids.ts';
import { courseFiles, storedFiles } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { exportCourse } from '../../schema/courses/operations/exportCourse.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { downloadsOf } from '../../schema/courses/queries/files.ts';
import { modulesOf } from '../../schema/courses/queries.ts';
import { drawSheets } from '../../schema/courses/rules/kit.ts';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { hashName } from '../../schema/courses/rules/package/files/kinds.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { moduleTexts } from '../../schema/enrollments/queries.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { startTestApp } from '../support/app.ts';
import { readPdf, textOf } from '../support/certificates/readPdf.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sampleOrganization, samplePackage } from '../support/samplePackage.ts';
import { sheetText } from '../support/sheets.ts';

const now = new Date('2026-11-22T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
let app: Awaited<ReturnType<typeof startTestApp>>;
let versionId: CourseVersionId;

const printed = (slug: string, words = 'Call: [line]') =>
  samplePackage((files) => {
    files.set('kit/plan.md', sheetText(words, { position: 2, for: 'READER' }));
    files.set('kit/card.md', sheetText('- [ ] Ask', { for: 'CLINICIAN' }));
    const module = files.get('modules/01-first.md') ?? '';
    files.set('modules/01-first.md', module.replace('## Reading', '## Reading\n\n[The plan](kit/plan.pdf)'));
    files.set('course.yaml', (files.get('course.yaml') ?? '').replace('slug: sample-course', `slug: ${slug}`));
  });
const imported = (slug: string, words?: string) =>
  importCourse(pool.db, systemAct(now), { package: printed(slug, words) });

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl);
  await importOrganization(pool.db, systemAct(now), { organization: sampleOrganization() });
  app = await startTestApp(pool);
  ({ versionId } = await imported('kit-one'));
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

test('a version keeps its sheets as they are drawn, alone and together, on both papers', async () => {
  const rows = await pool.db.select().from(courseFiles).where(eq(courseFiles.versionId, versionId));
  const drawn = drawSheets(printed('kit-one'));
  expect(drawn.map(({ path }) => path)).toEqual([
    ...['kit/card.pdf', 'kit/plan.pdf', 'kit/kit.pdf'],
    ...['kit/letter/card.pdf', 'kit/letter/plan.pdf', 'kit/letter/kit.pdf'],
  ]);
  const facts = drawn.map(({ path, pages, file }) => ({
    ...{ path, pages, sizeBytes: file.length, sha256: createHash('sha256').update(file).digest('hex') },
  }));
  expect(rows).toHaveLength(6);
  expect(rows).toEqual(expect.arrayContaining(facts.map((one) => expect.objectContaining(one))));
});

test('the export gives the sheets back, with the same hash', async () => {
  const { texts, bytes } = await exportCourse(pool.db, 'kit-one');
  const again = parsePackage(texts, { bytes });
  if (!again.ok) throw new Error(JSON.stringify(again.faults));
  expect([...bytes.keys()]).toEqual([]);
  expect(contentHash(again.package)).toBe(contentHash(printed('kit-one')));
  expect(await importCourse(pool.db, systemAct(now), { package: again.package })).toMatchObject({ published: false });
});

test('other words are another version, which has its own paper; the earlier one keeps what it has', async () => {
  const first = await imported('kit-two');
  const second = await imported('kit-two', 'Write: [line]');
  expect(second).toMatchObject({ published: true, ordinal: 2 });
  const shaOf = async (of: CourseVersionId) => {
    const where = and(eq(courseFiles.versionId, of), eq(courseFiles.path, 'kit/plan.pdf'));
    const [row] = await pool.db.select().from(courseFiles).where(where);
    return row?.sha256;
  };
  expect(await shaOf(first.versionId)).not.toBe(await shaOf(second.versionId));
});

test('fifty imports at once draw one kit', async () => {
  const before = await pool.db.$count(storedFiles);
  const all = await Promise.all(Array.from({ length: 50 }, () => imported('kit-many')));
  expect(new Set(all.map((one) => one.versionId)).size).toBe(1);
  expect(await pool.db.$count(courseFiles, eq(courseFiles.versionId, all[0]?.versionId ?? versionId))).toBe(6);
  expect((await pool.db.$count(storedFiles)) - before).toBeLessThanOrEqual(6);
});

test('a version lists its whole kit, then the sheets in their order, in the words of its language', async () => {
  const rows = await downloadsOf(pool.db, [versionId]);
  expect(
    rows.map(({ title, forWhom, anybody, file, letter }) => [
      title,
      forWhom,
      anybody,
      file.path,
      file.pages,
      letter?.path,
    ]),
  ).toEqual([
    ['Printable kit', 'For clinicians and readers', false, 'kit/kit.pdf', 3, 'kit/letter/kit.pdf'],
    ['A sheet', 'For clinicians', false, 'kit/card.pdf', 1, 'kit/letter/card.pdf'],
    ['A sheet', 'For readers', false, 'kit/plan.pdf', 1, 'kit/letter/plan.pdf'],
  ]);
});

test('a module names the sheet that its text links, and no other', async () => {
  const ids = (await modulesOf(pool.db, [versionId])).map(({ id }) => id);
  const texts = await moduleTexts(pool.db, ids);
  const [first, second] = ids.map((id) => texts.find((one) => one.id === id));
  expect(first?.files.map(({ path }) => path)).toEqual(['kit/plan.pdf']);
  expect(second?.files).toEqual([]);
});

describe('the fence', () => {
  const ask = async (query: string) => {
    const answer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await answer.json()) as { data: { course: { downloads: object[] } } };
  };

  test('the public is told which sheets there are, and of no address', async () => {
    const { data } = await ask(
      '{ course(slug: "kit-one") { downloads { title forWhom pages file { url } letter { url } } } }',
    );
    expect(data.course.downloads).toHaveLength(3);
    for (const one of data.course.downloads) expect(one).toMatchObject({ file: null, letter: null });
  });

  test('whoever has the address gets the paper, to be kept for a year and saved', async () => {
    const [whole] = await downloadsOf(pool.db, [versionId]);
    for (const file of [whole?.file, whole?.letter]) {
      if (!file) throw new Error('no file');
      const answer = await fetch(`${app.url}/files/${hashName(file)}`);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': 'attachment',
        'cache-control': 'public, max-age=31536000, immutable',
      });
      expect(textOf(readPdf(Buffer.from(await answer.arrayBuffer())))).toContain('Sample course, version 1.0');
    }
  });
});

test('nothing is imported of a package with a faulty sheet, and no row says no pages', async () => {
  expect(() => printed('kit-fault', '[a](https://example.org/)')).toThrow(/A sheet is paper/);
  const wrong = sql`insert into course_files (id, version_id, path, sha256, kind, size_bytes, pages)
    select gen_random_uuid(), version_id, 'kit/none.pdf', sha256, kind, size_bytes, 0 from course_files limit 1`;
  await expect(pool.db.execute(wrong)).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/course_files_pages/) },
  });
  expect(await pool.db.$count(courseFiles, like(courseFiles.path, '%none%'))).toBe(0);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { CourseVersionId, ModuleId } from '../../drizzle/ids.ts';
import { systemAct } from '../../schema/act.ts';
import { exportCourse } from '../../schema/courses/operations/exportCourse.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { claimsOfVersions, marksOfModules } from '../../schema/courses/queries/marks.ts';
import { courseBySlug, modulesOf } from '../../schema/courses/queries.ts';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { markCourse } from '../support/markedCourse.ts';
import { sampleOrganization, samplePackage } from '../support/samplePackage.ts';

const now = new Date('2026-11-22T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
let versionId: CourseVersionId;
let moduleIds: ModuleId[];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl);
  await importOrganization(pool.db, systemAct(now), { organization: sampleOrganization() });
  await importCourse(pool.db, systemAct(now), { package: samplePackage(markCourse) });
  const course = await courseBySlug(pool.db, 'sample-course');
  if (course === null) throw new Error('the course was not published');
  versionId = course.versionId;
  moduleIds = (await modulesOf(pool.db, [versionId])).map(({ id }) => id);
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

const claim = {
  key: 'couples-calm',
  grade: 'MIXED',
  text: 'Couples calm each other',
  sources: ['example-2020'],
  wouldChange: 'A large trial in which they do not.',
  references: [expect.objectContaining({ key: 'example-2020', doi: '10.1234/abc' })],
};

test('a version lists its claims with their references and their module', async () => {
  expect(await claimsOfVersions(pool.db, [versionId])).toEqual([{ ...claim, versionId, moduleId: moduleIds[0] }]);
});

test('a text brings what it names, and nothing else of the course', async () => {
  const [first, film] = await marksOfModules(pool.db, moduleIds);
  expect(first).toEqual({
    claims: [expect.objectContaining(claim)],
    terms: [{ key: 'window', term: 'Window of tolerance', meaning: 'A band of arousal.' }],
    references: claim.references,
    modules: [{ key: 'film', position: 2, title: 'A film' }],
  });
  expect(film).toEqual({ claims: [], terms: [], references: [], modules: [] });
});

test('what was published exports to the same hash', async () => {
  const { texts, bytes } = await exportCourse(pool.db, 'sample-course');
  const parsed = parsePackage(texts, { bytes });
  expect(parsed.ok && contentHash(parsed.package)).toBe(contentHash(samplePackage(markCourse)));
});

test('a version from before the dialect has no marks, so that its text is shown as it was', async () => {
  const older = connect(database.ownerUrl);
  try {
    await older.db.transaction(async (tx) => {
      // As a version stands that was published before the column was there.
      await tx.execute(sql`alter table course_versions disable trigger user`);
      await tx.execute(sql`update course_versions set dialect = 1`);
      await tx.execute(sql`alter table course_versions enable trigger user`);
    });
    expect(await marksOfModules(pool.db, moduleIds)).toEqual([null, null]);
  } finally {
    await older.close();
  }
});

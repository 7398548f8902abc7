import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq, inArray } from 'drizzle-orm';
import { connect, type Database, type Pool } from '../../drizzle/client.ts';
import type { CourseId } from '../../drizzle/ids.ts';
import { auditEvents, courses } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { coursesByIds } from '../../schema/courses/queries.ts';
import { continuedFirst } from '../../schema/courses/rules/package/continuedFirst.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { writePackage } from '../../schema/courses/rules/package/write.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { seedContent, writeCourseFolder } from '../../server/content/content.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  sampleOrganization,
  sampleOrganizationFile,
  samplePackage,
  samplePackageFiles,
} from '../support/samplePackage.ts';
import { waits } from '../support/waiting.ts';

let database: TestDatabase;
let pool: Pool;
let db: Database;
let minute = 0;
const later = () => systemAct(new Date(Date.UTC(2026, 10, 22, 9, ++minute)));

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl);
  db = pool.db;
  await importOrganization(db, later(), { organization: sampleOrganization() });
  const other = sampleOrganizationFile.replace('slug: sample-organization', 'slug: other-organization');
  await importOrganization(db, later(), { organization: sampleOrganization(other) });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

type Options = { version?: string; continues?: string; organization?: string; words?: string };

/** The sample under a slug; `words` stand at the end of its first module, so that courses without common words differ. */
const course = (slug: string, { version = '1.0', continues, words, organization }: Options = {}) => {
  const pack = samplePackage();
  const [first, ...rest] = pack.modules;
  if (first === undefined) throw new Error('the sample has no module');
  return {
    ...pack,
    course: { ...pack.course, slug, version, continues, organization: organization ?? pack.course.organization },
    modules: [{ ...first, body: `${first.body}\n\n${words ?? slug}` }, ...rest],
  };
};
const add = async (slug: string, options: Options = {}) =>
  importCourse(db, later(), { package: course(slug, options) });

const slugsOf = async (ids: readonly CourseId[]) =>
  (
    await db
      .select({ slug: courses.slug })
      .from(courses)
      .where(inArray(courses.id, [...ids]))
  ).map(({ slug }) => slug);
/** The slug of the oldest course of the same content. */
const oldestOf = async (slug: string): Promise<string> => {
  const [row] = await db.select().from(courses).where(eq(courses.slug, slug));
  return row === undefined || row.lineageId === null ? slug : ((await slugsOf([row.lineageId]))[0] ?? '');
};
const eventsOf = (objectId: CourseId) =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.objectId, objectId), eq(auditEvents.verb, 'COURSE_LINEAGE_CHANGED')))
    .orderBy(auditEvents.id);

describe('continues', () => {
  test('joins the lineage of the course that it names, shows both, and is recorded', async () => {
    const first = await add('first-edition');
    const second = await add('second-edition', { continues: 'first-edition' });
    expect([first.sameContentAs, second.sameContentAs]).toEqual([null, 'first-edition']);
    const [row] = await coursesByIds(db, [second.courseId]);
    expect(row).toMatchObject({ continuesId: first.courseId, lineageId: first.courseId });
    expect(await eventsOf(first.courseId)).toEqual([]);
    expect(await eventsOf(second.courseId)).toMatchObject([
      {
        organizationId: row?.organizationId,
        details: { before: second.courseId, now: first.courseId, continues: 'first-edition', sameTexts: [] },
      },
    ]);
  });

  test.each([
    ['an unknown course', { continues: 'nothing-like-it' }, 'There is no course nothing-like-it'],
    ['a course of another organization', { continues: 'of-others' }, 'belongs to another organization'],
    ['a course that continues it', { continues: 'circle-end' }, 'circle-end, which continues circle-middle, which'],
    ['itself', { continues: 'circle-start' }, 'which is a circle'],
  ])('is refused for %s, and nothing is written', async (_name, options, message) => {
    if ((await coursesOf('circle-start')) === 0) {
      await add('of-others', { organization: 'other-organization' });
      await add('circle-start');
      await add('circle-middle', { continues: 'circle-start' });
      await add('circle-end', { continues: 'circle-middle' });
    }
    const before = await everything();
    await expect(add('circle-start', { version: '1.1', ...options })).rejects.toThrow(message);
    expect(await everything()).toEqual(before);
  });

  test('itself is a fault with its line before anything is imported', () => {
    const files = samplePackageFiles();
    const text = (files.get('course.yaml') ?? '').replace('title: ', 'continues: sample-course\ntitle: ');
    const parsed = parsePackage(files.set('course.yaml', text));
    expect(parsed).toMatchObject({
      ok: false,
      faults: [{ file: 'course.yaml', line: 2, message: expect.stringContaining('itself') }],
    });
  });

  test('gives the same hash as before where it is left out, and comes through writing and reading', () => {
    const pack = course('written', { continues: 'another' });
    expect(parsePackage(writePackage(pack))).toMatchObject({ ok: true, package: pack });
    expect(writePackage(course('written')).get('course.yaml')).not.toContain('continues');
  });

  test('cannot get lost in a new version, but can be taken back', async () => {
    await add('kept-first');
    await add('kept-second', { continues: 'kept-first' });
    await expect(add('kept-second', { version: '1.1' })).rejects.toThrow('Version 1.0 continues kept-first');
    expect(await oldestOf('kept-second')).toBe('kept-first');
    const { courseId } = await add('kept-second', { version: '1.1', continues: 'none' });
    expect(await oldestOf('kept-second')).toBe('kept-second');
    expect((await eventsOf(courseId)).map(({ details }) => details?.now === courseId)).toEqual([false, true]);
    await add('kept-second', { version: '1.2' });
    // A former version that is imported again publishes nothing, so it declares nothing.
    await add('kept-second', { continues: 'kept-first' });
    expect(await oldestOf('kept-second')).toBe('kept-second');
  });

  test('may come with a later version, and may name a retired course', async () => {
    await add('late-first');
    await db.update(courses).set({ retiredAt: new Date() }).where(eq(courses.slug, 'late-first'));
    await add('late-second');
    expect(await oldestOf('late-second')).toBe('late-second');
    await add('late-second', { version: '1.1', continues: 'late-first' });
    expect(await oldestOf('late-second')).toBe('late-first');
  });
});

describe('the same texts', () => {
  test.each([
    ['under another slug and title', {}, true],
    ['of another organization', { organization: 'other-organization' }, true],
    ['with other white space', { words: ' the   same\nwords ' }, true],
    ['edited lightly', { words: 'the same words!' }, false],
    ['edited lightly, and declared', { words: 'the same words!', continues: 'taught' }, true],
  ])('%s', async (name, options, joins) => {
    if ((await coursesOf('taught')) === 0) await add('taught', { words: 'the same words' });
    const slug = name.replaceAll(/[ ,]+/g, '-');
    const pack = course(slug, { words: 'the same words', ...options });
    const quizzes = pack.quizzes.map((quiz) => ({ ...quiz, title: 'Another title' }));
    const titled = { ...pack, course: { ...pack.course, title: 'Another title' }, quizzes };
    const { sameContentAs } = await importCourse(db, later(), { package: titled });
    expect(sameContentAs).toBe(joins ? 'taught' : null);
  });

  test('join whichever version taught them, and the lineage stays when the next version teaches something else', async () => {
    await add('former', { words: 'what was taught' });
    await add('former', { version: '2.0', words: 'what is taught now' });
    await add('copy', { words: 'what was taught', organization: 'other-organization' });
    expect(await oldestOf('copy')).toBe('former');
    await add('copy', { version: '2.0', organization: 'other-organization' });
    expect(await oldestOf('copy')).toBe('former');
  });

  test('published under ten slugs at once are one lineage', async () => {
    const act = later();
    const slugs = Array.from({ length: 10 }, (_, at) => `at-once-${at}`);
    await Promise.all(
      slugs.map((slug) => importCourse(db, act, { package: course(slug, { words: 'taught at once' }) })),
    );
    expect(new Set(await Promise.all(slugs.map(oldestOf))).size).toBe(1);
  });

  test('of two courses are found although the second import begins before the first has committed', async () => {
    let second: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await importCourse(tx, later(), { package: course('first-of-two', { words: 'by two' }) });
      second = add('second-of-two', { words: 'by two' });
      expect(await waits(db, second)).toBe(true);
    });
    await second;
    expect(await oldestOf('second-of-two')).toBe('first-of-two');
  });
});

describe('a lineage', () => {
  test('of a chain names the oldest, and two that meet become one, each course recorded for its own organization', async () => {
    const ids = [
      await add('a-one'),
      await add('a-two', { continues: 'a-one' }),
      await add('a-three', { continues: 'a-two' }),
      await add('b-one', { organization: 'other-organization' }),
      await add('b-two', { organization: 'other-organization', continues: 'b-one' }),
    ].map(({ courseId }) => courseId);
    const oldest = () => Promise.all(['a-one', 'a-two', 'a-three', 'b-one', 'b-two'].map(oldestOf));
    expect(await oldest()).toEqual(['a-one', 'a-one', 'a-one', 'b-one', 'b-one']);
    const words = { version: '1.1', words: 'a-three', continues: 'b-one' };
    await add('b-two', { organization: 'other-organization', ...words });
    expect(await oldest()).toEqual(Array(5).fill('a-one'));
    const events = await Promise.all(ids.map((id) => eventsOf(id)));
    expect(events.map((found) => found.length)).toEqual([0, 1, 1, 1, 2]);
    const owners = new Set(events.flat().map(({ organizationId }) => organizationId));
    expect(owners.size).toBe(2);
    expect(events[4]?.[1]).toMatchObject({ details: { now: ids[0], sameTexts: [ids[2]] } });
  });

  test('that was missing is found by the next import of any course', async () => {
    await add('old-one', { words: 'from before' });
    const { courseId } = await add('old-two', { words: 'from before' });
    await db.update(courses).set({ lineageId: null }).where(eq(courses.id, courseId));
    await add('old-one', { words: 'from before' });
    expect(await oldestOf('old-two')).toBe('old-one');
  });

  test('never names a course that names another, nor itself', async () => {
    const { courseId: one } = await add('flat-one');
    const { courseId: two } = await add('flat-two', { continues: 'flat-one' });
    const { courseId: three } = await add('flat-three');
    const write = (id: CourseId, lineageId: CourseId) =>
      db.update(courses).set({ lineageId }).where(eq(courses.id, id)).execute();
    await expect(write(three, two)).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(write(one, three)).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(write(three, three)).rejects.toMatchObject({ cause: { code: '23514' } });
  });
});

describe('a content folder', () => {
  test('is loaded in an order in which each course follows the one that it continues', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'attune-content-'));
    try {
      await mkdir(join(folder, 'organizations'));
      await writeFile(join(folder, 'organizations/sample-organization.yaml'), sampleOrganizationFile);
      for (const pack of [course('seeded-a', { continues: 'seeded-b' }), course('seeded-b')])
        await writeCourseFolder(join(folder, pack.course.slug), writePackage(pack));
      const imported = await seedContent(db, folder, new Date('2026-11-23T00:00:00Z'));
      expect(imported.map(({ sameContentAs }) => sameContentAs)).toEqual([null, 'seeded-b']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('with a circle keeps all its courses', () => {
    const packs = [course('x', { continues: 'y' }), course('y', { continues: 'z' }), course('z', { continues: 'x' })];
    expect(continuedFirst(packs).map((pack) => pack.course.slug)).toEqual(['z', 'y', 'x']);
  });
});

const coursesOf = async (slug: string) => (await db.select().from(courses).where(eq(courses.slug, slug))).length;
const everything = () => db.select().from(courses).orderBy(courses.id);

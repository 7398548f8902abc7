import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { connect, type Database, type Pool } from '../../drizzle/client.ts';
import { auditEvents, courses, courseVersions, modules, options, questions, quizzes } from '../../drizzle/schema.ts';
import { currentDisclosures } from '../../schema/accreditation/queries/disclosures.ts';
import { systemAct } from '../../schema/act.ts';
import { exportCourse } from '../../schema/courses/operations/exportCourse.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { errataOf, safetyNoticesOf } from '../../schema/courses/queries.ts';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { FaultsError } from '../../schema/edited/faults.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { sampleOrganization, sampleOrganizationFile, samplePackage } from '../support/samplePackage.ts';

const now = new Date('2026-11-22T09:00:00Z');
let database: TestDatabase;
let pool: Pool;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl);
  db = pool.db;
  await importOrganization(db, systemAct(now), { organization: sampleOrganization() });
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

/** The sample under a slug of its own, so that tests do not meet. */
const sampleAs = (slug: string, ...swaps: [file: string, from: string, to: string][]) =>
  samplePackage((files) => {
    for (const [file, from, to] of [['course.yaml', 'slug: sample-course', `slug: ${slug}`], ...swaps] as const) {
      const text = files.get(file) ?? '';
      if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
      files.set(file, text.replace(from, to));
    }
  });
const versionsOf = (courseId: string) =>
  db
    .select()
    .from(courseVersions)
    .where(sql`${courseVersions.courseId} = ${courseId}::uuid`)
    .orderBy(courseVersions.ordinal);

describe('import', () => {
  test('publishes a frozen version with its hours and its content', async () => {
    const pack = sampleAs('import-one');
    const imported = await importCourse(db, systemAct(now), { package: pack });
    expect(imported).toMatchObject({ ordinal: 1, published: true, contentHash: contentHash(pack) });
    const [course] = await db.select().from(courses).where(eq(courses.id, imported.courseId));
    expect(course?.currentVersionId).toBe(imported.versionId);
    const events = await db.select().from(auditEvents).where(eq(auditEvents.objectId, imported.courseId));
    expect(events).toMatchObject([
      { verb: 'COURSE_PUBLISHED', actor: 'system', organizationId: course?.organizationId, at: now },
    ]);
    const [version] = await versionsOf(imported.courseId);
    expect(version).toMatchObject({
      label: '1.0',
      title: 'Sample course',
      wordCount: 6_501,
      studyHundredths: 50,
      publishedAt: now,
    });
    const parts = await db
      .select()
      .from(modules)
      .where(eq(modules.versionId, imported.versionId))
      .orderBy(modules.position);
    expect(parts.map(({ key, videoUrl, transcript }) => ({ key, videoUrl, transcript }))).toEqual([
      { key: 'first', videoUrl: null, transcript: null },
      { key: 'film', videoUrl: 'https://media.example.org/film', transcript: 'Somebody says hello.' },
    ]);
    expect(parts.reduce((sum, { minSeconds }) => sum + minSeconds, 0)).toBe(1_800);
    await expect(
      db.update(courseVersions).set({ title: 'Other' }).where(eq(courseVersions.id, imported.versionId)),
    ).rejects.toThrow();
  });

  test('stores every kind of question with its right answer', async () => {
    const { versionId } = await importCourse(db, systemAct(now), { package: sampleAs('import-types') });
    const rows = await db
      .select({ quiz: quizzes, question: questions, option: options })
      .from(options)
      .innerJoin(questions, eq(questions.id, options.questionId))
      .innerJoin(quizzes, eq(quizzes.id, questions.quizId))
      .where(eq(quizzes.versionId, versionId));
    expect(new Set(rows.map(({ quiz }) => `${quiz.key} ${quiz.kind}`))).toEqual(
      new Set(['pre-test PRE_TEST', 'check-first MODULE_CHECK', 'post-test POST_TEST']),
    );
    expect(rows.find(({ quiz }) => quiz.key === 'post-test')?.quiz).toMatchObject({
      maxAttempts: 3,
      cooldownSeconds: 86_400,
      timeLimitSeconds: 3_600,
    });
    const of = (key: string) => rows.filter(({ question }) => question.key === key).map(({ option }) => option);
    expect(
      of('post-2')
        .filter(({ isCorrect }) => isCorrect)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Four', 'Two']);
    const matching = of('post-4');
    const textOf = (id: string | null) => matching.find((option) => option.id === id)?.text;
    const lefts = matching.filter(({ side }) => side === 'LEFT');
    expect(lefts.map(({ text, matchId }) => `${text}-${textOf(matchId)}`).sort()).toEqual(['Cat-Mew', 'Dog-Bark']);
    expect(
      matching
        .filter(({ side }) => side === 'RIGHT')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Bark', 'Mew', 'Neigh']);
    const ordered = of('post-5').sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    expect(ordered.map(({ text, rank, side }) => `${rank} ${text} ${side}`)).toEqual([
      '1 Morning ITEM',
      '2 Noon ITEM',
      '3 Night ITEM',
    ]);
    expect(rows.every(({ option }) => option.rationale.length > 0)).toBe(true);
  });

  test('of the same content publishes nothing; of different content it publishes the next version, and the first stays', async () => {
    const first = await importCourse(db, systemAct(now), { package: sampleAs('import-again') });
    const again = await importCourse(db, systemAct(new Date(now.getTime() + 1)), { package: sampleAs('import-again') });
    expect(again).toEqual({ ...first, published: false });
    const changed = sampleAs('import-again', ['course.yaml', 'version: "1.0"', 'version: "1.1"']);
    const second = await importCourse(db, systemAct(now), { package: changed });
    expect(second).toMatchObject({ ordinal: 2, published: true, courseId: first.courseId });
    const back = await importCourse(db, systemAct(now), { package: sampleAs('import-again') });
    expect(back).toMatchObject({ versionId: first.versionId, published: false });
    expect((await versionsOf(first.courseId)).map(({ label }) => label)).toEqual(['1.0', '1.1']);
    const [course] = await db.select().from(courses).where(eq(courses.id, first.courseId));
    expect(course?.currentVersionId).toBe(second.versionId);
  });

  test('ten at once give one version', async () => {
    const pack = sampleAs('import-at-once');
    const imported = await Promise.all(
      Array.from({ length: 10 }, () => importCourse(db, systemAct(now), { package: pack })),
    );
    expect(new Set(imported.map(({ versionId }) => versionId)).size).toBe(1);
    expect(imported.filter(({ published }) => published)).toHaveLength(1);
  });

  test('for an unknown organization, or of another organization’s course, writes nothing', async () => {
    const homeless = sampleAs('import-homeless', [
      'course.yaml',
      'organization: sample-organization',
      'organization: nobody',
    ]);
    await expect(importCourse(db, systemAct(now), { package: homeless })).rejects.toThrow(FaultsError);
    expect(await db.select().from(courses).where(eq(courses.slug, 'import-homeless'))).toEqual([]);
    await importCourse(db, systemAct(now), { package: sampleAs('import-taken') });
    const other = sampleOrganization(
      sampleOrganizationFile.replace('slug: sample-organization', 'slug: other-organization'),
    );
    await importOrganization(db, systemAct(now), { organization: other });
    const taken = sampleAs('import-taken', [
      'course.yaml',
      'organization: sample-organization',
      'organization: other-organization',
    ]);
    await expect(importCourse(db, systemAct(now), { package: taken })).rejects.toThrow(
      'belongs to another organization',
    );
  });

  test('that fails half-way writes nothing', async () => {
    const pack = sampleAs('import-broken');
    const broken = { ...pack, course: { ...pack.course, minimumAge: 12 } };
    await expect(importCourse(db, systemAct(now), { package: broken })).rejects.toThrow();
    expect(await db.select().from(courses).where(eq(courses.slug, 'import-broken'))).toEqual([]);
  });
});

describe('safety notices and errata', () => {
  test('reach everyone at once without a new version', async () => {
    const first = await importCourse(db, systemAct(now), { package: sampleAs('notices') });
    const corrected = sampleAs(
      'notices',
      ['safety-notices.yaml', 'Free at any hour.', 'Free by day.'],
      ['errata.yaml', 'errata: []', 'errata:\n  - { id: e1, on: 2026-11-02, module: first, text: Corrected. }'],
    );
    expect(await importCourse(db, systemAct(now), { package: corrected })).toEqual({ ...first, published: false });
    const notices = await safetyNoticesOf(db, [first.courseId]);
    expect(notices.map(({ text, country }) => `${country} ${text}`)).toContain('NZ Free by day.');
    expect(await errataOf(db, [first.courseId])).toMatchObject([{ key: 'e1', moduleKey: 'first', text: 'Corrected.' }]);
  });

  test('an erratum never changes and is never taken back', async () => {
    const erratum = (text: string): [string, string, string] => [
      'errata.yaml',
      'errata: []',
      `errata:\n  - { id: e1, on: 2026-11-02, text: ${text} }`,
    ];
    const { courseId } = await importCourse(db, systemAct(now), { package: sampleAs('errata', erratum('One.')) });
    await expect(importCourse(db, systemAct(now), { package: sampleAs('errata', erratum('Two.')) })).rejects.toThrow(
      'e1 is published and cannot change',
    );
    await importCourse(db, systemAct(now), { package: sampleAs('errata') });
    expect(await errataOf(db, [courseId])).toMatchObject([{ text: 'One.' }]);
  });

  test('an erratum that was for every version is given its versions once, and those are told that nobody reads', async () => {
    const erratum = (facts: string): [string, string, string] => [
      'errata.yaml',
      'errata: []',
      `errata:\n  - { id: e1, on: 2026-11-02, text: One.${facts} }`,
    ];
    const load = (facts: string) =>
      importCourse(db, systemAct(now), { package: sampleAs('errata-versions', erratum(facts)) });
    const { courseId, unknownVersions } = await load('');
    expect(unknownVersions).toEqual([]);
    expect(await errataOf(db, [courseId])).toMatchObject([{ versions: null }]);
    const stated = await Promise.all([1, 2, 3].map(() => load(', versions: ["1.0", "0.9"]')));
    expect(stated.map((one) => one.unknownVersions)).toEqual([['0.9'], ['0.9'], ['0.9']]);
    expect(await errataOf(db, [courseId])).toMatchObject([{ text: 'One.', versions: ['1.0', '0.9'] }]);
    await expect(load(', versions: ["1.0"]')).rejects.toThrow('e1 is published and cannot change');
    // The folder of an older release, which names none, takes nothing back.
    await load('');
    const read = parsePackage((await exportCourse(db, 'errata-versions')).texts);
    expect(read.ok && read.package.errata).toMatchObject([{ versions: ['1.0', '0.9'] }]);
  });

  test('a start does not replace notices that were checked as recently, and takes newer ones', async () => {
    const load = (day: string, text: string) =>
      sampleAs(
        'notices-start',
        ['safety-notices.yaml', 'Free at any hour.', text],
        ['safety-notices.yaml', 'checkedOn: 2026-11-01', `checkedOn: ${day}`],
      );
    const { courseId } = await importCourse(db, systemAct(now), { package: load('2026-11-10', 'By the operator.') });
    const textNow = async () => (await safetyNoticesOf(db, [courseId]))[1]?.text;
    await importCourse(db, systemAct(now), { package: load('2026-11-10', 'By the image.'), keepNewerNotices: true });
    expect(await textNow()).toBe('By the operator.');
    await importCourse(db, systemAct(now), { package: load('2026-11-11', 'By the image.'), keepNewerNotices: true });
    expect(await textNow()).toBe('By the image.');
  });
});

test('export, then import, gives the same hash and publishes nothing', async () => {
  const pack = sampleAs('export', [
    'errata.yaml',
    'errata: []',
    'errata:\n  - { id: e1, on: 2026-11-02, text: Corrected. }',
  ]);
  const imported = await importCourse(db, systemAct(now), { package: pack });
  const read = parsePackage((await exportCourse(db, 'export')).texts);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  expect(read.package).toEqual(pack);
  expect(await importCourse(db, systemAct(now), { package: read.package })).toEqual({ ...imported, published: false });
  await expect(exportCourse(db, 'no-such-course')).rejects.toThrow('was not found');
});

test('an unpublished course has no disclosures', async () => {
  const { courseId } = await importCourse(db, systemAct(now), { package: sampleAs('disclosed') });
  expect(await currentDisclosures(db, courseId, now)).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const unknown = '00000000-0000-4000-8000-000000000000' as typeof courseId;
  expect(await currentDisclosures(db, unknown, now)).toBeNull();
});

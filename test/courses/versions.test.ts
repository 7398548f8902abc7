import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { courses } from '../../drizzle/schema.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { errataOf, safetyNoticesOf } from '../../schema/courses/queries.ts';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { progressOf } from '../../schema/enrollments/rules/progress.ts';
import { readCourseFolder } from '../../server/content/content.ts';
import { completeContent, enrolled, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let pack: CoursePackage;
beforeAll(async () => {
  world = await openWorld();
  const read = await readCourseFolder(join(import.meta.dirname, '../../content/better-after-betrayal'));
  if (!read.ok) throw new Error('the course has faults');
  pack = read.package;
});
afterAll(() => world.close());

const now = new Date('2026-11-22T09:00:00Z');
const publish = (change: Partial<CoursePackage>) =>
  importCourse(world.db, systemAct(now), { package: { ...pack, ...change } });
const versionOf = async () =>
  (await world.db.select({ current: courses.currentVersionId }).from(courses).where(eq(courses.id, world.courseId)))[0]
    ?.current;

test('a new version leaves enrollments complete: each stays on the version it began with, on paper too', async () => {
  const userId = await newLearner(world.db, 'Li Wu');
  const enrollmentId = await enrolled(world, userId, { purpose: 'PERSONAL' });
  const end = await completeContent(world.db, userId, enrollmentId, now);
  const before = await versionOf();
  const [first] = pack.modules;
  if (first === undefined) throw new Error('the course has no module');
  const further = { ...first, id: 'one-more', title: 'One more module' };
  const course = { ...pack.course, version: 'next', title: 'Better After Betrayal, second edition' };
  const { ordinal, published } = await publish({ course, modules: [...pack.modules, further] });
  expect({ ordinal, published }).toEqual({ ordinal: 2, published: true });
  expect(await versionOf()).not.toBe(before);

  const standing = await standingOf(world.db, enrollmentId);
  expect(progressOf(standing)).toMatchObject({ percent: 100, modulesTotal: pack.modules.length });
  const facts = { enrollmentId, confirmedName: 'Li Wu', vault: world.vault };
  const {
    plain: { publicFacts },
  } = await claimCredit(world.db, userAct(userId, end), {
    ...facts,
    publicUrl: 'https://attune.example.org',
  });
  expect(publicFacts.course).toMatchObject({ version: pack.course.version, title: 'Better After Betrayal' });

  // A learner who begins now begins the second edition.
  const next = await standingOf(world.db, await enrolled(world, await newLearner(world.db)));
  expect(next.courseVersion).toBe('next');
  expect(next.modules).toHaveLength(pack.modules.length + 1);
});

test('safety notices and corrections reach everyone at once and do not change the version', async () => {
  const before = await versionOf();
  const [notice] = pack.safetyNotices;
  if (notice === undefined) throw new Error('the course has no safety notice');
  const erratum = { id: 'first-correction', on: '2026-11-22', text: 'A number was wrong.' };
  const course = { ...pack.course, version: 'next', title: 'Better After Betrayal, second edition' };
  const [first] = pack.modules;
  const modules = [
    ...pack.modules,
    { ...(first as (typeof pack.modules)[number]), id: 'one-more', title: 'One more module' },
  ];
  const changed = { course, modules, safetyNotices: [{ ...notice, phone: '000' }], errata: [...pack.errata, erratum] };
  expect((await publish(changed)).published).toBe(false);
  expect(await versionOf()).toBe(before);
  expect(await safetyNoticesOf(world.db, [world.courseId])).toMatchObject([{ phone: '000' }]);
  const keys = (await errataOf(world.db, [world.courseId])).map(({ key }) => key);
  expect(keys).toHaveLength(pack.errata.length + 1);
  expect(keys).toContain('first-correction');
});

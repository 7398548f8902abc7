import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { CourseId } from '../../drizzle/ids.ts';
import { auditEvents, certificates, courses } from '../../drizzle/schema.ts';
import { operatorAct } from '../../schema/act.ts';
import { retireCourse } from '../../schema/courses/operations/retireCourse.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { verdictOf, verdictsOf } from '../../schema/verification/operations/giveVerdicts.ts';
import { CREDIT_NAME, claimFor, creditFinisher, newCreditHolder, PUBLIC_URL } from '../support/creditHolder.ts';
import { newHolder } from '../support/holder.ts';
import { enrolled, newLearner, openWorld, studyModule, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = new Date('2026-12-24T00:00:00Z');
const retire = (reason = 'A new edition replaces it', at = now, courseId = world.courseId) =>
  retireCourse(world.db, operatorAct(at), { courseId, reason });

test('a retired course takes no new enrollments, lets learners finish, and every certificate stays valid', async () => {
  const holders = [await newCreditHolder(world), await newHolder(world, PUBLIC_URL), await newCreditHolder(world)];
  const [shared, revoked] = [holders[0]?.number ?? '', holders[2]?.number ?? ''];
  await world.db.update(certificates).set({ nameShared: true }).where(eq(certificates.number, shared));
  await world.db
    .update(certificates)
    .set({ revokedAt: now, revocationReason: 'ISSUED_IN_ERROR' })
    .where(eq(certificates.number, revoked));
  const finisher = await creditFinisher(world);
  const reader = await newLearner(world.db, 'Li Wu');
  const enrollmentId = await enrolled(world, reader);
  const verdicts = () =>
    verdictsOf(world.db, world.vault, {
      asked: holders.map(({ number }) => ({ number, name: CREDIT_NAME })),
      now,
    });
  const before = await verdicts();
  expect(before.map(({ status }) => status)).toEqual(['VALID', 'VALID', 'REVOKED']);

  expect(await Promise.all([retire(), retire(), retire()])).toEqual(expect.arrayContaining([true, false, false]));
  expect(await retire('Once more', new Date('2027-01-01T00:00:00Z'))).toBe(false);
  const [course] = await world.db.select().from(courses).where(eq(courses.id, world.courseId));
  expect(course?.retiredAt).toEqual(now);
  const events = await world.db.select().from(auditEvents).where(eq(auditEvents.verb, 'COURSE_RETIRED'));
  expect(events).toMatchObject([
    {
      actor: 'operator',
      objectType: 'Course',
      objectId: world.courseId,
      organizationId: course?.organizationId,
      reason: 'A new edition replaces it',
      at: now,
    },
  ]);

  expect(await verdicts()).toEqual(before);
  await expect(enrolled(world, await newLearner(world.db))).rejects.toMatchObject({ code: 'COURSE_RETIRED' });
  expect(await enrolled(world, reader)).toBe(enrollmentId);
  const [module] = (await standingOf(world.db, enrollmentId)).modules;
  if (module === undefined) throw new Error('the course has no module');
  await studyModule(world.db, reader, enrollmentId, module.moduleId, now);
  const { number } = await claimFor(world, { ...finisher, now });
  expect(await verdictOf(world.db, world.vault, { number, name: CREDIT_NAME, now })).toMatchObject({
    status: 'VALID',
    nameMatches: true,
  });
});

test.each(['', 'x', 'two\nlines'])('without a one-line reason nothing changes: %j', async (reason) => {
  await expect(retire(reason)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('an unknown course is not found', async () => {
  const unknown = '00000000-0000-7000-8000-000000000000' as CourseId;
  await expect(retire('A mistake', now, unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

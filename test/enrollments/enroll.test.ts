import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import {
  type CourseId,
  type CourseVersionId,
  type EnrollmentId,
  type ModuleId,
  newId,
  type UserId,
} from '../../drizzle/ids.ts';
import { auditEvents, courses, courseVersions, enrollments, moduleProgress } from '../../drizzle/schema.ts';
import { currentDisclosures } from '../../schema/accreditation/queries/disclosures.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { completeModule } from '../../schema/enrollments/operations/completeModule.ts';
import { enroll } from '../../schema/enrollments/operations/enroll.ts';
import { grantAccommodation } from '../../schema/enrollments/operations/grantAccommodation.ts';
import { readReflection } from '../../schema/enrollments/operations/keepWriting.ts';
import { startStudy } from '../../schema/enrollments/operations/startStudy.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { reflectionsOf } from '../../schema/enrollments/queries/reflections.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { addQuizCourse } from '../support/quizCourse.ts';
import { consent, reflect } from '../support/reflections.ts';
import {
  completeContent,
  enrolled,
  newLearner,
  newReader,
  openWorld,
  studyModule,
  type World,
} from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
});
afterAll(() => world.close());

const start = new Date('2026-11-22T09:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const rejectsWith = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });

const reader = () => newReader(world);

const organizationOf = async (courseId: CourseId) =>
  (await world.db.select().from(courses).where(eq(courses.id, courseId)))[0]?.organizationId ?? null;

describe('enrolling', () => {
  const asked = (userId: UserId, over: Partial<Parameters<typeof enroll>[2]> = {}) =>
    enroll(world.db, userAct(userId, start), {
      courseId: world.courseId,
      purpose: 'CREDIT',
      acceptedDisclosuresHash: 'f'.repeat(64),
      adult: true,
      ...over,
    });

  test('asks for the current disclosures and says which they are', async () => {
    const userId = await newLearner(world.db);
    await expect(asked(userId)).rejects.toMatchObject({
      code: 'DISCLOSURES_CHANGED',
      currentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('five new rounds of a course in a day, and then an answer that says when to try again', async () => {
    const userId = await newLearner(world.db);
    const hourly = (hour: number) => userAct(userId, later(hour * 3_600));
    const begin = async (hour: number) => {
      const hash = (await currentDisclosures(world.db, world.courseId, start))?.hash ?? '';
      const facts = {
        courseId: world.courseId,
        purpose: 'CREDIT' as const,
        acceptedDisclosuresHash: hash,
        adult: true,
      };
      return enroll(world.db, hourly(hour), facts);
    };
    for (let hour = 0; hour < 5; hour++) {
      const { id } = await begin(hour);
      expect(await begin(hour)).toMatchObject({ id });
      await withdrawEnrollment(world.db, hourly(hour), { enrollmentId: id });
    }
    const refused = { code: 'RATE_LIMITED', retryAt: later(24 * 3_600) };
    await expect(begin(5)).rejects.toMatchObject(refused);
    await expect(begin(23)).rejects.toMatchObject(refused);
    const { id } = await begin(24);
    expect(await begin(24)).toMatchObject({ id });
    const rows = await world.db.select().from(enrollments).where(eq(enrollments.userId, userId));
    expect(rows).toHaveLength(6);
  });

  test('racing rounds stop at the bound as well', async () => {
    const userId = await newLearner(world.db);
    const hash = (await currentDisclosures(world.db, world.courseId, start))?.hash ?? '';
    const facts = { courseId: world.courseId, purpose: 'CREDIT' as const, acceptedDisclosuresHash: hash, adult: true };
    const round = async () => {
      const { id } = await enroll(world.db, userAct(userId, start), facts);
      await withdrawEnrollment(world.db, userAct(userId, start), { enrollmentId: id });
    };
    for (let time = 0; time < 3; time++) await Promise.allSettled(Array.from({ length: 6 }, round));
    const rows = await world.db.select().from(enrollments).where(eq(enrollments.userId, userId));
    expect(rows).toHaveLength(5);
  });

  test('a person opens at most 480 counted sessions in a day', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const begin = (seconds: number) =>
      startStudy(world.db, userAct(userId, later(seconds)), { enrollmentId, moduleId, position: 0, speed: 1 });
    const { sessionId } = await begin(0);
    await world.db.execute(sql`insert into study_sessions
        (id, user_id, enrollment_id, module_id, started_at, last_beat_at, ended_at, end_reason, speed)
      select gen_random_uuid(), user_id, enrollment_id, module_id, started_at, last_beat_at, last_beat_at, 'STOPPED', speed
      from study_sessions, generate_series(1, 478) where id = ${sessionId}`);
    await begin(60);
    await expect(begin(120)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAt: later(24 * 3_600) });
    await begin(24 * 3_600 + 1);
  });

  test('asks for an adult, for a course that exists', async () => {
    const userId = await newLearner(world.db);
    await rejectsWith(asked(userId, { adult: false }), 'INVALID_INPUT');
    await rejectsWith(asked(userId, { courseId: null }), 'NOT_FOUND');
  });

  test('a version without hours, published by an earlier release, is open for personal growth only', async () => {
    const { courseId, versionId } = await addQuizCourse(world.db);
    const [version] = await world.db.select().from(courseVersions).where(eq(courseVersions.id, versionId));
    if (version === undefined) throw new Error('no version');
    const empty = { id: newId<CourseVersionId>(), ordinal: 2, label: '2.0', contentHash: 'a'.repeat(64) };
    await world.db.insert(courseVersions).values({ ...version, ...empty, studyHundredths: 0 });
    await world.db.update(courses).set({ currentVersionId: empty.id }).where(eq(courses.id, courseId));
    const userId = await newLearner(world.db);
    await rejectsWith(asked(userId, { courseId }), 'NO_HOURS');
    const { hash } = (await currentDisclosures(world.db, courseId, start)) ?? { hash: '' };
    await asked(userId, { courseId, purpose: 'PERSONAL', acceptedDisclosuresHash: hash });
  });

  test('fifty at once open one enrollment', async () => {
    const userId = await newLearner(world.db);
    const ids = await Promise.all(Array.from({ length: 50 }, () => enrolled(world, userId)));
    expect(new Set(ids).size).toBe(1);
    expect(await world.db.select().from(enrollments).where(eq(enrollments.userId, userId))).toHaveLength(1);
  });

  test('returns the open enrollment for its purpose, and opens a new one after withdrawing', async () => {
    const userId = await newLearner(world.db);
    const first = await enrolled(world, userId);
    await rejectsWith(enrolled(world, userId, { purpose: 'PERSONAL' }), 'ALREADY_ENROLLED');
    const withdraw = () => withdrawEnrollment(world.db, userAct(userId, start, 'test'), { enrollmentId: first });
    await withdraw();
    expect(await withdraw()).toEqual({ id: first });
    const second = await enrolled(world, userId, { purpose: 'PERSONAL' });
    expect((await standingOf(world.db, second)).round).toBe(2);
    const recorded = await world.db.select().from(auditEvents).where(eq(auditEvents.objectId, first));
    const byThem = { actor: 'user', actorUserId: userId, organizationId: await organizationOf(world.courseId) };
    expect(recorded).toMatchObject([
      { verb: 'ENROLLED', ...byThem },
      { verb: 'WITHDREW', ...byThem, requestId: 'test' },
    ]);
  });

  test('pins what was accepted, with its time', async () => {
    const { enrollmentId } = await reader();
    const row = await standingOf(world.db, enrollmentId);
    expect(row.disclosuresHash).toMatch(/^[0-9a-f]{64}$/);
    expect(row.disclosuresAcceptedAt.toISOString()).toBe('2026-11-22T00:00:00.000Z');
    const [kept] = await world.db.execute(sql`select content from disclosures where hash = ${row.disclosuresHash}`);
    expect(JSON.stringify(kept)).toContain('No accrediting body');
  });
});

describe('completing a module', () => {
  test('refuses with every reason, then preserves the first completion', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const complete = (now: Date) => completeModule(world.db, userAct(userId, now), { enrollmentId, moduleId });
    await expect(complete(start)).rejects.toMatchObject({
      code: 'BLOCKED',
      blockers: [{ code: 'TIME_SHORT' }, { code: 'NOT_READ_TO_END' }, { code: 'CHECK_NOT_PASSED' }],
    });
    const now = await studyModule(world.db, userId, enrollmentId, moduleId, start);
    await expect(complete(now)).rejects.toMatchObject({ blockers: [{ code: 'CHECK_NOT_PASSED' }] });
    await world.passCheck(enrollmentId, moduleId, now);
    await complete(now);
    await complete(later(99_999));
    const [row] = await world.db.select().from(moduleProgress).where(eq(moduleProgress.enrollmentId, enrollmentId));
    expect(row?.completedAt).toEqual(now);
  });

  test('a grant is checked, and recorded with its reason and its course', async () => {
    const userId = await newLearner(world.db);
    const { courseId } = world;
    const organizationId = await organizationOf(courseId);
    const grant = { userId, courseId, quizTimePercent: 150, studyTimeWaived: false, grantedBy: 'office', now: start };
    const reason = 'half as much time again';
    for (const wrong of [{ quizTimePercent: 99 }, { quizTimePercent: 401 }, { quizTimePercent: 120.5 }, { reason: '' }])
      await rejectsWith(
        grantAccommodation(world.db, operatorAct(grant.now), { ...grant, reason, ...wrong }),
        'INVALID_INPUT',
      );
    await grantAccommodation(world.db, operatorAct(grant.now), { ...grant, reason });
    const recorded = await world.db.select().from(auditEvents).where(eq(auditEvents.objectId, userId));
    expect(recorded).toMatchObject([
      { verb: 'ACCOMMODATION_GRANTED', actor: 'operator', organizationId, reason, details: { courseId } },
    ]);
  });

  test('a grant that waives study time is honored', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    await grantAccommodation(world.db, operatorAct(start), {
      userId,
      courseId: world.courseId,
      quizTimePercent: 150,
      studyTimeWaived: true,
      reason: 'more time was agreed',
      grantedBy: 'operator',
    });
    await startStudy(world.db, userAct(userId, start), { enrollmentId, moduleId, position: 1000, speed: 1 });
    await world.passCheck(enrollmentId, moduleId, start);
    await expect(completeModule(world.db, userAct(userId, start), { enrollmentId, moduleId })).resolves.toMatchObject({
      moduleId,
    });
  });

  test('the sum of the modules’ time is exactly the hours that will be printed', async () => {
    const { userId, enrollmentId } = await reader();
    const before = await standingOf(world.db, enrollmentId);
    const seconds = before.modules.reduce((sum, { minSeconds }) => sum + minSeconds, 0);
    expect(seconds).toBe(before.studyHundredths * 36);
    const end = await completeContent(world.db, userId, enrollmentId, start);
    expect((end.getTime() - start.getTime()) / 1000).toBe(seconds);
    expect((await standingOf(world.db, enrollmentId)).contentDoneAt).not.toBeNull();
  });
});

describe('private reflections', () => {
  test('are readable by their writer alone and sealed at rest', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const text = 'What I would not say aloud.';
    await consent(world.db, userId);
    await reflect(world, userId, { enrollmentId, moduleId, text: 'first' }, start);
    await reflect(world, userId, { enrollmentId, moduleId, text, basedOn: 1 }, start);
    const [row] = await reflectionsOf(world.db, userId, [enrollmentId]);
    expect(row && readReflection(world.vault, row)).toBe(text);
    expect(row?.sealedText.includes(Buffer.from('aloud'))).toBe(false);
    const other = await newLearner(world.db);
    expect(await reflectionsOf(world.db, other, [enrollmentId])).toEqual([]);
    await rejectsWith(reflect(world, other, { enrollmentId, moduleId, text }, start), 'NOT_FOUND');
    // Moved to another row it does not open: the place is bound in.
    expect(() => readReflection(world.vault, { ...row, moduleId: 'another' as ModuleId } as never)).toThrow();
  });
});

test('milestones are set once, whatever the role that writes', async () => {
  const { enrollmentId } = await reader();
  const set = (passedAt: Date) =>
    world.db
      .update(enrollments)
      .set({ passedAt })
      .where(eq(enrollments.id, enrollmentId as EnrollmentId));
  await set(start);
  await set(later(60));
  const [row] = await world.db.select().from(enrollments).where(eq(enrollments.id, enrollmentId));
  expect(row?.passedAt).toEqual(start);
});

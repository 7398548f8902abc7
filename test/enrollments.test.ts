import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import type { EnrollmentId, ModuleId, UserId } from '../drizzle/ids.ts';
import { enrollments, moduleProgress, studySessions } from '../drizzle/schema.ts';
import { grantAccommodation } from '../schema/enrollments/operations/accommodate.ts';
import { completeModule } from '../schema/enrollments/operations/completeModule.ts';
import { enroll, withdrawEnrollment } from '../schema/enrollments/operations/enroll.ts';
import { readReflection, saveReflection } from '../schema/enrollments/operations/reflect.ts';
import { beatStudy, startStudy } from '../schema/enrollments/operations/study.ts';
import { reflectionsOf, standingOf } from '../schema/enrollments/queries.ts';
import { completeContent, enrolled, newLearner, openWorld, studyModule, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
});
afterAll(() => world.close());

const start = new Date('2026-11-22T09:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const rejectsWith = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });

const reader = async () => {
  const userId = await newLearner(world.db, 'Li Wu');
  const enrollmentId = await enrolled(world, userId);
  const modules = (await standingOf(world.db, enrollmentId)).modules.map(({ moduleId }) => moduleId);
  return { userId, enrollmentId, modules, moduleId: modules[0] as ModuleId };
};

describe('enrolling', () => {
  const asked = (userId: UserId, over: Partial<Parameters<typeof enroll>[1]> = {}) =>
    enroll(world.db, {
      userId,
      courseId: world.courseId,
      purpose: 'CREDIT',
      acceptedDisclosuresHash: 'f'.repeat(64),
      adult: true,
      now: start,
      requestId: 'test',
      ...over,
    });

  test('asks for the current disclosures and says which they are', async () => {
    const userId = await newLearner(world.db);
    await expect(asked(userId)).rejects.toMatchObject({
      code: 'DISCLOSURES_CHANGED',
      currentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('asks for an adult, for a course that exists', async () => {
    const userId = await newLearner(world.db);
    await rejectsWith(asked(userId, { adult: false }), 'INVALID_INPUT');
    await rejectsWith(asked(userId, { courseId: null }), 'NOT_FOUND');
  });

  test('fifty at once open one round', async () => {
    const userId = await newLearner(world.db);
    const ids = await Promise.all(Array.from({ length: 50 }, () => enrolled(world, userId)));
    expect(new Set(ids).size).toBe(1);
    expect(await world.db.select().from(enrollments).where(eq(enrollments.userId, userId))).toHaveLength(1);
  });

  test('keeps the open round for its purpose, and a new round comes after withdrawing', async () => {
    const userId = await newLearner(world.db);
    const first = await enrolled(world, userId);
    await rejectsWith(enrolled(world, userId, { purpose: 'PERSONAL' }), 'ALREADY_ENROLLED');
    const withdraw = () => withdrawEnrollment(world.db, { enrollmentId: first, userId, now: start, requestId: 'test' });
    await withdraw();
    expect(await withdraw()).toEqual({ id: first });
    const second = await enrolled(world, userId, { purpose: 'PERSONAL' });
    expect((await standingOf(world.db, second)).round).toBe(2);
  });

  test('pins what was accepted, with its time', async () => {
    const { enrollmentId } = await reader();
    const row = await standingOf(world.db, enrollmentId);
    expect(row.disclosuresHash).toMatch(/^[0-9a-f]{64}$/);
    expect(new Date(row.disclosuresAcceptedAt).toISOString()).toBe('2026-11-22T00:00:00.000Z');
    const [kept] = await world.db.execute(sql`select content from disclosures where hash = ${row.disclosuresHash}`);
    expect(JSON.stringify(kept)).toContain('No accrediting body');
  });
});

describe('study time', () => {
  test('counts the server’s time between beats, and a long gap as a minute', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const facts = { userId, enrollmentId, moduleId, position: 100 };
    const { sessionId } = await startStudy(world.db, { ...facts, now: start, speed: 1 });
    const beat = (now: Date, stop = false) => beatStudy(world.db, { ...facts, sessionId, stop, now });
    expect(await beat(later(20))).toMatchObject({ countedNowMillis: 20_000, countedMillis: 20_000, endedAt: null });
    expect(await beat(later(3_620))).toMatchObject({ countedNowMillis: 60_000, countedMillis: 80_000 });
    expect(await beat(later(3_630), true)).toMatchObject({ countedMillis: 90_000, endReason: 'STOPPED' });
    expect(await beat(later(3_650))).toMatchObject({
      countedNowMillis: 0,
      countedMillis: 90_000,
      endReason: 'STOPPED',
    });
  });

  test('one session counts per person, however many tabs', async () => {
    const { userId, enrollmentId, modules } = await reader();
    const [first, second] = modules as [ModuleId, ModuleId];
    const one = await startStudy(world.db, {
      userId,
      enrollmentId,
      moduleId: first,
      position: 0,
      now: start,
      speed: 1,
    });
    const two = await startStudy(world.db, {
      userId,
      enrollmentId,
      moduleId: second,
      position: 0,
      now: later(10),
      speed: 1,
    });
    const late = await beatStudy(world.db, {
      userId,
      enrollmentId,
      moduleId: first,
      sessionId: one.sessionId,
      position: 700,
      stop: false,
      now: later(20),
    });
    expect(late).toMatchObject({ countedNowMillis: 0, endReason: 'REPLACED', furthestPermille: 700 });
    const live = await beatStudy(world.db, {
      userId,
      enrollmentId,
      moduleId: second,
      sessionId: two.sessionId,
      position: 0,
      stop: false,
      now: later(20),
    });
    expect(live).toMatchObject({ countedNowMillis: 10_000, endedAt: null });
  });

  test('fifty tabs opened at once leave one open session', async () => {
    const { userId, enrollmentId, modules } = await reader();
    await Promise.all(
      Array.from({ length: 50 }, (_, tab) =>
        startStudy(world.db, {
          userId,
          enrollmentId,
          moduleId: modules[tab % modules.length] as ModuleId,
          position: 0,
          now: later(tab),
          speed: 1,
        }),
      ),
    );
    const open = await world.db.select().from(studySessions).where(sql`user_id = ${userId} and ended_at is null`);
    expect(open).toHaveLength(1);
  });

  test('beats that come reordered and at once never count more than the time that passed, and nothing falls', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const { sessionId } = await startStudy(world.db, {
      userId,
      enrollmentId,
      moduleId,
      position: 0,
      now: start,
      speed: 1,
    });
    const moments = Array.from({ length: 60 }, (_, index) => (index + 1) * 5).sort(() => Math.random() - 0.5);
    const answers = await Promise.all(
      moments.map((seconds) =>
        beatStudy(world.db, {
          userId,
          enrollmentId,
          moduleId,
          sessionId,
          position: seconds,
          stop: false,
          now: later(seconds),
        }),
      ),
    );
    const [row] = await world.db.select().from(moduleProgress).where(eq(moduleProgress.enrollmentId, enrollmentId));
    expect(row?.countedMillis).toBeLessThanOrEqual(300_000);
    expect(row?.countedMillis).toBe(answers.reduce((sum, { countedNowMillis }) => sum + countedNowMillis, 0));
    expect(row?.furthestPermille).toBe(300);
    const [session] = await world.db.select().from(studySessions).where(eq(studySessions.enrollmentId, enrollmentId));
    expect(session?.countedMillis).toBe(row?.countedMillis);
  });

  test('another person’s round, a module of another course and an unknown session are not found', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const other = await reader();
    const { sessionId } = await startStudy(world.db, {
      userId,
      enrollmentId,
      moduleId,
      position: 0,
      now: start,
      speed: 1,
    });
    const stranger = { enrollmentId, moduleId, position: 0, now: later(10) };
    await rejectsWith(startStudy(world.db, { ...stranger, userId: other.userId, speed: 1 }), 'NOT_FOUND');
    await rejectsWith(beatStudy(world.db, { ...stranger, userId: other.userId, sessionId, stop: false }), 'NOT_FOUND');
    await rejectsWith(beatStudy(world.db, { ...stranger, userId, sessionId: null, stop: false }), 'NOT_FOUND');
    await rejectsWith(startStudy(world.db, { ...stranger, userId, moduleId: null, speed: 1 }), 'NOT_FOUND');
  });

  test('time that ran faster makes the round a specimen for good', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const { sessionId } = await startStudy(world.db, {
      userId,
      enrollmentId,
      moduleId,
      position: 0,
      now: start,
      speed: 60,
    });
    const beat = await beatStudy(world.db, {
      userId,
      enrollmentId,
      moduleId,
      sessionId,
      position: 0,
      stop: true,
      now: later(10),
    });
    expect(beat.countedMillis).toBe(600_000);
    await startStudy(world.db, { userId, enrollmentId, moduleId, position: 0, now: later(20), speed: 1 });
    expect((await standingOf(world.db, enrollmentId)).specimen).toBe(true);
  });

  test('a beat is one statement', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const { sessionId } = await startStudy(world.db, {
      userId,
      enrollmentId,
      moduleId,
      position: 0,
      now: start,
      speed: 1,
    });
    const statements = await world.countStatements(() =>
      beatStudy(world.db, { userId, enrollmentId, moduleId, sessionId, position: 0, stop: false, now: later(1) }),
    );
    expect(statements).toBe(1);
  });
});

describe('completing a module', () => {
  test('refuses with every reason, then keeps the first completion', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const complete = (now: Date) => completeModule(world.db, { userId, enrollmentId, moduleId, now });
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

  test('a grant that waives study time is honoured', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    await grantAccommodation(world.db, {
      userId,
      courseId: world.courseId,
      quizTimePercent: 150,
      studyTimeWaived: true,
      grantedBy: 'operator',
      now: start,
    });
    await startStudy(world.db, { userId, enrollmentId, moduleId, position: 1000, now: start, speed: 1 });
    await world.passCheck(enrollmentId, moduleId, start);
    await expect(completeModule(world.db, { userId, enrollmentId, moduleId, now: start })).resolves.toMatchObject({
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
    await saveReflection(world.db, { userId, enrollmentId, moduleId, text: 'first', vault: world.vault, now: start });
    await saveReflection(world.db, { userId, enrollmentId, moduleId, text, vault: world.vault, now: start });
    const [row] = await reflectionsOf(world.db, { enrollmentId, userId });
    expect(row && readReflection(world.vault, row)).toBe(text);
    expect(row?.sealedText.includes(Buffer.from('aloud'))).toBe(false);
    const other = await newLearner(world.db);
    expect(await reflectionsOf(world.db, { enrollmentId, userId: other })).toEqual([]);
    await rejectsWith(
      saveReflection(world.db, { userId: other, enrollmentId, moduleId, text, vault: world.vault, now: start }),
      'NOT_FOUND',
    );
    // Moved to another row it does not open: the place is bound in.
    expect(() => readReflection(world.vault, { ...row, moduleId: 'another' as ModuleId } as never)).toThrow();
  });
});

test('milestones are set once, whoever writes', async () => {
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

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { type ModuleId, newId, type StudySessionId } from '../../drizzle/ids.ts';
import { moduleProgress, studySessions } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { beatStudy } from '../../schema/enrollments/operations/beatStudy.ts';
import { startStudy } from '../../schema/enrollments/operations/startStudy.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { newReader, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
});
afterAll(() => world.close());

const start = new Date('2026-11-22T09:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const rejectsWith = (promise: Promise<unknown>, code: string) => expect(promise).rejects.toMatchObject({ code });

const reader = () => newReader(world);

describe('study time', () => {
  test('counts the server’s time between beats, and a long gap as a minute', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const facts = { userId, enrollmentId, moduleId, position: 100 };
    const { sessionId } = await startStudy(world.db, userAct(facts.userId, start), { ...facts, speed: 1 });
    const beat = (now: Date, stop = false) =>
      beatStudy(world.db, userAct(facts.userId, now), { ...facts, sessionId, stop });
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
    const one = await startStudy(world.db, userAct(userId, start), {
      enrollmentId,
      moduleId: first,
      position: 0,
      speed: 1,
    });
    const two = await startStudy(world.db, userAct(userId, later(10)), {
      enrollmentId,
      moduleId: second,
      position: 0,
      speed: 1,
    });
    const late = await beatStudy(world.db, userAct(userId, later(20)), {
      enrollmentId,
      moduleId: first,
      sessionId: one.sessionId,
      position: 700,
      stop: false,
    });
    expect(late).toMatchObject({ countedNowMillis: 0, endReason: 'REPLACED', furthestPermille: 700 });
    const live = await beatStudy(world.db, userAct(userId, later(20)), {
      enrollmentId,
      moduleId: second,
      sessionId: two.sessionId,
      position: 0,
      stop: false,
    });
    expect(live).toMatchObject({ countedNowMillis: 10_000, endedAt: null });
  });

  test('a start that was long on its way counts no moment twice', async () => {
    const { userId, enrollmentId, modules } = await reader();
    const [first, second] = modules as [ModuleId, ModuleId];
    const one = await startStudy(world.db, userAct(userId, start), {
      enrollmentId,
      moduleId: first,
      position: 0,
      speed: 1,
    });
    const beat = (moduleId: ModuleId, sessionId: StudySessionId | null, now: Date) =>
      beatStudy(world.db, userAct(userId, now), { enrollmentId, moduleId, sessionId, position: 0, stop: false });
    expect((await beat(first, one.sessionId, later(30))).countedNowMillis).toBe(30_000);
    const late = await startStudy(world.db, userAct(userId, later(5)), {
      enrollmentId,
      moduleId: second,
      position: 0,
      speed: 1,
    });
    expect((await beat(second, late.sessionId, later(40))).countedNowMillis).toBe(10_000);
  });

  test('fifty tabs opened at once leave one open session', async () => {
    const { userId, enrollmentId, modules } = await reader();
    await Promise.all(
      Array.from({ length: 50 }, (_, tab) =>
        startStudy(world.db, userAct(userId, later(tab)), {
          enrollmentId,
          moduleId: modules[tab % modules.length] as ModuleId,
          position: 0,
          speed: 1,
        }),
      ),
    );
    const open = await world.db.select().from(studySessions).where(sql`user_id = ${userId} and ended_at is null`);
    expect(open).toHaveLength(1);
  });

  test('reordered and simultaneous beats never count more than the elapsed time, and no number falls', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const { sessionId } = await startStudy(world.db, userAct(userId, start), {
      enrollmentId,
      moduleId,
      position: 0,
      speed: 1,
    });
    const moments = Array.from({ length: 60 }, (_, index) => (index + 1) * 5).sort(() => Math.random() - 0.5);
    const answers = await Promise.all(
      moments.map((seconds) =>
        beatStudy(world.db, userAct(userId, later(seconds)), {
          enrollmentId,
          moduleId,
          sessionId,
          position: seconds,
          stop: false,
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

  test('another person’s enrollment, a module of another course and an unknown session are not found', async () => {
    const { userId, enrollmentId, modules, moduleId } = await reader();
    const other = await reader();
    const { sessionId } = await startStudy(world.db, userAct(userId, start), {
      enrollmentId,
      moduleId,
      position: 0,
      speed: 1,
    });
    const stranger = { enrollmentId, moduleId, position: 0, now: later(10) };
    await rejectsWith(
      startStudy(world.db, userAct(other.userId, stranger.now), { ...stranger, speed: 1 }),
      'NOT_FOUND',
    );
    await rejectsWith(
      beatStudy(world.db, userAct(other.userId, stranger.now), { ...stranger, sessionId, stop: false }),
      'NOT_FOUND',
    );
    await rejectsWith(
      beatStudy(world.db, userAct(userId, stranger.now), { ...stranger, sessionId: null, stop: false }),
      'NOT_FOUND',
    );
    const unknown = { ...stranger, userId, sessionId: newId<StudySessionId>(), position: 1000, stop: false };
    await rejectsWith(beatStudy(world.db, userAct(unknown.userId, unknown.now), unknown), 'NOT_FOUND');
    const elsewhere = modules[1] as ModuleId;
    await rejectsWith(
      beatStudy(world.db, userAct(unknown.userId, unknown.now), { ...unknown, sessionId, moduleId: elsewhere }),
      'NOT_FOUND',
    );
    expect((await standingOf(world.db, enrollmentId)).modules.map(({ furthestPermille }) => furthestPermille)).toEqual(
      modules.map(() => 0),
    );
    await rejectsWith(
      startStudy(world.db, userAct(userId, stranger.now), { ...stranger, moduleId: null, speed: 1 }),
      'NOT_FOUND',
    );
  });

  test('time that ran faster makes the enrollment a specimen permanently', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const { sessionId } = await startStudy(world.db, userAct(userId, start), {
      enrollmentId,
      moduleId,
      position: 0,
      speed: 60,
    });
    const beat = await beatStudy(world.db, userAct(userId, later(10)), {
      enrollmentId,
      moduleId,
      sessionId,
      position: 0,
      stop: true,
    });
    expect(beat.countedMillis).toBe(600_000);
    await startStudy(world.db, userAct(userId, later(20)), { enrollmentId, moduleId, position: 0, speed: 1 });
    expect((await standingOf(world.db, enrollmentId)).specimen).toBe(true);
  });

  test('a beat in an enrollment that is over says so', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const { sessionId } = await startStudy(world.db, userAct(userId, start), {
      enrollmentId,
      moduleId,
      position: 0,
      speed: 1,
    });
    await withdrawEnrollment(world.db, userAct(userId, start), { enrollmentId });
    const beat = beatStudy(world.db, userAct(userId, later(5)), {
      enrollmentId,
      moduleId,
      sessionId,
      position: 9,
      stop: false,
    });
    await rejectsWith(beat, 'ENROLLMENT_CLOSED');
  });

  test('a beat is one statement', async () => {
    const { userId, enrollmentId, moduleId } = await reader();
    const { sessionId } = await startStudy(world.db, userAct(userId, start), {
      enrollmentId,
      moduleId,
      position: 0,
      speed: 1,
    });
    const statements = await world.countStatements(() =>
      beatStudy(world.db, userAct(userId, later(1)), { enrollmentId, moduleId, sessionId, position: 0, stop: false }),
    );
    expect(statements).toBe(1);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import type { EnrollmentId, ModuleId, StudySessionId, UserId } from '../../drizzle/ids.ts';
import { studySessions } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { beatStudy } from '../../schema/enrollments/operations/beatStudy.ts';
import { startStudy } from '../../schema/enrollments/operations/startStudy.ts';
import { withdrawEnrollment } from '../../schema/enrollments/operations/withdrawEnrollment.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { progressOf } from '../../schema/enrollments/rules/progress.ts';
import { enrolled, newReader, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
});
afterAll(() => world.close());

const begin = new Date('2026-11-22T09:00:00Z');
const later = (seconds: number) => new Date(begin.getTime() + seconds * 1000);

type Reader = { userId: UserId; enrollmentId: EnrollmentId; modules: ModuleId[] };
type Tab = { sessionId: StudySessionId; module: number };

const readIn = ({ userId, enrollmentId, modules }: Reader) => {
  const place = (module: number) => ({ enrollmentId, moduleId: modules[module] as ModuleId, position: 0 });
  return {
    start: async (seconds: number, module = 0): Promise<Tab & { countedNowMillis: number }> => ({
      ...(await startStudy(world.db, userAct(userId, later(seconds)), { ...place(module), speed: 1 })),
      module,
    }),
    beat: (seconds: number, { sessionId, module }: Tab, stop = false) =>
      beatStudy(world.db, userAct(userId, later(seconds)), { ...place(module), sessionId, stop }),
    counted: async () => (await standingOf(world.db, enrollmentId)).modules.map(({ countedMillis }) => countedMillis),
    sessions: () =>
      world.db.select().from(studySessions).where(eq(studySessions.userId, userId)).orderBy(studySessions.startedAt),
  };
};

describe('a start ends the stretch before it as a beat would', () => {
  test('a page that is reloaded between two beats loses nothing', async () => {
    const { start, beat, counted, sessions } = readIn(await newReader(world));
    const one = await start(0);
    await beat(20, one);
    expect(await start(35)).toMatchObject({ countedNowMillis: 15_000, countedMillis: 35_000, startedAt: later(35) });
    expect((await counted())[0]).toBe(35_000);
    expect((await sessions())[0]).toMatchObject({ endedAt: later(35), endReason: 'REPLACED', countedMillis: 35_000 });
  });

  test('a STOP that comes after the next START counts no moment again', async () => {
    const { start, beat, counted } = readIn(await newReader(world));
    const one = await start(0);
    const two = await start(30);
    expect(await beat(31, one, true)).toMatchObject({ countedNowMillis: 0, endReason: 'REPLACED' });
    await beat(40, two, true);
    expect((await counted())[0]).toBe(40_000);
  });

  test('a STOP that never came counts a minute at most, in the module that was open', async () => {
    const { start, counted, sessions } = readIn(await newReader(world));
    await start(0);
    expect(await start(86_400, 1)).toMatchObject({ countedNowMillis: 0, countedMillis: 0 });
    expect((await counted()).slice(0, 2)).toEqual([60_000, 0]);
    expect((await sessions())[0]).toMatchObject({ endedAt: later(60), endReason: 'IDLE' });
  });

  test('in an enrollment that was closed meanwhile nothing counts', async () => {
    const reader = await newReader(world);
    const { start, counted } = readIn(reader);
    await start(0);
    await withdrawEnrollment(world.db, userAct(reader.userId, later(10)), { enrollmentId: reader.enrollmentId });
    const enrollmentId = await enrolled(world, reader.userId);
    expect(await readIn({ ...reader, enrollmentId }).start(20)).toMatchObject({ countedNowMillis: 0 });
    expect((await counted())[0]).toBe(0);
  });

  test('fifty starts at once count the stretch once', async () => {
    const { start, counted } = readIn(await newReader(world));
    await start(0);
    await Promise.all(Array.from({ length: 50 }, (_, tab) => start(40, tab % 3)));
    expect((await counted()).reduce((sum, millis) => sum + millis, 0)).toBe(40_000);
  });
});

type Event = { kind: 'START' | 'BEAT' | 'STOP'; tab: number; module: number; gap: number };
const event: fc.Arbitrary<Event> = fc.record({
  kind: fc.constantFrom('START', 'BEAT', 'BEAT', 'STOP'),
  tab: fc.nat(1),
  module: fc.nat(1),
  // Rarely a request that arrives with an earlier time than the one before it.
  gap: fc.oneof({ weight: 8, arbitrary: fc.nat(150) }, { weight: 1, arbitrary: fc.constant(-7) }),
});

/** What each module should have: every event of the open session, and every start, counts the time since the one before. */
const modelOf = () => {
  const counted = [0, 0];
  let open: { id: StudySessionId; module: number; last: number } | null = null;
  let end = 0;
  const count = (now: number) => {
    if (open === null) return;
    counted[open.module] = (counted[open.module] ?? 0) + Math.min(60, Math.max(0, now - open.last)) * 1000;
    open.last = Math.max(open.last, now);
    end = Math.max(end, open.last);
  };
  return {
    counted,
    start: (now: number, id: StudySessionId, module: number) => {
      count(now);
      end = Math.max(end, now);
      open = { id, module, last: end };
    },
    beat: (now: number, id: StudySessionId, stop: boolean) => {
      if (open?.id !== id) return;
      count(now);
      if (stop) open = null;
    },
  };
};

test('law: whatever two tabs send, late, lost or out of order, time counts once, never falls and is never lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 20 }), async (events) => {
      const reader = readIn(await newReader(world));
      const model = modelOf();
      const tabs: (Tab | undefined)[] = [];
      let [now, latest] = [0, 0];
      let before = [0, 0];
      for (const { kind, tab, module, gap } of events) {
        now = Math.max(0, now + gap);
        latest = Math.max(latest, now);
        const open = tabs[tab];
        if (kind === 'START' || open === undefined) {
          const started = await reader.start(now, module);
          tabs[tab] = started;
          model.start(now, started.sessionId, module);
        } else {
          await reader.beat(now, open, kind === 'STOP');
          model.beat(now, open.sessionId, kind === 'STOP');
        }
        const after = (await reader.counted()).slice(0, 2);
        expect(after).toEqual(model.counted);
        expect(after.reduce((sum, millis) => sum + millis, 0)).toBeLessThanOrEqual(latest * 1000);
        for (const [index, millis] of after.entries()) expect(millis).toBeGreaterThanOrEqual(before[index] ?? 0);
        before = after;
      }
    }),
    { numRuns: 25 },
  );
});

test('the time of a whole enrollment counts at most what each module asks for', async () => {
  const { enrollmentId } = await newReader(world);
  const { modules } = await standingOf(world.db, enrollmentId);
  const [first, ...rest] = modules.map((module) => ({ ...module, countedMillis: 0 }));
  if (first === undefined) throw new Error('no modules');
  const standing = { modules: [{ ...first, countedMillis: 9_999_999 }, ...rest], studyTimeWaived: false };
  expect(progressOf(standing).secondsCounted).toBe(first.minSeconds);
  expect(progressOf({ ...standing, studyTimeWaived: true })).toMatchObject({
    secondsCounted: first.minSeconds,
    secondsRequired: 0,
  });
  const all = modules.map((module) => ({ ...module, countedMillis: module.minSeconds * 1000 }));
  const { secondsCounted, secondsRequired } = progressOf({ modules: all, studyTimeWaived: false });
  expect(secondsCounted).toBe(secondsRequired);
});

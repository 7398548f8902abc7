import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, type SQL, sql } from 'drizzle-orm';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { EnrollmentId, QuizAttemptId, UserId } from '../../drizzle/ids.ts';
import { enrollments, moduleProgress, quizAttempts } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { recordEvaluated } from '../../schema/enrollments/operations/milestones.ts';
import { closeOverdueAttempts } from '../../schema/quizzes/operations/closeOverdue.ts';
import { submitAttempt } from '../../schema/quizzes/operations/submitAttempt.ts';
import { startTestApp } from '../support/app.ts';
import { createTestDatabase } from '../support/database.ts';
import { ATTEMPT, at, type Left, leftOpen as leftOpenOn, QUIZZES } from '../support/overdue.ts';
import { addEnrollment, addLearner, answersTo } from '../support/quizCourse.ts';
import { globalId } from '../support/quizPages.ts';
import { signInAt } from '../support/sessions.ts';

const clock = { now: at(0) };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: Pool;
let app: Awaited<ReturnType<typeof startTestApp>>;
const statements: string[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 20, onStatement: (text) => statements.push(text) });
  app = await startTestApp(pool, { sessions: true, now: () => clock.now });
});
afterAll(async () => {
  await app.stop();
  await pool.close();
  await database.drop();
});

const leftOpen = (left?: Left) => leftOpenOn(pool.db, left);

const attemptRow = async (id: QuizAttemptId) =>
  (await pool.db.select().from(quizAttempts).where(eq(quizAttempts.id, id)))[0];
const enrollmentRow = async (id: EnrollmentId) =>
  (await pool.db.select().from(enrollments).where(eq(enrollments.id, id)))[0];

/** Asks as this person over HTTP, with a session of their own. */
const askAt = async (now: Date, userId: UserId, query: string, variables: unknown = {}) => {
  clock.now = now;
  const { body } = await app.graphql(query, variables, await signInAt(pool.db, userId, now));
  expect(body).not.toHaveProperty('errors');
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
  return body.data as any;
};

describe('an attempt whose time is over is closed at its limit, for whoever reads first', () => {
  const closed = { submittedAt: at(2).toISOString(), timedOut: true, passed: true, scorePercent: 100 };

  test('the enrollment: quizzes, blockers and milestones', async () => {
    const { userId, enrollmentId } = await leftOpen();
    const { node } = await askAt(at(5), userId, QUIZZES, { id: globalId('Enrollment', enrollmentId) });
    const postTest = node.quizzes.find(({ kind }: { kind: string }) => kind === 'POST_TEST');
    expect(postTest).toMatchObject({ passed: true, openNow: false, latestAttempts: [closed] });
    expect(node.passedAt).toBe(at(2).toISOString());
    expect(node.blockers.map(({ code }: { code: string }) => code)).not.toContain('POST_TEST_NOT_PASSED');
  });

  test('the attempt by its id', async () => {
    const { userId, attemptId } = await leftOpen();
    expect((await askAt(at(5), userId, ATTEMPT, { id: globalId('QuizAttempt', attemptId) })).node).toEqual(closed);
  });

  test('the list of enrollments', async () => {
    const { userId } = await leftOpen();
    const query = '{ viewer { enrollments(first: 5) { nodes { passedAt blockers { code } } } } }';
    const { viewer } = await askAt(at(5), userId, query);
    expect(viewer.enrollments.nodes[0].passedAt).toBe(at(2).toISOString());
  });

  test('the export', async () => {
    const { userId } = await leftOpen();
    const query =
      'mutation { requestDataExport(input: { format: JSON }) { ... on RequestDataExportPayload { json } ... on Error { code } } }';
    const { requestDataExport } = await askAt(at(5), userId, query);
    const [round] = JSON.parse(requestDataExport.json).rounds;
    expect(round.quiz_attempts[0]).toMatchObject({ passed: true, correct_count: 5 });
    expect(new Date(round.quiz_attempts[0].submitted_at)).toEqual(at(2));
    expect(new Date(round.passed_at)).toEqual(at(2));
  });

  test('a failed one: the waiting time counts from the limit, and the next start says so', async () => {
    const { userId, enrollmentId, quizId } = await leftOpen({ right: 1 });
    const { node } = await askAt(at(3), userId, QUIZZES, { id: globalId('Enrollment', enrollmentId) });
    const [, , postTest] = node.quizzes;
    expect(postTest).toMatchObject({ openNow: false, attemptsUsed: 1, nextAttemptAt: at(4).toISOString() });
    expect(postTest.notOpen.code).toBe('COOLDOWN');
    const START = `mutation ($input: StartQuizAttemptInput!) { startQuizAttempt(input: $input) {
      ... on Error { code } ... on CooldownError { retryAt } } }`;
    const input = { enrollmentId: globalId('Enrollment', enrollmentId), quizId: globalId('Quiz', quizId) };
    const { startQuizAttempt } = await askAt(at(3), userId, START, { input });
    expect(startQuizAttempt).toEqual({ code: 'COOLDOWN', retryAt: at(4).toISOString() });
  });

  test('a module check: the module can be completed', async () => {
    // Only post-tests of the sample course have a limit, so this one gets its limit by hand.
    const { userId, enrollmentId, course, attemptId } = await leftOpen({ quiz: 'check' });
    await pool.db
      .update(quizAttempts)
      .set({ dueAt: at(2) })
      .where(eq(quizAttempts.id, attemptId));
    const query = 'query ($id: ID!) { node(id: $id) { ... on Enrollment { modules { checkPassedAt } } } }';
    const { node } = await askAt(at(5), userId, query, { id: globalId('Enrollment', enrollmentId) });
    expect(node.modules).toEqual([{ checkPassedAt: at(2).toISOString() }]);
    const [row] = await pool.db.select().from(moduleProgress).where(eq(moduleProgress.moduleId, course.moduleId));
    expect(row?.checkPassedAt).toEqual(at(2));
  });

  test('extra time that was agreed moves the limit', async () => {
    const { userId, attemptId } = await leftOpen({ percent: 200 });
    const id = globalId('QuizAttempt', attemptId);
    expect((await askAt(at(2.5), userId, ATTEMPT, { id })).node.submittedAt).toBeNull();
    expect((await askAt(at(5), userId, ATTEMPT, { id })).node.submittedAt).toBe(at(3).toISOString());
  });

  test('at its very limit it is closed, a millisecond before it is open, and without a limit it stays open', async () => {
    const { userId, attemptId } = await leftOpen();
    const id = globalId('QuizAttempt', attemptId);
    expect((await askAt(new Date(at(2).getTime() - 1), userId, ATTEMPT, { id })).node.submittedAt).toBeNull();
    expect((await askAt(at(2), userId, ATTEMPT, { id })).node.submittedAt).toBe(at(2).toISOString());
    const endless = await leftOpen({ timeLimitSeconds: null });
    const open = await askAt(at(500), endless.userId, ATTEMPT, { id: globalId('QuizAttempt', endless.attemptId) });
    expect(open.node.submittedAt).toBeNull();
  });
});

describe('the job', () => {
  const run = (now: Date) => closeOverdueAttempts.run({ db: pool.db, clock: () => now }, null);

  test('closes what nobody reads, with the same result as a read, and nothing else', async () => {
    const [late, open, gone] = [await leftOpen(), await leftOpen({ percent: 400 }), await leftOpen()];
    await pool.db
      .update(enrollments)
      .set({ withdrawnAt: at(1.75) })
      .where(eq(enrollments.id, gone.enrollmentId));
    await run(at(3));
    expect(await attemptRow(late.attemptId)).toMatchObject({ submittedAt: at(2), passed: true, correctCount: 5 });
    expect((await enrollmentRow(late.enrollmentId))?.passedAt).toEqual(at(2));
    expect((await attemptRow(open.attemptId))?.submittedAt).toBeNull();
    // Closed before the limit, the enrollment hears nothing.
    expect((await attemptRow(gone.attemptId))?.submittedAt).toEqual(at(2));
    expect((await enrollmentRow(gone.enrollmentId))?.passedAt).toBeNull();
    await run(at(3));
    expect((await attemptRow(late.attemptId))?.submittedAt).toEqual(at(2));
  });

  test('one enrollment closed after the limit hears of the pass, as if it had been noticed in time', async () => {
    const { attemptId, enrollmentId } = await leftOpen();
    await pool.db
      .update(enrollments)
      .set({ withdrawnAt: at(2.5) })
      .where(eq(enrollments.id, enrollmentId));
    await run(at(3));
    expect((await attemptRow(attemptId))?.submittedAt).toEqual(at(2));
    expect((await enrollmentRow(enrollmentId))?.passedAt).toEqual(at(2));
  });

  test('closes more than a batch, and one that cannot be closed keeps no other open', async () => {
    const { course, quizId, attemptId } = await leftOpen();
    const attempt = { courseId: course.courseId, quizId, quizKey: 'post-test', ordinal: 1, questionCount: 0 };
    const many = await Promise.all(
      Array.from({ length: 120 }, async () => {
        const userId = await addLearner(pool.db);
        const enrollmentId = await addEnrollment(pool.db, { userId, course });
        return { ...attempt, userId, enrollmentId, startedAt: at(1), dueAt: at(1.9) };
      }),
    );
    await pool.db.insert(quizAttempts).values(many);
    const [stuck] = await pool.db
      .select()
      .from(quizAttempts)
      .where(eq(quizAttempts.dueAt, at(1.9)));
    await withRefusal(sql`when (old.id = ${sql.raw(`'${stuck?.id}'`)})`, async () => {
      await expect(run(at(9))).rejects.toThrow('1 overdue attempts could not be closed');
    });
    expect((await attemptRow(attemptId))?.submittedAt).toEqual(at(2));
    const openOnes = sql`due_at = ${at(1.9).toISOString()} and submitted_at is null`;
    expect(await pool.db.$count(quizAttempts, openOnes)).toBe(1);
    await run(at(9));
    expect(await pool.db.$count(quizAttempts, openOnes)).toBe(0);
  });

  test('fifty reads, the job and the learner’s own submission at once close it once', async () => {
    const { userId, attemptId, enrollmentId } = await leftOpen();
    const answers = await answersTo(pool.db, attemptId, 0);
    const id = globalId('QuizAttempt', attemptId);
    const reads = Array.from({ length: 50 }, () => askAt(at(4), userId, ATTEMPT, { id }));
    const submit = submitAttempt(pool.db, userAct(userId, at(4)), { attemptId, answers });
    const [submitted, ...read] = await Promise.all([submit, ...reads, run(at(4)), run(at(4))]);
    expect(submitted).toMatchObject({ timedOut: true, attempt: { submittedAt: at(2), correctCount: 5 } });
    for (const one of read.slice(0, 50)) expect(one.node.submittedAt).toBe(at(2).toISOString());
    expect((await enrollmentRow(enrollmentId))?.passedAt).toEqual(at(2));
  });
});

test('completion is the moment of the last requirement, not of the one noticed last', async () => {
  const { userId, enrollmentId, course } = await leftOpen();
  const { moduleId } = course;
  await pool.db
    .insert(moduleProgress)
    .values({ enrollmentId, moduleId, lastActiveAt: at(0.5), completedAt: at(0.5), furthestPermille: 1000 });
  await recordEvaluated(pool.db, { now: at(1.8) }, { enrollmentId });
  expect((await enrollmentRow(enrollmentId))?.completedAt).toBeNull();
  await askAt(at(80), userId, '{ viewer { id } }');
  expect(await enrollmentRow(enrollmentId)).toMatchObject({ passedAt: at(2), completedAt: at(2) });
  const later = await leftOpen();
  const done = { completedAt: at(0.5), lastActiveAt: at(0.5) };
  await pool.db
    .insert(moduleProgress)
    .values({ enrollmentId: later.enrollmentId, moduleId: later.course.moduleId, ...done });
  // Evaluated while the attempt was overdue and nobody had noticed.
  await recordEvaluated(pool.db, { now: at(2.5) }, { enrollmentId: later.enrollmentId });
  await askAt(at(80), later.userId, '{ viewer { id } }');
  expect(await enrollmentRow(later.enrollmentId)).toMatchObject({ passedAt: at(2), completedAt: at(2.5) });
});

test('the session look-up stays one statement, and costs no more when nothing is overdue', async () => {
  const { userId, attemptId } = await leftOpen({ percent: 400 });
  clock.now = at(3);
  const headers = await signInAt(pool.db, userId, at(3));
  const ask = () => app.graphql(ATTEMPT, { id: globalId('QuizAttempt', attemptId) }, headers);
  await ask();
  statements.length = 0;
  await ask();
  // The session, then the attempt.
  expect(statements).toHaveLength(2);
});

test('an attempt that a fault of ours keeps open does not keep its learner from the rest', async () => {
  const { userId, attemptId } = await leftOpen();
  const id = globalId('QuizAttempt', attemptId);
  await withRefusal(sql``, async () => {
    expect((await askAt(at(3), userId, ATTEMPT, { id })).node).toMatchObject({ submittedAt: null });
  });
  expect(app.logLines.join('\n')).toContain('overdue attempts stay open');
  expect((await askAt(at(3), userId, ATTEMPT, { id })).node.submittedAt).toBe(at(2).toISOString());
});

/** Refuses changes of attempts meanwhile, as a fault of ours would. */
const withRefusal = async (which: SQL, act: () => Promise<void>) => {
  const owner = connect(database.ownerUrl, { max: 1 });
  try {
    await owner.db.execute(sql`create or replace function refuse_now() returns trigger language plpgsql as $$
      begin raise exception 'refused'; end $$`);
    await owner.db.execute(
      sql`create trigger refuse_now before update on quiz_attempts for each row ${which} execute function refuse_now()`,
    );
    await act();
  } finally {
    await owner.db.execute(sql`drop trigger refuse_now on quiz_attempts`);
    await owner.close();
  }
};

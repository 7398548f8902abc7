import { randomInt } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, CourseId, EnrollmentId, QuizAttemptId, QuizId, UserId } from '../../../drizzle/ids.ts';
import { newId, newRandomId } from '../../../drizzle/ids.ts';
import { quizAttempts } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { UserAct } from '../../act.ts';
import { tally } from '../../enrollments/rules/attempts.ts';
import { NotFoundError } from '../../errors.ts';
import { type Random, shuffle } from '../../shuffle.ts';
import { startError } from '../errors.ts';
import { type AttemptRow, attemptsByIds } from '../queries/attempts.ts';
import { type EnrolledQuiz, enrolledQuizzesOf } from '../queries/enrolledQuizzes.ts';
import { type PoolQuestion, poolOf } from '../queries/questions.ts';
import { draw } from '../rules/drawing.ts';
import { dueAt, isDue, mayImprove, mayStartToday, type StartRefusal } from '../rules/starting.ts';
import { closeAttempt } from './closeAttempt.ts';
import { lockForStart } from './lockQuiz.ts';

type Place = { enrollmentId: EnrollmentId | null; quizId: QuizId | null };
type Started = { attempt: AttemptRow; resumed: boolean };

/**
 * Begins an attempt, or returns the open one. Throws NotFound, EnrollmentClosed, QuizNotOpen, QuizPassed, AttemptsUsed, Cooldown.
 * Even then it closes an attempt whose time was over. `random` draws and shuffles the questions.
 */
export async function startAttempt(
  db: Database,
  act: UserAct,
  { random = randomInt, ...place }: Place & { random?: Random },
): Promise<Started> {
  const outcome = await db.transaction((tx) => startIn(tx, act, place, random));
  // Thrown after the commit, so that an attempt that was closed here stays closed.
  if ('because' in outcome) throw startError(outcome);
  return outcome;
}

const startIn = async (tx: Database, act: UserAct, place: Place, random: Random): Promise<Started | StartRefusal> => {
  const { userId, now } = act;
  await lockForStart(tx, { ...place, userId });
  const quiz = await settledQuiz(tx, act, place);
  const open = quiz.attempts.find((attempt) => attempt.submittedAt === null);
  if (open) return { attempt: await attemptOf(tx, userId, open.id), resumed: true };
  const decision = mayStartToday({
    ...tally(quiz, quiz.enrollmentId),
    ...quiz,
    quiz,
    mayImprove: mayImprove(quiz),
    now,
  });
  if (!decision.ok) return decision;
  return { attempt: await begin(tx, { quiz, random, now }), resumed: false };
};

const attemptOf = async (tx: Database, userId: UserId, id: QuizAttemptId): Promise<AttemptRow> => {
  const [attempt] = await attemptsByIds(tx, userId, [id]);
  if (attempt === undefined) throw new Error('no row for an attempt that was just read');
  return attempt;
};

/**
 * Closes every attempt whose time is over or whose enrollment is closed, then returns the quiz. A closed enrollment gets no
 * report.
 */
const settledQuiz = async (tx: Database, act: UserAct, place: Place): Promise<EnrolledQuiz> => {
  const quiz = await quizOf(tx, act.userId, place);
  const stale = quiz.attempts.filter(
    (attempt) =>
      attempt.submittedAt === null && (isDue(attempt, act.now) || attempt.enrollmentId !== quiz.enrollmentId),
  );
  for (const { id, enrollmentId } of stale) {
    // The lock of this enrollment does not cover an attempt of a closed one, which the job may be closing.
    await tx.select({ id: quizAttempts.id }).from(quizAttempts).where(eq(quizAttempts.id, id)).for('update');
    const attempt = await attemptOf(tx, act.userId, id);
    if (attempt.submittedAt !== null) continue;
    await closeAttempt(tx, act, { attempt, tell: enrollmentId === quiz.enrollmentId });
  }
  return stale.length === 0 ? quiz : quizOf(tx, act.userId, place);
};

const quizOf = async (tx: Database, userId: UserId, { enrollmentId, quizId }: Place): Promise<EnrolledQuiz> => {
  const [quiz] =
    enrollmentId === null || quizId === null
      ? []
      : await enrolledQuizzesOf(tx, { userId, enrollmentIds: [enrollmentId], quizId });
  if (quiz === undefined) throw new NotFoundError('The quiz');
  return quiz;
};

type Begin = { quiz: EnrolledQuiz; random: Random; now: Date };

const begin = async (tx: Database, { quiz, random, now }: Begin): Promise<AttemptRow> => {
  const drawn = await drawFor(tx, quiz, random);
  const questions = drawn.map(({ id, optionIds }, at) => ({
    id: newRandomId<AttemptQuestionId>(),
    question_id: id,
    position: at + 1,
    option_order: shuffle(optionIds, random),
  }));
  const { enrollmentId, userId, quizId, kind, title, moduleId, passPercent, feedback, required } = quiz;
  const fresh = {
    id: newId<QuizAttemptId>(),
    ...{ enrollmentId, userId, quizId },
    ordinal: Math.max(0, ...quiz.attempts.map((attempt) => attempt.ordinal)) + 1,
    startedAt: now,
    dueAt: dueAt(now, quiz.timeLimitSeconds, quiz.quizTimePercent),
    questionCount: questions.length,
  };
  const { courseId, key: quizKey } = quiz;
  await insertAttempt(tx, { ...fresh, courseId, quizKey, questions: JSON.stringify(questions) });
  const open = { submittedAt: null, correctCount: null, passed: null, attemptOpen: true };
  return { ...fresh, ...{ kind, title, moduleId, passPercent, feedback, required }, ...open };
};

type Fresh = Pick<AttemptRow, 'id' | 'enrollmentId' | 'userId' | 'quizId' | 'ordinal' | 'startedAt' | 'dueAt'>;
type Insert = Fresh & { courseId: CourseId; quizKey: string; questionCount: number; questions: string };

const insertAttempt = statement<Insert, { id: AttemptQuestionId }>(
  'insert_attempt',
  (p) => sql`with begun as (
      insert into quiz_attempts (id, enrollment_id, user_id, course_id, quiz_id, quiz_key, ordinal, started_at, due_at,
        question_count)
      values (${p('id')}, ${p('enrollmentId')}, ${p('userId')}, ${p('courseId')}, ${p('quizId')}, ${p('quizKey')},
        ${p('ordinal')}, ${p('startedAt')}, ${p('dueAt')}, ${p('questionCount')})
      returning id
    )
    insert into attempt_questions (id, attempt_id, question_id, position, option_order)
    select q.id, begun.id, q.question_id, q.position, q.option_order
    from begun, jsonb_to_recordset(${p('questions')}::text::jsonb)
      as q(id uuid, question_id uuid, position int, option_order jsonb)
    returning id`,
);

const drawFor = async (tx: Database, quiz: EnrolledQuiz, random: Random): Promise<PoolQuestion[]> => {
  const pool = await poolOf(tx, quiz);
  const seen = new Set(pool.filter((question) => question.seen).map((question) => question.key));
  const drawn = draw(pool, seen, quiz, random);
  return quiz.shuffle ? drawn : drawn.sort((a, b) => a.key.localeCompare(b.key, 'en'));
};

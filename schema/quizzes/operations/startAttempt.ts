import { randomInt } from 'node:crypto';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, QuizAttemptId, QuizId, UserId } from '../../../drizzle/ids.ts';
import { newId } from '../../../drizzle/ids.ts';
import { attemptQuestions, quizAttempts } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { lockOpenEnrollment } from '../../enrollments/operations/lockEnrollment.ts';
import { tally } from '../../enrollments/rules/attempts.ts';
import { NotFoundError } from '../../errors.ts';
import { startError } from '../errors.ts';
import { type AttemptRow, attemptsByIds } from '../queries/attempts.ts';
import { type EnrolledQuiz, enrolledQuizzesOf } from '../queries/enrolledQuizzes.ts';
import { type PoolQuestion, poolOf } from '../queries/questions.ts';
import { draw, type Random, shuffle } from '../rules/drawing.ts';
import { dueAt, isDue, mayStartToday, type StartRefusal } from '../rules/starting.ts';
import { closeAttempt } from './closeAttempt.ts';
import { shareQuiz } from './lockQuiz.ts';

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
  if (place.quizId !== null) await shareQuiz(tx, place.quizId);
  await lockOpenEnrollment(tx, { ...place, userId });
  const quiz = await settledQuiz(tx, act, place);
  const open = quiz.attempts.find((attempt) => attempt.submittedAt === null);
  if (open) return { attempt: await attemptOf(tx, userId, open.id), resumed: true };
  const decision = mayStartToday({ ...tally(quiz, quiz.enrollmentId), ...quiz, quiz, now });
  if (!decision.ok) return decision;
  const id = await begin(tx, { quiz, random, now });
  return { attempt: await attemptOf(tx, userId, id), resumed: false };
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
    const attempt = await attemptOf(tx, act.userId, id);
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

const begin = async (tx: Database, { quiz, random, now }: Begin): Promise<QuizAttemptId> => {
  const questions = await drawFor(tx, quiz, random);
  const id = newId<QuizAttemptId>();
  await tx.insert(quizAttempts).values({
    id,
    enrollmentId: quiz.enrollmentId,
    userId: quiz.userId,
    courseId: quiz.courseId,
    quizId: quiz.quizId,
    quizKey: quiz.key,
    ordinal: Math.max(0, ...quiz.attempts.map((attempt) => attempt.ordinal)) + 1,
    startedAt: now,
    dueAt: dueAt(now, quiz.timeLimitSeconds, quiz.quizTimePercent),
    questionCount: questions.length,
  });
  await tx.insert(attemptQuestions).values(
    questions.map((question, at) => ({
      attemptId: id,
      questionId: question.id,
      position: at + 1,
      optionOrder: shuffle(question.optionIds, random),
    })),
  );
  return id;
};

const drawFor = async (tx: Database, quiz: EnrolledQuiz, random: Random): Promise<PoolQuestion[]> => {
  const pool = await poolOf(tx, quiz);
  const seen = new Set(pool.filter((question) => question.seen).map((question) => question.key));
  const drawn = draw(pool, seen, quiz.draw, random);
  return quiz.shuffle ? drawn : drawn.sort((a, b) => a.key.localeCompare(b.key, 'en'));
};

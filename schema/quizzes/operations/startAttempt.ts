import { randomInt } from 'node:crypto';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, QuizAttemptId, QuizId, UserId } from '../../../drizzle/ids.ts';
import { newId } from '../../../drizzle/ids.ts';
import { attemptQuestions, quizAttempts } from '../../../drizzle/schema.ts';
import { lockOpenEnrollment } from '../../enrollments/operations/milestones.ts';
import { NotFoundError } from '../../errors.ts';
import { startError } from '../errors.ts';
import {
  type AttemptRow,
  attemptsByIds,
  type PoolQuestion,
  poolOf,
  type QuizStanding,
  quizStandingsOf,
} from '../queries.ts';
import { draw, type Random, shuffle } from '../rules/drawing.ts';
import { dueAt, isDue, mayStart, type StartRefusal, tally } from '../rules/starting.ts';
import { closeSitting, shareQuiz } from './sitting.ts';

type Start = { userId: UserId; enrollmentId: EnrollmentId | null; quizId: QuizId | null; now: Date; random?: Random };
type Started = { attempt: AttemptRow; resumed: boolean };

/**
 * Begins a sitting, or gives back the one that is open. Throws NotFound, EnrollmentClosed, QuizNotOpen, QuizPassed,
 * AttemptsUsed, Cooldown; a sitting whose time was over is closed all the same.
 */
export const startAttempt = async (db: Database, facts: Start): Promise<Started> => {
  const outcome = await db.transaction((tx) => startIn(tx, facts));
  if ('because' in outcome) throw startError(outcome);
  return outcome;
};

const startIn = async (tx: Database, { random = randomInt, now, ...ids }: Start): Promise<Started | StartRefusal> => {
  if (ids.quizId !== null) await shareQuiz(tx, ids.quizId);
  await lockOpenEnrollment(tx, ids);
  const standing = await settledStanding(tx, { ...ids, now });
  const open = standing.sittings.find((sitting) => sitting.submittedAt === null);
  if (open) return { attempt: await attemptOf(tx, ids.userId, open.id), resumed: true };
  const verdict = mayStart({
    ...tally(standing.sittings, standing.grants, standing.enrollmentId),
    ...standing,
    quiz: standing,
    now,
  });
  if (!verdict.ok) return verdict;
  const id = await sit(tx, { standing, random, now });
  return { attempt: await attemptOf(tx, ids.userId, id), resumed: false };
};

const attemptOf = async (tx: Database, userId: UserId, id: QuizAttemptId): Promise<AttemptRow> => {
  const [attempt] = await attemptsByIds(tx, userId, [id]);
  if (attempt === undefined) throw new Error('a sitting that was just seen is gone');
  return attempt;
};

/** The standing after every sitting is closed whose time is over or whose round is closed; a closed round is told nothing. */
const settledStanding = async (tx: Database, ids: Omit<Start, 'random'>): Promise<QuizStanding> => {
  const standing = await standingOf(tx, ids);
  const stale = standing.sittings.filter(
    (sitting) =>
      sitting.submittedAt === null && (isDue(sitting, ids.now) || sitting.enrollmentId !== standing.enrollmentId),
  );
  for (const { id, enrollmentId } of stale) {
    const attempt = await attemptOf(tx, ids.userId, id);
    await closeSitting(tx, { attempt, now: ids.now, tell: enrollmentId === standing.enrollmentId });
  }
  return stale.length === 0 ? standing : standingOf(tx, ids);
};

const standingOf = async (tx: Database, { userId, enrollmentId, quizId }: Omit<Start, 'random'>) => {
  const [standing] =
    enrollmentId === null || quizId === null
      ? []
      : await quizStandingsOf(tx, { userId, enrollmentIds: [enrollmentId], quizId });
  if (standing === undefined) throw new NotFoundError('The quiz');
  return standing;
};

type Sit = { standing: QuizStanding; random: Random; now: Date };

const sit = async (tx: Database, { standing, random, now }: Sit): Promise<QuizAttemptId> => {
  const questions = await drawFor(tx, standing, random);
  const id = newId<QuizAttemptId>();
  await tx.insert(quizAttempts).values({
    id,
    enrollmentId: standing.enrollmentId,
    userId: standing.userId,
    courseId: standing.courseId,
    quizId: standing.quizId,
    quizKey: standing.key,
    ordinal: Math.max(0, ...standing.sittings.map((sitting) => sitting.ordinal)) + 1,
    startedAt: now,
    dueAt: dueAt(now, standing.timeLimitSeconds, standing.quizTimePercent),
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

const drawFor = async (tx: Database, standing: QuizStanding, random: Random): Promise<PoolQuestion[]> => {
  const pool = await poolOf(tx, standing);
  const seen = new Set(pool.filter((question) => question.seen).map((question) => question.key));
  const drawn = draw(pool, seen, standing.draw, random);
  return standing.shuffle ? drawn : drawn.sort((a, b) => a.key.localeCompare(b.key, 'en'));
};

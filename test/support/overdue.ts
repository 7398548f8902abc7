import type { Database } from '../../drizzle/client.ts';
import { accommodationGrants } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { saveAnswer } from '../../schema/quizzes/operations/saveAnswer.ts';
import { startAttempt } from '../../schema/quizzes/operations/startAttempt.ts';
import { answersTo, seatAt } from './quizCourse.ts';

export const at = (hour: number) => new Date(Date.UTC(2026, 10, 22) + hour * 3_600_000);

type Quiz = 'preTest' | 'check' | 'postTest';
export type Left = { right?: number; quiz?: Quiz; timeLimitSeconds?: number | null; percent?: number };

/** Someone who began an attempt at one o'clock, saved answers, and left. Its hour is over at two. */
export const leftOpen = async (
  db: Database,
  { right = 5, quiz = 'postTest', timeLimitSeconds = 3600, percent }: Left = {},
) => {
  const place = await seatAt(db, { postTest: { pool: 5, timeLimitSeconds, cooldownSeconds: 7200 } });
  const { userId, course } = place;
  if (percent !== undefined) {
    const grant = { quizTimePercent: percent, grantedBy: 'office', grantedAt: at(0) };
    await db.insert(accommodationGrants).values({ userId, courseId: course.courseId, ...grant });
  }
  const { attempt } = await startAttempt(db, userAct(userId, at(1)), { ...place, quizId: course[quiz] });
  for (const answer of await answersTo(db, attempt.id, right))
    await saveAnswer(db, userAct(userId, at(1.5)), { attemptId: attempt.id, ...answer });
  return { ...place, attemptId: attempt.id };
};

export const QUIZZES = `query ($id: ID!) { node(id: $id) { ... on Enrollment { passedAt blockers { code }
  quizzes { kind passed openNow nextAttemptAt attemptsUsed notOpen { code } latestAttempts { submittedAt timedOut passed scorePercent } } } } }`;
export const ATTEMPT =
  'query ($id: ID!) { node(id: $id) { ... on QuizAttempt { submittedAt timedOut passed scorePercent } } }';

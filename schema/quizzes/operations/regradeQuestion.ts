import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, QuestionId, QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import {
  attemptQuestions,
  courses,
  courseVersions,
  questions,
  quizAttempts,
  quizzes,
  regrades,
} from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { lockEnrollment } from '../../enrollments/operations/lockEnrollment.ts';
import { isOpen } from '../../enrollments/rules/open.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { lineOfText, reasonText } from '../../plainText.ts';
import { attemptsByIds } from '../queries/attempts.ts';
import { countedQuestionsOf } from '../queries/counted.ts';
import { meetsAll, raise } from '../rules/grading.ts';
import { tellPassed } from './closeAttempt.ts';
import { holdQuiz } from './lockQuiz.ts';

const Terms = z.object({ reason: reasonText, regradedBy: lineOfText(200) });

type Regrade = z.input<typeof Terms> & { questionId: QuestionId };
type Fault = z.output<typeof Terms> & { questionId: QuestionId };
type Drawn = { attemptId: QuizAttemptId; userId: UserId; enrollmentId: EnrollmentId; wasRight: boolean };

/**
 * A question was found to be faulty. Every submitted attempt that drew it counts it as right, and so does every later one.
 * Results only rise. An attempt that passes because of this is reported to its enrollment, if that is open. A second call changes
 * only attempts submitted since the first. Throws InvalidInput, NotFound.
 */
export async function regradeQuestion(
  db: Database,
  act: Act,
  facts: Regrade,
): Promise<{ raised: number; newlyPassed: number }> {
  const fault: Fault = { ...parseInput(Terms, facts), questionId: facts.questionId };
  return db.transaction(async (tx) => {
    const { quizId, organizationId } = await quizOf(tx, fault.questionId);
    await holdQuiz(tx, quizId);
    const outcomes: Outcome[] = [];
    for (const drawn of await attemptsThatDrew(tx, fault.questionId))
      outcomes.push(await regradeOne(tx, act, drawn, fault));
    const raised = outcomes.filter((outcome) => outcome.raised).length;
    const newlyPassed = outcomes.filter((outcome) => outcome.newlyPassed).length;
    await recordEvent(tx, { ...act, name: fault.regradedBy }, 'QUESTION_REGRADED', {
      objectId: fault.questionId,
      organizationId,
      reason: fault.reason,
      // Earlier events store the number of attempts under this name.
      details: { sittings: outcomes.length, raised, newlyPassed },
    });
    return { raised, newlyPassed };
  });
}

const quizOf = async (tx: Database, questionId: QuestionId) => {
  const [quiz] = await tx
    .select({ quizId: questions.quizId, organizationId: courses.organizationId })
    .from(questions)
    .innerJoin(quizzes, eq(quizzes.id, questions.quizId))
    .innerJoin(courseVersions, eq(courseVersions.id, quizzes.versionId))
    .innerJoin(courses, eq(courses.id, courseVersions.courseId))
    .where(eq(questions.id, questionId));
  if (quiz === undefined) throw new NotFoundError('The question');
  return quiz;
};

// In one fixed order, so that two regrades never deadlock on each other's enrollments.
const attemptsThatDrew = async (tx: Database, questionId: QuestionId): Promise<Drawn[]> => {
  const { attemptId, correct } = attemptQuestions;
  const rows = await tx
    .select({ attemptId, userId: quizAttempts.userId, enrollmentId: quizAttempts.enrollmentId, wasRight: correct })
    .from(attemptQuestions)
    .innerJoin(quizAttempts, eq(quizAttempts.id, attemptId))
    .leftJoin(regrades, and(eq(regrades.attemptId, attemptId), eq(regrades.questionId, questionId)))
    .where(and(eq(attemptQuestions.questionId, questionId), isNotNull(quizAttempts.submittedAt), isNull(regrades.id)))
    .orderBy(quizAttempts.enrollmentId, quizAttempts.id);
  return rows.map((row) => ({ ...row, wasRight: row.wasRight === true }));
};

type Outcome = { raised: boolean; newlyPassed: boolean };

const regradeOne = async (tx: Database, act: Act, drawn: Drawn, fault: Fault): Promise<Outcome> => {
  const enrollment = await lockEnrollment(tx, drawn);
  const [attempt] = await attemptsByIds(tx, drawn.userId, [drawn.attemptId]);
  if (attempt === undefined) throw new Error('no row for an attempt that was just read');
  const correctCountBefore = attempt.correctCount ?? 0;
  const passedBefore = attempt.passed === true;
  const counted = attempt.required.length === 0 ? [] : await countedQuestionsOf(tx, drawn.userId, [attempt.id]);
  const questions = counted.map((one) => (one.questionId === fault.questionId ? { ...one, right: true } : one));
  const before = { ...attempt, correctCount: correctCountBefore, passed: passedBefore };
  const after = raise(before, drawn.wasRight, meetsAll(attempt.required, questions));
  await tx.insert(regrades).values({
    attemptId: drawn.attemptId,
    questionId: fault.questionId,
    reason: fault.reason,
    regradedBy: fault.regradedBy,
    regradedAt: act.now,
    correctCountBefore,
    correctCountAfter: after.correctCount,
    passedAfter: after.passed,
  });
  const newlyPassed = after.passed && !passedBefore;
  if (newlyPassed && isOpen(enrollment)) await tellPassed(tx, act, attempt);
  return { raised: after.correctCount > correctCountBefore, newlyPassed };
};

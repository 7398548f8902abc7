import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, QuestionId, QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import { attemptQuestions, questions, quizAttempts, regrades } from '../../../drizzle/schema.ts';
import { lockEnrollment } from '../../enrollments/operations/milestones.ts';
import { NotFoundError } from '../../errors.ts';
import { recordUntypedEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { lineOfText, reasonText } from '../../plainText.ts';
import { attemptsByIds } from '../queries.ts';
import { raise } from '../rules/grading.ts';
import { holdQuiz, tellPassed } from './sitting.ts';

const Terms = z.object({ reason: reasonText, regradedBy: lineOfText(200) });

type Regrade = z.input<typeof Terms> & { questionId: QuestionId; now: Date };
type Fault = z.output<typeof Terms> & { questionId: QuestionId; now: Date };
type Drawn = { attemptId: QuizAttemptId; userId: UserId; enrollmentId: EnrollmentId; wasRight: boolean };

/**
 * A question was found at fault: every submitted sitting that drew it counts it right, and so does every later one. Results
 * only rise; a sitting that thereby passes tells its round, if that is open. A second call changes only what came in between.
 * Throws InvalidInput, NotFound.
 */
export const regradeQuestion = async (
  db: Database,
  facts: Regrade,
): Promise<{ raised: number; newlyPassed: number }> => {
  const fault: Fault = { ...parseInput(Terms, facts), questionId: facts.questionId, now: facts.now };
  return db.transaction(async (tx) => {
    const [question] = await tx.select().from(questions).where(eq(questions.id, fault.questionId));
    if (question === undefined) throw new NotFoundError('The question');
    await holdQuiz(tx, question.quizId);
    const outcomes: Outcome[] = [];
    for (const drawn of await sittingsThatDrew(tx, fault.questionId)) outcomes.push(await regradeOne(tx, drawn, fault));
    const raised = outcomes.filter((outcome) => outcome.raised).length;
    const newlyPassed = outcomes.filter((outcome) => outcome.newlyPassed).length;
    await recordUntypedEvent(tx, {
      verb: 'QUESTION_REGRADED',
      objectType: 'Question',
      objectId: fault.questionId,
      actor: 'operator',
      reason: fault.reason,
      at: fault.now,
      details: { sittings: outcomes.length, raised, newlyPassed },
    });
    return { raised, newlyPassed };
  });
};

// In one order, so that two regrades never wait for each other's rounds.
const sittingsThatDrew = async (tx: Database, questionId: QuestionId): Promise<Drawn[]> => {
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

const regradeOne = async (tx: Database, drawn: Drawn, fault: Fault): Promise<Outcome> => {
  const round = await lockEnrollment(tx, drawn);
  const [attempt] = await attemptsByIds(tx, drawn.userId, [drawn.attemptId]);
  if (attempt === undefined) throw new Error('a sitting that was just seen is gone');
  const correctCountBefore = attempt.correctCount ?? 0;
  const passedBefore = attempt.passed === true;
  const after = raise({ ...attempt, correctCount: correctCountBefore, passed: passedBefore }, drawn.wasRight);
  await tx.insert(regrades).values({
    attemptId: drawn.attemptId,
    questionId: fault.questionId,
    reason: fault.reason,
    regradedBy: fault.regradedBy,
    regradedAt: fault.now,
    correctCountBefore,
    correctCountAfter: after.correctCount,
    passedAfter: after.passed,
  });
  const newlyPassed = after.passed && !passedBefore;
  const roundOpen = round.claimedAt === null && round.withdrawnAt === null;
  if (newlyPassed && roundOpen) await tellPassed(tx, attempt, fault.now);
  return { raised: after.correctCount > correctCountBefore, newlyPassed };
};

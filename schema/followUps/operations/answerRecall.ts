import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { followUpAnswers } from '../../../drizzle/schema.ts';
import type { RecallRound } from '../../../drizzle/tables/recalls.ts';
import type { UserAct } from '../../act.ts';
import { keepWriting, type Writing } from '../../enrollments/operations/keepWriting.ts';
import { reflectionAfter } from '../../enrollments/queries/reflections.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { type GivenAnswer, validateAnswer } from '../../quizzes/rules/answering.ts';
import { isRight } from '../../quizzes/rules/grading.ts';
import { FollowUpClosedError } from '../errors.ts';
import { type FollowUpRow, followUpsOf } from '../queries/followUps.ts';
import { questionsFor, roundStanding } from '../rules/standing.ts';
import { lockFollowUp } from './optIn.ts';

type Place = { enrollmentId: EnrollmentId | null; weeks: number };

function roundAt({ rounds }: FollowUpRow, weeks: number): RecallRound {
  const round = rounds.find((one) => one.weeks === weeks);
  if (round === undefined) throw new NotFoundError('The round');
  return round;
}

/** Throws FollowUpClosed unless the person wants to be asked and the round is asked now. */
function requireOpen(followUp: FollowUpRow, weeks: number, now: Date): void {
  const { state, opensOn } = roundStanding(followUp, weeks, now);
  if (!followUp.optedIn) throw new FollowUpClosedError(null, opensOn);
  if (state !== 'OPEN') throw new FollowUpClosedError(state ?? 'EARLY', opensOn);
}

/**
 * Keeps the first answer to a recall question; a later one changes nothing. It earns nothing and is no attempt. Throws NotFound,
 * InvalidInput, EnrollmentClosed and FollowUpClosed.
 */
export async function answerRecall(
  db: Database,
  act: UserAct,
  { enrollmentId, weeks, questionKey, answer: given }: Place & { questionKey: string; answer: GivenAnswer },
): Promise<{ id: EnrollmentId; kept: boolean }> {
  return db.transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, { enrollmentId, userId: act.userId });
    const { enrollmentId: id, versionId } = followUp;
    const question = questionsFor(followUp, roundAt(followUp, weeks)).find(({ key }) => key === questionKey);
    if (question === undefined) throw new NotFoundError('The question');
    const isAnswer = (one: FollowUpRow['answers'][number]) => one.weeks === weeks && one.questionKey === questionKey;
    if (followUp.answers.some(isAnswer)) return { id, kept: false };
    requireOpen(followUp, weeks, act.now);
    const decision = validateAnswer(question, given);
    if (!decision.ok) throw new InvalidInputError(decision.faults);
    const { answer } = decision;
    if (answer === null) throw new InvalidInputError([{ path: 'answer', message: 'Give your answer here.' }]);
    const facts = { answer, correct: isRight(question, answer), objectiveKey: question.objectiveKey };
    await tx
      .insert(followUpAnswers)
      .values({ enrollmentId: id, versionId, weeks, questionKey, ...facts, answeredAt: act.now });
    return { id, kept: true };
  });
}

/**
 * Keeps what somebody tried, sealed, for themselves alone; as a reflection it needs the consent to therapy data, except to empty it.
 * Throws NotFound, also for an enrollment that was withdrawn, FollowUpClosed, ReflectionChanged and TherapyConsentRequired.
 */
export async function saveTried(
  db: Database,
  act: UserAct,
  { enrollmentId, weeks, ...writing }: Place & Writing,
): Promise<{ id: EnrollmentId; reflection: { text: string; version: number } }> {
  return db.transaction(async (tx) => {
    // Unlocked: whoever consents locks the account before the enrollment.
    const [followUp] = enrollmentId === null ? [] : await followUpsOf(tx, act.userId, [enrollmentId]);
    if (followUp === undefined) throw new NotFoundError('The follow-up');
    const { enrollmentId: id } = followUp;
    roundAt(followUp, weeks);
    if (writing.text !== '') requireOpen(followUp, weeks, act.now);
    const at = { enrollmentId: id, moduleId: null, weeks };
    const reflection = await keepWriting(tx, act, writing, async () => ({
      at,
      standing: await reflectionAfter(tx, { enrollmentId: id, weeks }),
    }));
    return { id, reflection };
  });
}

import type { EnrollmentId, QuizId } from '../../../../drizzle/ids.ts';
import { allowedAttempts, attemptsLeft, retryAfter, tally } from '../attempts.ts';
import type { PostTestStanding, Standing } from '../standing.ts';
import type { BlockerBase, BlockerWords, MetAt } from './blocker.ts';

type PostTestNotPassed = BlockerBase<'POST_TEST_NOT_PASSED'> & {
  quizId: QuizId;
  attemptsUsed: number;
  attemptsAllowed: number | null;
  attemptsLeft: number | null;
  retryAt: Date | null;
  bestScorePercent: number | null;
  passPercent: number | null;
};
type AttemptsUsed = BlockerBase<'ATTEMPTS_USED'> & { quizId: QuizId; attemptsUsed: number; attemptsAllowed: number };
type ObjectiveMissed = BlockerBase<'REQUIRED_OBJECTIVE_MISSED'> & {
  quizId: QuizId;
  objective: string;
  pass: number;
  of: number;
};
export type PostTestBlocker = PostTestNotPassed | ObjectiveMissed | AttemptsUsed;

const quizId = { type: 'ID', node: 'Quiz', enrolled: true, description: 'The post-test.' };

export const POST_TEST_WORDS = {
  POST_TEST_NOT_PASSED: {
    type: 'PostTestBlocker',
    meaning: 'The post-test is not passed.',
    facts: {
      quizId,
      attemptsLeft: { type: 'Int', nullable: true, description: 'Attempts left; null without a limit.' },
      retryAt: {
        type: 'DateTime',
        nullable: true,
        description:
          'When the waiting time after the last failed attempt ends; a past time means that it has ended. Null when there is nothing to wait for, or no attempt is left.',
      },
      bestScorePercent: {
        type: 'Int',
        nullable: true,
        description: 'The best result so far, in percent, rounded down; null before the first.',
      },
      passPercent: {
        type: 'Int',
        nullable: true,
        description: 'Percent of questions that must be right; null where a body asks for a mark of its own.',
      },
    },
  } satisfies BlockerWords<PostTestNotPassed>,
  REQUIRED_OBJECTIVE_MISSED: {
    type: 'RequiredObjectiveBlocker',
    meaning:
      'The last attempt at the post-test missed an objective that has to be passed by itself, whatever the overall score.',
    facts: {
      quizId,
      objective: { type: 'String', description: 'The objective, in words.' },
      pass: { type: 'Int', description: 'How many questions about it must be right.' },
      of: { type: 'Int', description: 'How many questions about it every attempt draws.' },
    },
  } satisfies BlockerWords<ObjectiveMissed>,
  ATTEMPTS_USED: {
    type: 'AttemptsUsedBlocker',
    meaning: 'All attempts at the post-test are used; the organization can grant another.',
    facts: { quizId },
  } satisfies BlockerWords<AttemptsUsed>,
};

/** Credit requires a passed post-test of learners. Personal growth requires none, because the test is for clinicians. */
export function postTestBlockers({ id, purpose, teaching, postTest, passedAt }: Standing): PostTestBlocker[] {
  if (purpose !== 'CREDIT' || teaching !== null || postTest === null || passedAt !== null) return [];
  const { used, extra, lastFailedAt, bestScorePercent } = tally(postTest, id);
  const allowed = allowedAttempts(postTest.maxAttempts, extra);
  const left = attemptsLeft(used, allowed);
  const { quizId } = postTest;
  const test = { quizId, attemptsUsed: used, deadline: null };
  const missing: PostTestNotPassed = {
    ...test,
    code: 'POST_TEST_NOT_PASSED',
    message: 'The post-test has not been passed.',
    attemptsAllowed: allowed,
    attemptsLeft: left,
    retryAt: left === 0 ? null : retryAfter(lastFailedAt, postTest.cooldownSeconds),
    bestScorePercent,
    passPercent: postTest.passPercent,
  };
  const found = [missing, ...objectivesMissed(postTest, id)];
  if (allowed === null || left !== 0) return found;
  const message = `All ${allowed} attempts at the post-test are used. Ask the organization for another.`;
  return [...found, { ...test, code: 'ATTEMPTS_USED', message, attemptsAllowed: allowed }];
}

/** Of the newest attempt of the enrollment that was handed in. */
function objectivesMissed({ quizId, attempts, required }: PostTestStanding, id: EnrollmentId): ObjectiveMissed[] {
  const handedIn = attempts.filter(({ enrollmentId, submittedAt }) => enrollmentId === id && submittedAt !== null);
  const { missed } = handedIn.reduce<(typeof handedIn)[number] | { ordinal: number; missed: [] }>(
    (newest, one) => (one.ordinal > newest.ordinal ? one : newest),
    { ordinal: 0, missed: [] },
  );
  return required
    .filter(({ objectiveKey }) => missed.some((key) => key === objectiveKey))
    .map(({ text: objective, pass, of }) => {
      const message = `The post-test needs ${pass} of ${of} right about this objective by itself, and the last attempt had fewer: ${objective}`;
      return { code: 'REQUIRED_OBJECTIVE_MISSED', message, quizId, objective, pass, of, deadline: null };
    });
}

export const postTestMetAt: MetAt = ({ purpose, teaching, passedAt }) =>
  purpose === 'CREDIT' && teaching === null ? passedAt : null;

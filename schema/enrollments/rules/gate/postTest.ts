import type { QuizId } from '../../../../drizzle/ids.ts';
import { allowedAttempts, attemptsLeft, retryAfter, tally } from '../attempts.ts';
import type { Standing } from '../standing.ts';
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
export type PostTestBlocker = PostTestNotPassed | AttemptsUsed;

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
  const test = { quizId: postTest.quizId, attemptsUsed: used, deadline: null };
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
  if (allowed === null || left !== 0) return [missing];
  const message = `All ${allowed} attempts at the post-test are used. Ask the organization for another.`;
  return [missing, { ...test, code: 'ATTEMPTS_USED', message, attemptsAllowed: allowed }];
}

export const postTestMetAt: MetAt = ({ purpose, teaching, passedAt }) =>
  purpose === 'CREDIT' && teaching === null ? passedAt : null;

import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { FeedbackPolicy } from '../rules/starting.ts';
import { type ShownQuestionRow, shownColumns } from './questions.ts';

/** An attempt to answer in, with one of its questions; `question` is null when the attempt has no such question. */
export type Answering = {
  attemptId: QuizAttemptId;
  dueAt: Date | null;
  submittedAt: Date | null;
  claimedAt: Date | null;
  withdrawnAt: Date | null;
  feedback: FeedbackPolicy;
  question: ShownQuestionRow | null;
};

type Params = { userId: UserId; attemptId: QuizAttemptId; questionId: AttemptQuestionId | null };
type Row = Omit<Answering, 'question' | 'attemptId'> & Omit<ShownQuestionRow, 'id'> & { id: AttemptQuestionId | null };

const answering = statement<Params, Answering, Row & { attempt: QuizAttemptId }>(
  'answering',
  (p) => sql`select a.id as attempt, a.due_at as "dueAt", a.submitted_at as "submittedAt", e.claimed_at as "claimedAt",
      e.withdrawn_at as "withdrawnAt", z.feedback, ${shownColumns}
    from quiz_attempts a join enrollments e on e.id = a.enrollment_id join quizzes z on z.id = a.quiz_id
    left join attempt_questions d on d.attempt_id = a.id and d.id = ${p('questionId')}
    left join questions n on n.id = d.question_id
    where a.id = ${p('attemptId')} and a.user_id = ${p('userId')}`,
  ({ attempt, dueAt, submittedAt, claimedAt, withdrawnAt, feedback, id, ...question }) => ({
    ...{ attemptId: attempt, dueAt, submittedAt, claimedAt, withdrawnAt, feedback },
    question: id === null ? null : { ...question, id },
  }),
);

/** A person's attempt and a question of it; null when the attempt is not theirs. */
export async function answeringOf(db: Database, params: Params): Promise<Answering | null> {
  return (await answering(db, params))[0] ?? null;
}

import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { UserAct } from '../../act.ts';
import { openInSql } from '../../enrollments/rules/open.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { AttemptClosedError } from '../errors.ts';
import { type Answering, answeringOf } from '../queries/answering.ts';
import type { ShownQuestionRow } from '../queries/questions.ts';
import { type GivenAnswer, validateAnswer } from '../rules/answering.ts';
import { isDue, timedOut } from '../rules/starting.ts';
import { closeIfOverdue } from './closeOverdue.ts';
import { requireOpen } from './lockQuiz.ts';

type Save = {
  attemptId: QuizAttemptId | null;
  questionId: AttemptQuestionId | null;
  /** Null takes the answer back. */
  answer: GivenAnswer | null;
  /** The client's own counter of its saves, if it counts them. */
  sequence?: number | null;
};
type Saved = {
  question: ShownQuestionRow;
  attempt: Pick<Answering, 'feedback'>;
  /** A save that counts as later stands instead. */
  superseded: boolean;
};
type Place = { attemptId: QuizAttemptId | null; questionId: AttemptQuestionId | null; userId: UserId; now: Date };

/**
 * Saves one answer of an open attempt. Of two saves with a counter the higher counts; otherwise the later by the server's clock.
 * Throws NotFound, InvalidInput, EnrollmentClosed, and AttemptClosed once it was submitted or its time is over.
 */
export async function saveAnswer(db: Database, { userId, now }: UserAct, facts: Save): Promise<Saved> {
  const { attemptId, questionId, sequence = null } = facts;
  if (attemptId === null) throw new NotFoundError('The attempt');
  const place = { attemptId, questionId, userId, now };
  const { question, attempt } = await openQuestion(db, place);
  const decision = validateAnswer(question, facts.answer);
  if (!decision.ok) throw new InvalidInputError(decision.faults);
  const { answer } = decision;
  const sent = answer === null ? null : JSON.stringify(answer);
  const [saved] = await save(db, { attemptId, questionId: question.id, userId, answer: sent, sequence, now });
  if (saved !== undefined) return { attempt, question: { ...question, ...saved }, superseded: false };
  // Something came first: a save that counts as later, or the end of the attempt, which throws here.
  const standing = await openQuestion(db, place);
  return { ...standing, superseded: !isDeepStrictEqual(standing.question.answer, answer) };
}

const openQuestion = async (db: Database, place: Place) => {
  const attempt = await openAttempt(db, place);
  if (attempt.question === null) throw new NotFoundError('The question');
  return { question: attempt.question, attempt };
};

/** A person's open attempt with one of its questions. Throws NotFound, EnrollmentClosed, AttemptClosed. */
export async function openAttempt(db: Database, { now, attemptId, ...place }: Place): Promise<Answering> {
  const attempt = attemptId === null ? null : await answeringOf(db, { attemptId, ...place });
  if (attempt === null) throw new NotFoundError('The attempt');
  if (attempt.submittedAt !== null) throw new AttemptClosedError(attempt.submittedAt, timedOut(attempt));
  requireOpen(attempt);
  if (attempt.dueAt !== null && isDue(attempt, now)) {
    await closeIfOverdue(db, { ...place, attemptId: attempt.attemptId, now });
    throw new AttemptClosedError(attempt.dueAt, true);
  }
  return attempt;
}

type Written = Pick<ShownQuestionRow, 'answer' | 'savedAt' | 'sequence'>;
type Write = {
  attemptId: QuizAttemptId;
  questionId: AttemptQuestionId;
  userId: UserId;
  answer: string | null;
  sequence: number | null;
  now: Date;
};

/**
 * The locks keep the enrollment and the attempt open until the answer is written: who grades an attempt locks both of them alone,
 * the enrollment first. Both rows are read again after a wait. Returns no row when nothing was written.
 */
const save = statement<Write, Written>(
  'save_answer',
  (p) => sql`with held as (
      select a.id, a.submitted_at, a.due_at, ${sql.raw(openInSql('e'))} as open
      from quiz_attempts a join enrollments e on e.id = a.enrollment_id
      where a.id = ${p('attemptId')} and a.user_id = ${p('userId')} for share of e, a
    )
    update attempt_questions d set answer = ${p('answer')}::text::jsonb, saved_at = ${p('now')}::timestamptz,
      answer_sequence = coalesce(${p('sequence')}::int, d.answer_sequence)
    from held
    where d.id = ${p('questionId')} and d.attempt_id = held.id and held.submitted_at is null and held.open
      and (held.due_at is null or held.due_at > ${p('now')}::timestamptz)
      and case when ${p('sequence')}::int is not null and d.answer_sequence is not null
        then ${p('sequence')}::int > d.answer_sequence
        else d.saved_at is null or d.saved_at <= ${p('now')}::timestamptz end
    returning d.answer, d.saved_at as "savedAt", d.answer_sequence as sequence`,
);

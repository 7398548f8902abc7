import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, QuizAttemptId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { UserAct } from '../../act.ts';
import { openInSql } from '../../enrollments/rules/open.ts';
import { InvalidInputError } from '../../errors.ts';
import { type ShownQuestionRow, shownQuestionsOf } from '../queries/questions.ts';
import { type AnswerGiven, validateAnswers } from '../rules/answers.ts';
import type { FeedbackPolicy } from '../rules/starting.ts';
import { openAttempt } from './saveAnswer.ts';

type Sent = AnswerGiven & { sequence?: number | null };
type Save = { attemptId: QuizAttemptId | null; answers: readonly Sent[] };
type Saved = {
  /** The questions that were answered, in their order, with what stands. */
  questions: ShownQuestionRow[];
  attempt: { feedback: FeedbackPolicy };
  /** Of these a save that counts as later stands instead. */
  superseded: AttemptQuestionId[];
};

/**
 * Saves several answers of an open attempt, each as saveAnswer does: all of them, or none when one is malformed or the attempt
 * closes meanwhile. Throws what saveAnswer throws.
 */
export async function saveAnswers(db: Database, { userId, now }: UserAct, facts: Save): Promise<Saved> {
  const place = { attemptId: facts.attemptId, questionId: null, userId, now };
  const { attemptId, feedback } = await openAttempt(db, place);
  const questions = await shownQuestionsOf(db, userId, [attemptId]);
  const { faults, valid } = validateAnswers(questions, facts.answers);
  if (faults.length > 0) throw new InvalidInputError(faults);
  const sequences = new Map(facts.answers.map(({ questionId, sequence }) => [questionId, sequence ?? null]));
  const sent = [...valid].map(([id, answer]) => ({ id, answer, sequence: sequences.get(id) ?? null }));
  const saved = await saveAll(db, { attemptId, userId, sent: JSON.stringify(sent), now });
  const missed = [...valid.keys()].filter((id) => !saved.some((one) => one.id === id));
  // What was not written met a save that counts as later, or the end of the attempt, which throws here.
  if (missed.length > 0) await openAttempt(db, place);
  const standing = (await shownQuestionsOf(db, userId, [attemptId])).filter(({ id }) => valid.has(id));
  const other = standing.filter(({ id, answer }) => missed.includes(id) && !isDeepStrictEqual(answer, valid.get(id)));
  return { questions: standing, attempt: { feedback }, superseded: other.map(({ id }) => id) };
}

type Write = { attemptId: QuizAttemptId; userId: UserId; sent: string; now: Date };

/**
 * As the statement of saveAnswer, for several answers. It locks the attempt alone, so that two of them never wait for each other's
 * answers.
 */
const saveAll = statement<Write, { id: AttemptQuestionId }>(
  'save_answers',
  (p) => sql`with held as (
      select a.id, a.submitted_at, a.due_at, ${sql.raw(openInSql('e'))} as open
      from quiz_attempts a join enrollments e on e.id = a.enrollment_id
      where a.id = ${p('attemptId')} and a.user_id = ${p('userId')} for share of e for no key update of a
    )
    update attempt_questions d set answer = nullif(s.answer, 'null'::jsonb), saved_at = ${p('now')}::timestamptz,
      answer_sequence = coalesce(s.sequence, d.answer_sequence)
    from held, jsonb_to_recordset(${p('sent')}::text::jsonb) as s(id uuid, answer jsonb, sequence int)
    where d.id = s.id and d.attempt_id = held.id and held.submitted_at is null and held.open
      and (held.due_at is null or held.due_at > ${p('now')}::timestamptz)
      and case when s.sequence is not null and d.answer_sequence is not null
        then s.sequence > d.answer_sequence
        else d.saved_at is null or d.saved_at <= ${p('now')}::timestamptz end
    returning d.id`,
);

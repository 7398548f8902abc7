import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AttemptQuestionId, EnrollmentId, ModuleId, QuizAttemptId } from '../../../drizzle/ids.ts';
import type { SavedAnswer } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Act } from '../../act.ts';
import { recordCheckPassed, recordPostTestPassed } from '../../enrollments/operations/milestones.ts';
import type { AttemptRow } from '../queries/attempts.ts';
import { drawnQuestionsOf } from '../queries/questions.ts';
import { type DrawnQuestion, grade, meetsAll, passes } from '../rules/grading.ts';
import { type QuizKind, submissionAt } from '../rules/starting.ts';
import type { LockedAttempt } from './lockQuiz.ts';

type When = Pick<Act, 'now'>;
type Question = DrawnQuestion<AttemptQuestionId> & { objectiveKey: string };

type Close = {
  attempt: Omit<LockedAttempt, 'claimedAt' | 'withdrawnAt'>;
  /** Whether to report a pass to the enrollment. */
  tell: boolean;
  /** The drawn questions, when the caller has read them under its locks. */
  questions?: readonly Question[];
  /** Answers that came with the submission; they replace what was saved. */
  carried?: ReadonlyMap<AttemptQuestionId, SavedAnswer>;
};

/**
 * Grades an attempt and closes it permanently, as of its limit if that is over: when this runs makes no difference to the result
 * or to any moment. The caller holds the locks of lockAttempt or lockForStart and has seen the attempt open.
 */
export async function closeAttempt(tx: Database, { now }: When, facts: Close): Promise<AttemptRow> {
  const { attempt, tell, carried = new Map<AttemptQuestionId, SavedAnswer>() } = facts;
  const saved = facts.questions ?? (await drawnQuestionsOf(tx, attempt.id));
  const questions = saved.map((question) => ({ ...question, answer: carried.get(question.id) ?? question.answer }));
  const right = new Set(grade(questions));
  const counted = questions.map(({ id, objectiveKey }) => ({ objectiveKey, right: right.has(id) }));
  const passed = passes(right.size, questions.length, attempt.passPercent) && meetsAll(attempt.required, counted);
  const at = submissionAt(attempt, now);
  const marks = questions.map(({ id, answer }) => {
    const mark = { id, correct: right.has(id) };
    return carried.has(id) ? { ...mark, answer } : mark;
  });
  const closed = await close(tx, {
    attemptId: attempt.id,
    at,
    correctCount: right.size,
    passed,
    count: marks.length,
    marks: JSON.stringify(marks),
  });
  if (closed.length === 0) throw new Error('an attempt was closed by somebody else under its lock');
  if (passed && tell) await tellPassed(tx, { now: at }, attempt);
  return { ...attempt, submittedAt: at, correctCount: right.size, passed, attemptOpen: false };
}

type Closing = {
  attemptId: QuizAttemptId;
  at: Date;
  correctCount: number;
  passed: boolean;
  count: number;
  marks: string;
};

// Counting the marked questions makes PostgreSQL write them first: a trigger refuses any change after the attempt is submitted.
const close = statement<Closing, { id: QuizAttemptId }>(
  'close_attempt',
  (p) => sql`with marked as (
      update attempt_questions d set correct = mark.correct, answer = coalesce(mark.answer, d.answer),
        saved_at = case when mark.answer is null then d.saved_at else ${p('at')}::timestamptz end
      from jsonb_to_recordset(${p('marks')}::text::jsonb) as mark(id uuid, correct boolean, answer jsonb)
      where d.attempt_id = ${p('attemptId')} and d.id = mark.id returning d.id
    )
    update quiz_attempts a set submitted_at = ${p('at')}::timestamptz, correct_count = ${p('correctCount')}::int,
      passed = ${p('passed')}::boolean
    where a.id = ${p('attemptId')} and a.submitted_at is null
      and (select count(*) from marked) = ${p('count')}::int
    returning a.id`,
);

type Passed = { enrollmentId: EnrollmentId; kind: QuizKind; moduleId: ModuleId | null };

/** Reports to the enrollment that a quiz is passed, which sets its milestone. A pre-test sets none. */
export async function tellPassed(tx: Database, when: When, { enrollmentId, kind, moduleId }: Passed): Promise<void> {
  if (kind === 'POST_TEST') await recordPostTestPassed(tx, when, { enrollmentId });
  if (kind === 'MODULE_CHECK' && moduleId !== null) await recordCheckPassed(tx, when, { enrollmentId, moduleId });
}

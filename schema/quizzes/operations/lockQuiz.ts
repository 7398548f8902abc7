import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, QuizAttemptId, QuizId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { EnrollmentClosedError } from '../../enrollments/errors.ts';
import { closedAt } from '../../enrollments/rules/open.ts';
import { NotFoundError } from '../../errors.ts';
import type { AttemptRow } from '../queries/attempts.ts';

// Grading shares this lock and a regrade takes it exclusively, so that no attempt is graded during a regrade. It is taken before
// an enrollment's lock, so that the two never deadlock. It is one lock for a quiz in all versions of its course, because a start
// also closes attempts in older versions.
const key = sql.raw(`hashtextextended(v.course_id || ' ' || q.key, 0)`);
const keyed = sql.raw('quizzes q join course_versions v on v.id = q.version_id');

/** Locks a quiz exclusively until the transaction ends. */
export async function holdQuiz(tx: Database, quizId: QuizId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${key}) from ${keyed} where q.id = ${quizId}`);
}

type Closing = { claimedAt: Date | null; withdrawnAt: Date | null };

const lockPlace = statement<{ enrollmentId: EnrollmentId; quizId: QuizId | null; userId: UserId }, Closing>(
  'lock_quiz_and_enrollment',
  (p) => sql`with shared as materialized (
      select pg_advisory_xact_lock_shared(${key}) from ${keyed} where q.id = ${p('quizId')}
    )
    select e.claimed_at as "claimedAt", e.withdrawn_at as "withdrawnAt" from enrollments e left join shared on true
    where e.id = ${p('enrollmentId')} and e.user_id = ${p('userId')} for update of e`,
);

type Place = { enrollmentId: EnrollmentId | null; quizId: QuizId | null; userId: UserId };

/** Shares a quiz with other graders and locks an open enrollment, in this order. Throws NotFound, EnrollmentClosed. */
export async function lockForStart(tx: Database, { enrollmentId, quizId, userId }: Place): Promise<void> {
  const [enrollment] = enrollmentId === null ? [] : await lockPlace(tx, { enrollmentId, quizId, userId });
  if (enrollment === undefined) throw new NotFoundError('The enrollment');
  requireOpen(enrollment);
}

/** An attempt under its locks. Of what can change, only the attempt and its enrollment are sure to be up to date. */
export type LockedAttempt = Omit<AttemptRow, 'correctCount' | 'passed' | 'attemptOpen'> & Closing;

// The rows are read again after the wait for their locks; the rest of the statement sees the moment when it began.
const lock = statement<{ attemptId: QuizAttemptId; userId: UserId }, LockedAttempt>(
  'lock_attempt',
  (p) => sql`with shared as materialized (
      select a.id, pg_advisory_xact_lock_shared(${key}) from quiz_attempts a join ${keyed} on q.id = a.quiz_id
      where a.id = ${p('attemptId')} and a.user_id = ${p('userId')}
    )
    select a.id, a.enrollment_id as "enrollmentId", a.user_id as "userId", a.quiz_id as "quizId", q.kind, q.title,
      q.module_id as "moduleId", q.pass_percent as "passPercent", q.feedback, q.required, a.ordinal, a.started_at as "startedAt",
      a.due_at as "dueAt", a.submitted_at as "submittedAt", a.question_count as "questionCount",
      e.claimed_at as "claimedAt", e.withdrawn_at as "withdrawnAt"
    from shared join quiz_attempts a on a.id = shared.id join enrollments e on e.id = a.enrollment_id
      join quizzes q on q.id = a.quiz_id
    for update of e, a`,
);

/** Takes the locks under which a person's attempt is graded: its quiz shared, its enrollment, the attempt. Throws NotFound. */
export async function lockAttempt(
  tx: Database,
  { attemptId, userId }: { attemptId: QuizAttemptId | null; userId: UserId },
): Promise<LockedAttempt> {
  const [attempt] = attemptId === null ? [] : await lock(tx, { attemptId, userId });
  if (attempt === undefined) throw new NotFoundError('The attempt');
  return attempt;
}

/** Throws EnrollmentClosed unless the enrollment is open. */
export function requireOpen(enrollment: Closing): void {
  const closed = closedAt(enrollment);
  if (closed !== null) throw new EnrollmentClosedError(closed);
}

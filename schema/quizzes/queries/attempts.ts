import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, ModuleId, QuizAttemptId, QuizId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Requirement } from '../../../drizzle/tables/quizzes.ts';
import { raisedByRegrades } from '../../enrollments/queries/attemptHistory.ts';
import { openInSql } from '../../enrollments/rules/open.ts';
import type { FeedbackPolicy, QuizKind } from '../rules/starting.ts';

/** An attempt with its current result: as submitted, or as raised by regrades. */
export type AttemptRow = {
  id: QuizAttemptId;
  enrollmentId: EnrollmentId;
  userId: UserId;
  quizId: QuizId;
  kind: QuizKind;
  title: string;
  moduleId: ModuleId | null;
  passPercent: number;
  feedback: FeedbackPolicy;
  /** The objectives that must be passed by themselves. */
  required: readonly Requirement[];
  ordinal: number;
  startedAt: Date;
  dueAt: Date | null;
  submittedAt: Date | null;
  questionCount: number;
  correctCount: number | null;
  passed: boolean | null;
  /** The person has an open attempt at the same quiz in an open enrollment. */
  attemptOpen: boolean;
};

const ownAttempts = statement<{ userId: UserId; ids: readonly QuizAttemptId[] }, AttemptRow>(
  'own_quiz_attempts',
  (
    p,
  ) => sql`select a.id, a.enrollment_id as "enrollmentId", a.user_id as "userId", a.quiz_id as "quizId", q.kind, q.title,
      q.module_id as "moduleId", q.pass_percent as "passPercent", q.feedback, q.required, a.ordinal, a.started_at as "startedAt",
      a.due_at as "dueAt", a.submitted_at as "submittedAt", a.question_count as "questionCount",
      greatest(a.correct_count, r.correct) as "correctCount",
      case when a.submitted_at is not null then a.passed or r.passed_at is not null end as passed,
      exists (select 1 from quiz_attempts o join enrollments e on e.id = o.enrollment_id
        where o.user_id = a.user_id and o.course_id = a.course_id and o.quiz_key = a.quiz_key and o.submitted_at is null
          and ${sql.raw(openInSql('e'))}) as "attemptOpen"
    from quiz_attempts a join quizzes q on q.id = a.quiz_id ${raisedByRegrades}
    where a.user_id = ${p('userId')} and a.id = any(${p('ids')}::uuid[])`,
);

/** The attempts among these ids that belong to this person, in no order. */
export function attemptsByIds(db: Database, userId: UserId, ids: readonly QuizAttemptId[]): Promise<AttemptRow[]> {
  return ownAttempts(db, { userId, ids });
}

const openIds = statement<{ userId: UserId }, { id: QuizAttemptId }>(
  'open_quiz_attempts',
  (p) => sql`select a.id from enrollments e join quiz_attempts a on a.enrollment_id = e.id and a.submitted_at is null
    where e.user_id = ${p('userId')} and ${sql.raw(openInSql('e'))} order by a.due_at nulls last, a.id limit 20`,
);

/** The open attempts of a person in open enrollments; the one whose time ends first in front. */
export async function openAttemptIdsOf(db: Database, userId: UserId): Promise<QuizAttemptId[]> {
  return (await openIds(db, { userId })).map(({ id }) => id);
}

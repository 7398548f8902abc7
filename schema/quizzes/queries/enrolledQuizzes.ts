import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, EnrollmentId, ModuleId, QuizId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Requirement } from '../../../drizzle/tables/quizzes.ts';
import { attemptHistory, type HistoryInJson, historyOf } from '../../enrollments/queries/attemptHistory.ts';
import type { AttemptHistory } from '../../enrollments/rules/attempts.ts';
import type { Mark } from '../../enrollments/rules/offers/mark.ts';
import { openInSql } from '../../enrollments/rules/open.ts';
import type { FeedbackPolicy, QuizKind } from '../rules/starting.ts';

/** One quiz of an enrollment's version, with every attempt and every grant of the person at it. */
export type EnrolledQuiz = AttemptHistory & {
  enrollmentId: EnrollmentId;
  userId: UserId;
  courseId: CourseId;
  enrollmentOpen: boolean;
  contentDone: boolean;
  /** When the training ends that the enrollment attends, if every module is complete; else null. */
  liveUntil: Date | null;
  quizTimePercent: number;
  quizId: QuizId;
  key: string;
  kind: QuizKind;
  title: string;
  moduleId: ModuleId | null;
  draw: number;
  passPercent: number;
  feedback: FeedbackPolicy;
  maxAttempts: number | null;
  cooldownSeconds: number | null;
  timeLimitSeconds: number | null;
  shuffle: boolean;
  required: readonly Requirement[];
  trueFalsePercent: number | null;
  /** What the offers of the version ask of its post-test beyond the version's own mark; empty for every other quiz. */
  offerMarks: Mark[];
};

type Params = { userId: UserId; enrollmentIds: readonly EnrollmentId[]; quizId: QuizId | null };

// A rule's value is a number or NONE.
const numberIn = (name: string) =>
  sql.raw(`case when jsonb_typeof(o.rules->'${name}'->'value') = 'number'
  then (o.rules->'${name}'->>'value')::int end`);

const offerMarks = sql`case when q.kind = 'POST_TEST' then (
    select coalesce(json_agg(json_build_object('passPercent', greatest(${numberIn('passPercent')}, q.pass_percent),
      'maxAttempts', ${numberIn('maxAttempts')})), '[]')
    from credit_offers o where o.version_id = e.version_id and o.withdrawn_at is null
      and ${numberIn('passPercent')} > q.pass_percent) else '[]' end`;

/** Of enrollment e: nothing is stamped when a training ends. */
const LIVE_UNTIL = sql`case when e.content_done_at is null then (select max(d.ends_at) from event_enrollments x
    join intensive_days d on d.intensive_id = x.intensive_id and d.removed_at is null
  where x.enrollment_id = e.id and not exists (select from modules n where n.version_id = e.version_id and not exists (
    select from module_progress s where s.enrollment_id = e.id and s.module_id = n.id and s.completed_at is not null))) end`;

const enrolledQuizzes = statement<Params, EnrolledQuiz, Omit<EnrolledQuiz, keyof AttemptHistory> & HistoryInJson>(
  'enrolled_quizzes',
  (p) => sql`select e.id as "enrollmentId", e.user_id as "userId", e.course_id as "courseId",
      ${sql.raw(openInSql('e'))} as "enrollmentOpen", e.content_done_at is not null as "contentDone",
      ${LIVE_UNTIL} as "liveUntil",
      coalesce(g.quiz_time_percent, 100) as "quizTimePercent", q.id as "quizId", q.key, q.kind, q.title,
      q.module_id as "moduleId", q.draw, q.pass_percent as "passPercent", q.feedback, q.max_attempts as "maxAttempts",
      q.cooldown_seconds as "cooldownSeconds", q.time_limit_seconds as "timeLimitSeconds", q.shuffle, q.required,
      q.true_false_percent as "trueFalsePercent",
      ${offerMarks} as "offerMarks",
      ${attemptHistory.attempts} as attempts, ${attemptHistory.grants} as grants
    from enrollments e
    join quizzes q on q.version_id = e.version_id
    left join modules m on m.id = q.module_id
    left join accommodation_grants g on g.user_id = e.user_id and g.course_id = e.course_id and g.revoked_at is null
    where e.user_id = ${p('userId')} and e.id = any(${p('enrollmentIds')}::uuid[])
      and (${p('quizId')}::uuid is null or q.id = ${p('quizId')}::uuid)
    order by e.id, q.kind = 'POST_TEST', m.position nulls first, q.key`,
  (row) => ({ ...row, ...historyOf(row) }),
);

type Of = { userId: UserId; enrollmentIds: readonly EnrollmentId[]; quizId?: QuizId };

/** The quizzes of these enrollments of one person: pre-test, checks in the modules' order, post-test. */
export function enrolledQuizzesOf(db: Database, { userId, enrollmentIds, quizId }: Of): Promise<EnrolledQuiz[]> {
  return enrolledQuizzes(db, { userId, enrollmentIds, quizId: quizId ?? null });
}

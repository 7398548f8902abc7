import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type {
  AttemptQuestionId,
  CourseId,
  EnrollmentId,
  ModuleId,
  OptionId,
  QuestionId,
  QuizAttemptId,
  QuizId,
  UserId,
} from '../../drizzle/ids.ts';
import { handWritten } from '../../drizzle/prepared.ts';
import type { SavedAnswer } from '../../drizzle/schema.ts';
import type { QuestionType, ShownOption } from './rules/answering.ts';
import type { DrawnQuestion, KeyedOption } from './rules/grading.ts';
import type { FeedbackPolicy, Grant, QuizKind, Sitting } from './rules/starting.ts';

/** A sitting with its result as it counts now: as submitted, or as raised by regrades. */
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
  ordinal: number;
  startedAt: Date;
  dueAt: Date | null;
  submittedAt: Date | null;
  questionCount: number;
  correctCount: number | null;
  passed: boolean | null;
  /** The person has a sitting of the same quiz open in a round that is still open. */
  sittingOpen: boolean;
};

// A regrade is a row beside the attempt, which itself never changes.
const raised = sql`
  left join lateral (select max(r.correct_count_after) as correct, min(r.regraded_at) filter (where r.passed_after) as passed_at
    from regrades r where r.attempt_id = a.id) r on true`;

const list = (ids: readonly string[]) => `{${ids.join(',')}}`;
const instantOf = (text: unknown): Date => new Date(String(text));
const maybeInstantOf = (text: unknown): Date | null => (text == null ? null : instantOf(text));

const ownAttempts = handWritten<AttemptRow>(
  'own_quiz_attempts',
  sql`select a.id, a.enrollment_id as "enrollmentId", a.user_id as "userId", a.quiz_id as "quizId", q.kind, q.title,
      q.module_id as "moduleId", q.pass_percent as "passPercent", q.feedback, a.ordinal, a.started_at as "startedAt",
      a.due_at as "dueAt", a.submitted_at as "submittedAt", a.question_count as "questionCount",
      greatest(a.correct_count, r.correct) as "correctCount",
      case when a.submitted_at is not null then a.passed or r.passed_at is not null end as passed,
      exists (select 1 from quiz_attempts o join enrollments e on e.id = o.enrollment_id
        where o.user_id = a.user_id and o.course_id = a.course_id and o.quiz_key = a.quiz_key and o.submitted_at is null
          and e.claimed_at is null and e.withdrawn_at is null) as "sittingOpen"
    from quiz_attempts a join quizzes q on q.id = a.quiz_id ${raised}
    where a.user_id = ${sql.placeholder('userId')} and a.id = any(${sql.placeholder('ids')}::uuid[])`,
);

/** The sittings among these keys that belong to this person, in no order. */
export const attemptsByIds = async (db: Database, userId: UserId, ids: readonly QuizAttemptId[]) =>
  (await ownAttempts(db, { userId, ids: list(ids) })).map((row) => ({
    ...row,
    startedAt: instantOf(row.startedAt),
    dueAt: maybeInstantOf(row.dueAt),
    submittedAt: maybeInstantOf(row.submittedAt),
  }));

/** One quiz of a round's version, and everything that was ever sat and granted for it. */
export type QuizStanding = {
  enrollmentId: EnrollmentId;
  userId: UserId;
  courseId: CourseId;
  enrollmentOpen: boolean;
  contentDone: boolean;
  quizTimePercent: number;
  quizId: QuizId;
  key: string;
  kind: QuizKind;
  title: string;
  moduleId: ModuleId | null;
  draw: number;
  passPercent: number;
  maxAttempts: number | null;
  cooldownSeconds: number | null;
  timeLimitSeconds: number | null;
  shuffle: boolean;
  sittings: (Sitting & { id: QuizAttemptId })[];
  grants: Grant[];
};

const quizStandings = handWritten<QuizStanding>(
  'quiz_standings',
  sql`select e.id as "enrollmentId", e.user_id as "userId", e.course_id as "courseId",
      e.claimed_at is null and e.withdrawn_at is null as "enrollmentOpen", e.content_done_at is not null as "contentDone",
      coalesce(g.quiz_time_percent, 100) as "quizTimePercent", q.id as "quizId", q.key, q.kind, q.title,
      q.module_id as "moduleId", q.draw, q.pass_percent as "passPercent", q.max_attempts as "maxAttempts",
      q.cooldown_seconds as "cooldownSeconds", q.time_limit_seconds as "timeLimitSeconds", q.shuffle,
      s.list as sittings, x.list as grants
    from enrollments e
    join quizzes q on q.version_id = e.version_id
    left join modules m on m.id = q.module_id
    left join accommodation_grants g on g.user_id = e.user_id and g.course_id = e.course_id and g.revoked_at is null
    cross join lateral (
      select coalesce(json_agg(json_build_object('id', a.id, 'enrollmentId', a.enrollment_id, 'ordinal', a.ordinal,
          'dueAt', a.due_at, 'submittedAt', a.submitted_at,
          'passedAt', case when a.passed then a.submitted_at else r.passed_at end) order by a.ordinal), '[]') as list
      from quiz_attempts a ${raised}
      where a.user_id = e.user_id and a.course_id = e.course_id and a.quiz_key = q.key) s
    cross join lateral (
      select coalesce(json_agg(json_build_object('count', x.count, 'grantedAt', x.granted_at)), '[]') as list
      from extra_attempts x where x.user_id = e.user_id and x.course_id = e.course_id and x.quiz_key = q.key) x
    where e.user_id = ${sql.placeholder('userId')} and e.id = any(${sql.placeholder('enrollmentIds')}::uuid[])
      and (${sql.placeholder('quizId')}::uuid is null or q.id = ${sql.placeholder('quizId')}::uuid)
    order by e.id, q.kind = 'POST_TEST', m.position nulls first, q.key`,
);

type Of = { userId: UserId; enrollmentIds: readonly EnrollmentId[]; quizId?: QuizId };

/** The quizzes of these rounds of one person: pre-test, checks in the modules' order, post-test. */
export const quizStandingsOf = async (db: Database, { userId, enrollmentIds, quizId }: Of): Promise<QuizStanding[]> =>
  (await quizStandings(db, { userId, enrollmentIds: list(enrollmentIds), quizId: quizId ?? null })).map((row) => ({
    ...row,
    sittings: row.sittings.map((sitting) => ({
      ...sitting,
      dueAt: maybeInstantOf(sitting.dueAt),
      submittedAt: maybeInstantOf(sitting.submittedAt),
      passedAt: maybeInstantOf(sitting.passedAt),
    })),
    grants: row.grants.map(({ count, grantedAt }) => ({ count, grantedAt: instantOf(grantedAt) })),
  }));

/** A drawn question as the learner sees it: nothing here tells what is right. */
export type ShownQuestionRow = {
  id: AttemptQuestionId;
  attemptId: QuizAttemptId;
  position: number;
  type: QuestionType;
  prompt: string;
  answer: SavedAnswer | null;
  savedAt: Date | null;
  options: (ShownOption & { text: string })[];
};

const shownQuestions = handWritten<ShownQuestionRow>(
  'shown_questions',
  sql`select d.id, d.attempt_id as "attemptId", d.position, n.type, n.prompt, d.answer, d.saved_at as "savedAt",
      (select json_agg(json_build_object('id', o.id, 'side', o.side, 'text', o.text) order by shown.place)
        from jsonb_array_elements_text(d.option_order) with ordinality shown(id, place)
        join options o on o.id = shown.id::uuid) as options
    from attempt_questions d join quiz_attempts a on a.id = d.attempt_id join questions n on n.id = d.question_id
    where a.user_id = ${sql.placeholder('userId')} and a.id = any(${sql.placeholder('attemptIds')}::uuid[])
    order by a.id, d.position`,
);

/** The questions of a person's sittings, in the order and with the options as shown. */
export const shownQuestionsOf = async (db: Database, userId: UserId, attemptIds: readonly QuizAttemptId[]) =>
  (await shownQuestions(db, { userId, attemptIds: list(attemptIds) })).map((row) => ({
    ...row,
    savedAt: maybeInstantOf(row.savedAt),
  }));

const keyed = sql`
  select json_agg(json_build_object('id', o.id, 'side', o.side, 'isCorrect', o.is_correct, 'matchId', o.match_id,
      'rank', o.rank, 'rationale', o.rationale) order by o.id) as list
  from options o where o.question_id = n.id`;

export type ReviewRow = {
  id: AttemptQuestionId;
  type: QuestionType;
  correct: boolean;
  regraded: boolean;
  options: (KeyedOption & { rationale: string })[];
};

const reviews = handWritten<ReviewRow>(
  'question_reviews',
  sql`select d.id, n.type, d.correct or w.waived as correct, w.waived as regraded, k.list as options
    from attempt_questions d
    join quiz_attempts a on a.id = d.attempt_id
    join quizzes q on q.id = a.quiz_id
    join questions n on n.id = d.question_id
    cross join lateral (${keyed}) k
    cross join lateral (select exists (select 1 from regrades r
      where r.attempt_id = a.id and r.question_id = d.question_id) as waived) w
    where a.user_id = ${sql.placeholder('userId')} and d.id = any(${sql.placeholder('ids')}::uuid[])
      and a.submitted_at is not null and q.feedback <> 'NEVER'`,
);

/** Right answers and rationales of a person's drawn questions. Ask only after the rule mayReview. */
export const reviewsByIds = (db: Database, userId: UserId, ids: readonly AttemptQuestionId[]) =>
  reviews(db, { userId, ids: list(ids) });

const drawnQuestions = handWritten<DrawnQuestion<AttemptQuestionId>>(
  'drawn_questions',
  sql`select d.id, n.type, d.answer, k.list as options,
      exists (select 1 from regrades r where r.question_id = n.id) as waived
    from attempt_questions d join questions n on n.id = d.question_id cross join lateral (${keyed}) k
    where d.attempt_id = ${sql.placeholder('attemptId')}`,
);

/** What grading needs of a sitting. */
export const drawnQuestionsOf = (db: Database, attemptId: QuizAttemptId) => drawnQuestions(db, { attemptId });

export type PoolQuestion = { id: QuestionId; key: string; objectiveKey: string; optionIds: OptionId[]; seen: boolean };

const pool = handWritten<PoolQuestion>(
  'question_pool',
  sql`select n.id, n.key, n.objective_key as "objectiveKey",
      (select json_agg(o.id order by o.id) from options o where o.question_id = n.id) as "optionIds",
      exists (select 1 from attempt_questions d join quiz_attempts a on a.id = d.attempt_id
        join questions m on m.id = d.question_id
        where a.user_id = ${sql.placeholder('userId')} and a.course_id = ${sql.placeholder('courseId')}
          and a.quiz_key = q.key and m.key = n.key) as seen
    from questions n join quizzes q on q.id = n.quiz_id
    where n.quiz_id = ${sql.placeholder('quizId')} order by n.key`,
);

/** A quiz's questions, and which of them (by key, so in older versions too) this person has been shown. */
export const poolOf = (db: Database, of: { userId: UserId; courseId: CourseId; quizId: QuizId }) => pool(db, of);

import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CourseId, CourseVersionId, EnrollmentId, ModuleId, UserId } from '../../drizzle/ids.ts';
import { instantOf, statement } from '../../drizzle/statement.ts';
import { type Window, windowOn } from '../../drizzle/window.ts';
import { attemptHistory, type HistoryInJson, historyOf, type InJson } from './queries/attemptHistory.ts';
import type { AttemptHistory } from './rules/attempts.ts';
import { openInSql } from './rules/open.ts';
import type { ModuleStanding, Signature, Standing } from './rules/standing.ts';

/** One enrollment with everything that its page, its progress and its gate need: one row of one statement. */
export type EnrollmentRow = Standing & {
  userId: UserId;
  courseId: CourseId;
  versionId: CourseVersionId;
  courseSlug: string;
  courseTitle: string;
  courseVersion: string;
  studyHundredths: number;
  round: number;
  specimen: boolean;
  enrolledAt: Date;
  disclosuresHash: string;
  disclosuresAcceptedAt: Date;
  startedAt: Date | null;
  contentDoneAt: Date | null;
  attestedAt: Date | null;
  claimedAt: Date | null;
  withdrawnAt: Date | null;
  certificateNumber: string | null;
};

const moduleStandings = sql`
  select coalesce(json_agg(json_build_object(
      'moduleId', m.id, 'title', m.title, 'position', m.position, 'minSeconds', m.min_seconds,
      'countedMillis', coalesce(p.counted_millis, 0), 'furthestPermille', coalesce(p.furthest_permille, 0),
      'lastActiveAt', p.last_active_at, 'checkPassedAt', p.check_passed_at, 'completedAt', p.completed_at,
      'checkQuizId', k.id) order by m.position), '[]') as list
  from modules m left join module_progress p on p.module_id = m.id and p.enrollment_id = e.id
  left join quizzes k on k.version_id = e.version_id and k.module_id = m.id
  where m.version_id = e.version_id`;

// Calculated only while the learner can still pass, which is one enrollment per course. A history on every row of the dashboard
// makes its statement ten times slower. A join would calculate it before it checks the condition.
const postTestStanding = sql`case when e.passed_at is null and ${sql.raw(openInSql('e'))} then (
  select json_build_object('quizId', q.id, 'maxAttempts', q.max_attempts, 'cooldownSeconds', q.cooldown_seconds,
      'attempts', ${attemptHistory.attempts}, 'grants', ${attemptHistory.grants})
  from quizzes q where q.version_id = e.version_id and q.kind = 'POST_TEST') end`;

// Only an open enrollment is looked at again; a claim froze what was signed before it.
const signature = sql`case when e.attested_at is not null and ${sql.raw(openInSql('e'))} then (
  select json_build_object('signedAt', a.attested_at, 'typedName', a.typed_name)
  from attestations a where a.enrollment_id = e.id order by a.ordinal desc limit 1) end`;

const columns = sql`
  e.id, e.user_id as "userId", e.course_id as "courseId", e.version_id as "versionId", e.purpose, e.round, e.specimen,
  e.enrolled_at as "enrolledAt", e.disclosures_hash as "disclosuresHash", e.disclosures_accepted_at as "disclosuresAcceptedAt",
  e.started_at as "startedAt", e.content_done_at as "contentDoneAt", e.passed_at as "passedAt",
  e.evaluated_at as "evaluatedAt", e.attested_at as "attestedAt", e.completed_at as "completedAt",
  e.claimed_at as "claimedAt", e.withdrawn_at as "withdrawnAt",
  c.slug as "courseSlug", v.title as "courseTitle", v.label as "courseVersion", v.study_hundredths as "studyHundredths",
  coalesce(g.study_time_waived, false) as "studyTimeWaived", pr.legal_name as "legalName",
  (select k.number from certificates k where k.enrollment_id = e.id and k.superseded_at is null
    order by k.issued_at desc limit 1) as "certificateNumber",
  ms.list as modules, ${postTestStanding} as "postTest", ${signature} as signature`;

const joined = sql`
  join courses c on c.id = e.course_id
  join course_versions v on v.id = e.version_id
  left join profiles pr on pr.user_id = e.user_id
  left join accommodation_grants g on g.user_id = e.user_id and g.course_id = e.course_id and g.revoked_at is null
  left join lateral (${moduleStandings}) ms on true`;

const sources = sql`enrollments e ${joined}`;

type InRow = Omit<EnrollmentRow, 'modules' | 'postTest' | 'signature'> & {
  signature: InJson<Signature> | null;
  modules: InJson<ModuleStanding>[];
  postTest: (Omit<NonNullable<Standing['postTest']>, keyof AttemptHistory> & HistoryInJson) | null;
};

const read = (row: InRow): EnrollmentRow => ({
  ...row,
  modules: row.modules.map((module) => ({
    ...module,
    lastActiveAt: instantOf(module.lastActiveAt),
    checkPassedAt: instantOf(module.checkPassedAt),
    completedAt: instantOf(module.completedAt),
  })),
  postTest: row.postTest && { ...row.postTest, ...historyOf(row.postTest) },
  signature: row.signature && { ...row.signature, signedAt: new Date(row.signature.signedAt) },
});

/** A learner's enrollments, newest first, within a page's window: the dashboard, in one statement. */
export const enrollmentsOf = statement<{ userId: UserId } & Window, EnrollmentRow, InRow>(
  'enrollments_of',
  // Selects the page first, so that nothing is calculated for enrollments outside it.
  (p) => sql`select ${columns} from (
      select * from enrollments e where e.user_id = ${p('userId')} and ${windowOn('e.id')}
    ) e ${joined}
    order by (case when ${p('inverted')}::boolean then e.id end) asc nulls last, e.id desc`,
  read,
);

const ownEnrollments = statement<{ userId: UserId; ids: readonly EnrollmentId[] }, EnrollmentRow, InRow>(
  'own_enrollments',
  (p) => sql`select ${columns} from ${sources} where e.user_id = ${p('userId')} and e.id = any(${p('ids')}::uuid[])`,
  read,
);

/** The enrollments among these ids that belong to this learner. */
export function ownEnrollmentsByIds(
  db: Database,
  userId: UserId,
  ids: readonly EnrollmentId[],
): Promise<EnrollmentRow[]> {
  return ownEnrollments(db, { userId, ids });
}

const anyEnrollment = statement<{ id: EnrollmentId }, EnrollmentRow, InRow>(
  'any_enrollment',
  (p) => sql`select ${columns} from ${sources} where e.id = ${p('id')}`,
  read,
);

/** What the gate looks at, for an enrollment whose owner the caller has checked. */
export async function standingOf(db: Database, id: EnrollmentId): Promise<EnrollmentRow> {
  const [row] = await anyEnrollment(db, { id });
  if (row === undefined) throw new Error('no row for an enrollment that is locked');
  return row;
}

/** The standing of one module of an enrollment. */
export function standingOfModule(row: EnrollmentRow, moduleId: ModuleId): ModuleStanding | undefined {
  return row.modules.find((module) => module.moduleId === moduleId);
}

export type ModuleText = {
  id: ModuleId;
  body: string;
  videoUrl: string | null;
  transcript: string | null;
  reflectionPrompt: string | null;
};

const texts = statement<{ ids: readonly ModuleId[] }, ModuleText>(
  'module_texts',
  (p) => sql`select id, body, video_url as "videoUrl", transcript, reflection_prompt as "reflectionPrompt"
    from modules where id = any(${p('ids')}::uuid[])`,
);

/** The texts of modules. The caller has checked that the reader is enrolled. */
export const moduleTexts = (db: Database, ids: readonly ModuleId[]) => texts(db, { ids });

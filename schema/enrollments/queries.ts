import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CourseId, CourseVersionId, EnrollmentId, ModuleId, UserId } from '../../drizzle/ids.ts';
import { handWritten } from '../../drizzle/prepared.ts';
import { windowOn } from '../../drizzle/window.ts';
import type { ModuleStanding, Standing } from './rules.ts';

/** One round with everything its page, its progress and its gate need: one row, one statement, times as ISO texts. */
export type EnrollmentRow = Standing & {
  id: EnrollmentId;
  userId: UserId;
  courseId: CourseId;
  versionId: CourseVersionId;
  courseSlug: string;
  courseTitle: string;
  courseVersion: string;
  studyHundredths: number;
  round: number;
  specimen: boolean;
  enrolledAt: string;
  disclosuresHash: string;
  disclosuresAcceptedAt: string;
  startedAt: string | null;
  contentDoneAt: string | null;
  completedAt: string | null;
  claimedAt: string | null;
  withdrawnAt: string | null;
  certificateNumber: string | null;
};

const moduleStandings = sql`
  select coalesce(json_agg(json_build_object(
      'moduleId', m.id, 'title', m.title, 'position', m.position, 'minSeconds', m.min_seconds,
      'countedMillis', coalesce(p.counted_millis, 0), 'furthestPermille', coalesce(p.furthest_permille, 0),
      'lastActiveAt', p.last_active_at, 'checkPassedAt', p.check_passed_at, 'completedAt', p.completed_at,
      'hasCheck', k.id is not null) order by m.position), '[]') as list
  from modules m left join module_progress p on p.module_id = m.id and p.enrollment_id = e.id
  left join quizzes k on k.version_id = e.version_id and k.module_id = m.id
  where m.version_id = e.version_id`;

// Sittings and grants count per person, course and quiz, across rounds, since the last sitting that was passed, at submission
// or by a regrade; quizzes counts the same way when it lets an attempt begin.
const postTestStanding = sql`
  select json_build_object(
      'attemptsUsed', (select count(*) from quiz_attempts a
        where a.user_id = e.user_id and a.course_id = e.course_id and a.quiz_key = q.key and a.ordinal > coalesce(last.ordinal, 0)),
      'attemptsAllowed', q.max_attempts + (select coalesce(sum(x.count), 0) from extra_attempts x
        where x.user_id = e.user_id and x.course_id = e.course_id and x.quiz_key = q.key
          and (last.passed_at is null or x.granted_at > last.passed_at))) as facts
  from quizzes q
  left join lateral (
    select w.ordinal, case when w.passed then w.submitted_at else r.passed_at end as passed_at
    from quiz_attempts w left join lateral (
      select min(g.regraded_at) as passed_at from regrades g where g.attempt_id = w.id and g.passed_after) r on true
    where w.user_id = e.user_id and w.course_id = e.course_id and w.quiz_key = q.key and (w.passed or r.passed_at is not null)
    order by w.ordinal desc limit 1) last on true
  where q.version_id = e.version_id and q.kind = 'POST_TEST'`;

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
  ms.list as modules, pt.facts as "postTest"`;

const joined = sql`
  join courses c on c.id = e.course_id
  join course_versions v on v.id = e.version_id
  left join profiles pr on pr.user_id = e.user_id
  left join accommodation_grants g on g.user_id = e.user_id and g.course_id = e.course_id and g.revoked_at is null
  left join lateral (${moduleStandings}) ms on true
  left join lateral (${postTestStanding}) pt on true`;

const sources = sql`enrollments e ${joined}`;

/** A learner's rounds, newest first, within a page's window: the dashboard, in one statement. */
export const enrollmentsOf = handWritten<EnrollmentRow>(
  'enrollments_of',
  // The page is chosen first, so that nothing is worked out for rounds that are not on it.
  sql`select ${columns} from (
      select * from enrollments e where e.user_id = ${sql.placeholder('userId')} and ${windowOn('e.id')}
    ) e ${joined}
    order by (case when ${sql.placeholder('inverted')}::boolean then e.id end) asc nulls last, e.id desc`,
);

/** The rounds among these keys that belong to this learner. */
const ownEnrollments = handWritten<EnrollmentRow>(
  'own_enrollments',
  sql`select ${columns} from ${sources}
    where e.user_id = ${sql.placeholder('userId')} and e.id = any(${sql.placeholder('ids')}::uuid[])`,
);

export const ownEnrollmentsByIds = (db: Database, userId: UserId, ids: readonly EnrollmentId[]) =>
  ownEnrollments(db, { userId, ids: `{${ids.join(',')}}` });

const anyEnrollment = handWritten<EnrollmentRow>(
  'any_enrollment',
  sql`select ${columns} from ${sources} where e.id = ${sql.placeholder('id')}`,
);

/** What the gate looks at, for a round whose ownership was checked before. */
export const standingOf = async (db: Database, id: EnrollmentId): Promise<EnrollmentRow> => {
  const [row] = await anyEnrollment(db, { id });
  if (row === undefined) throw new Error('an enrollment that was locked is gone');
  return row;
};

export type ModuleText = {
  id: ModuleId;
  body: string;
  videoUrl: string | null;
  transcript: string | null;
  reflectionPrompt: string | null;
};

const texts = handWritten<ModuleText>(
  'module_texts',
  sql`select id, body, video_url as "videoUrl", transcript, reflection_prompt as "reflectionPrompt"
    from modules where id = any(${sql.placeholder('ids')}::uuid[])`,
);

/** The texts of modules. The caller has shown that the reader is enrolled. */
export const moduleTexts = (db: Database, ids: readonly ModuleId[]) => texts(db, { ids: `{${ids.join(',')}}` });

export type ReflectionRow = {
  id: string;
  enrollmentId: EnrollmentId;
  moduleId: ModuleId;
  sealedText: Buffer;
  updatedAt: string;
};

const reflections = handWritten<ReflectionRow>(
  'own_reflections',
  sql`select r.id, r.enrollment_id as "enrollmentId", r.module_id as "moduleId", r.sealed_text as "sealedText",
      r.updated_at as "updatedAt"
    from reflections r join enrollments e on e.id = r.enrollment_id
    where r.enrollment_id = any(${sql.placeholder('ids')}::uuid[]) and e.user_id = ${sql.placeholder('userId')}`,
);

/** A learner's own sealed reflections of these rounds. */
export const reflectionsOf = (db: Database, userId: UserId, ids: readonly EnrollmentId[]) =>
  reflections(db, { userId, ids: `{${[...new Set(ids)].join(',')}}` });

/** The standing of one module among a round's. */
export const standingOfModule = (row: EnrollmentRow, moduleId: ModuleId): ModuleStanding | undefined =>
  row.modules.find((module) => module.moduleId === moduleId);

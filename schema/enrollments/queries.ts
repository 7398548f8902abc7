import { type SQLWrapper, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CourseId, EnrollmentId, ModuleId, UserId } from '../../drizzle/ids.ts';
import { statement } from '../../drizzle/statement.ts';
import type { Practice } from '../../drizzle/tables/practice.ts';
import { type Window, windowOn } from '../../drizzle/window.ts';
import { type FileRow, filesIn } from '../courses/queries/files.ts';
import { PLACE_MONEY_OF } from '../intensives/queries/uses.ts';
import { plainKeyInSql } from '../issuance/rules/claimKeys.ts';
import { attemptHistory } from './queries/attemptHistory.ts';
import { type EnrollmentRow, isWhole, type RowAsRead, type WholeRow, withVersions } from './queries/rows.ts';
import { newestSignature } from './queries/signature.ts';
import { TAUGHT_PARTS, TEACHING } from './queries/teachings.ts';
import { withTrainings } from './queries/trainings.ts';
import { POST_TEST_KEY } from './rules/attempts.ts';
import { openInSql } from './rules/open.ts';
import type { ModuleStanding, Standing } from './rules/standing.ts';

export { type EnrollmentRow, isWhole, type WholeRow };

// Compact arrays: a page has hundreds of them.
const studied = sql`(
  select coalesce(json_agg(json_build_array(p.module_id, p.counted_millis, p.furthest_permille, p.last_active_at,
    p.check_passed_at, p.completed_at)), '[]')
  from module_progress p where p.enrollment_id = e.id)`;

// In the order of the modules' ids, which version and row have in common.
const counted = sql`(
  select coalesce(json_agg(p.counted_millis order by p.module_id), '[]') from module_progress p where p.enrollment_id = e.id)`;

// Calculated only while a pass is still missing, which is one enrollment per course. A history on every row of the dashboard
// makes its statement ten times slower. A join would calculate it before it checks the condition.
const postTestHistory = sql`case when e.purpose = 'CREDIT' and e.passed_at is null and ${sql.raw(openInSql('e'))} then (
  select json_build_object('attempts', ${attemptHistory.attempts}, 'grants', ${attemptHistory.grants})
  from (select ${sql.raw(`'${POST_TEST_KEY}'`)} as key) q) end`;

// Only an open enrollment is looked at again; a claim froze what was signed before it.
const signature = sql`case when e.attested_at is not null and ${sql.raw(openInSql('e'))} then ${newestSignature} end`;

/** The registration for a training, its state and its money; null for a course that is studied alone. */
const training = sql`(select json_build_object('registrationId', r.id, 'intensiveId', r.intensive_id, 'place', i.place,
    'confirmed', r.state = 'CONFIRMED', 'payment', ${PLACE_MONEY_OF}, 'taught', ${TAUGHT_PARTS})
  from event_enrollments x join registrations r on r.id = x.registration_id join intensives i on i.id = r.intensive_id
  where x.enrollment_id = e.id)`;

/** `whole` is SQL: whether every row has the standing of its modules, also after the claim. */
const columns = (whole: SQLWrapper) => sql`
  e.id, e.user_id as "userId", e.course_id as "courseId", e.version_id as "versionId", e.purpose, e.basis, e.round, e.specimen,
  e.enrolled_at as "enrolledAt", e.disclosures_hash as "disclosuresHash", e.disclosures_accepted_at as "disclosuresAcceptedAt",
  e.started_at as "startedAt", e.content_done_at as "contentDoneAt", e.passed_at as "passedAt",
  e.evaluated_at as "evaluatedAt", e.attested_at as "attestedAt", e.completed_at as "completedAt",
  e.claimed_at as "claimedAt", e.withdrawn_at as "withdrawnAt", c.slug as "courseSlug",
  coalesce(g.study_time_waived, false) as "studyTimeWaived", pr.legal_name as "legalName",
  (select k.number from certificates k where k.claim_key = ${sql.raw(plainKeyInSql('e.id'))} and k.superseded_at is null) as "certificateNumber",
  case when ${whole} or e.claimed_at is null then ${studied} end as studied,
  case when not ${whole} and e.claimed_at is not null then ${counted} end as counted,
  ${postTestHistory} as history, ${signature} as signed,
  case when ${whole} or e.claimed_at is null then ${training} end as training,
  case when ${whole} or e.claimed_at is null then ${TEACHING} end as teaching`;

/** Joins rows with what their versions say, and those of trainings with how these were attended. */
async function readRows(db: Database, rows: readonly RowAsRead[]): Promise<EnrollmentRow[]> {
  return withVersions(db, await withTrainings(db, rows));
}

const joined = sql`
  join courses c on c.id = e.course_id
  left join profiles pr on pr.user_id = e.user_id
  left join accommodation_grants g on g.user_id = e.user_id and g.course_id = e.course_id and g.revoked_at is null`;

/** A learner's enrollments, newest first, within a page's window: the dashboard, in one statement. */
const page = statement<{ userId: UserId } & Window, RowAsRead>(
  'enrollments_of',
  // Selects the page first, so that nothing is calculated for enrollments outside it.
  (p) => sql`select ${columns(sql`false`)} from (
      select * from enrollments e where e.user_id = ${p('userId')} and ${windowOn('e.id')}
    ) e ${joined}
    order by (case when ${p('inverted')}::boolean then e.id end) asc nulls last, e.id desc`,
);

/** A learner's enrollments, newest first, within a page's window: the dashboard, in one statement. */
export async function enrollmentsOf(db: Database, of: { userId: UserId } & Window): Promise<EnrollmentRow[]> {
  return readRows(db, await page(db, of));
}

type Own = { userId: UserId; ids: readonly EnrollmentId[]; whole: boolean };
const own = statement<Own, RowAsRead>(
  'own_enrollments',
  (p) => sql`select ${columns(sql`${p('whole')}::boolean`)} from enrollments e ${joined}
    where e.user_id = ${p('userId')} and e.id = any(${p('ids')}::uuid[])`,
);

/** The enrollments among these ids that belong to this learner. */
export async function ownEnrollmentsByIds(
  db: Database,
  userId: UserId,
  ids: readonly EnrollmentId[],
): Promise<EnrollmentRow[]> {
  return readRows(db, await own(db, { userId, ids, whole: false }));
}

/** The same, each with the standing of every module. */
export async function ownStandings(db: Database, userId: UserId, ids: readonly EnrollmentId[]): Promise<WholeRow[]> {
  return (await readRows(db, await own(db, { userId, ids, whole: true }))).filter(isWhole);
}

const openIn = statement<{ userId: UserId; courseIds: readonly CourseId[] }, RowAsRead>(
  'open_enrollments_in',
  (p) => sql`select ${columns(sql`false`)} from enrollments e ${joined}
    where e.user_id = ${p('userId')} and e.course_id = any(${p('courseIds')}::uuid[]) and e.basis = 'LEARNER'
      and ${sql.raw(openInSql('e'))}`,
);

/** A person's open enrollments as a learner in these courses, at most one in each. */
export async function openEnrollmentsIn(
  db: Database,
  userId: UserId,
  courseIds: readonly CourseId[],
): Promise<EnrollmentRow[]> {
  return readRows(db, await openIn(db, { userId, courseIds }));
}

const any = statement<{ id: EnrollmentId }, RowAsRead>(
  'any_enrollment',
  (p) => sql`select ${columns(sql`true`)} from enrollments e ${joined} where e.id = ${p('id')}`,
);

/** What the gate looks at, for an enrollment whose owner the caller has checked. */
export async function standingOf(db: Database, id: EnrollmentId): Promise<WholeRow> {
  const [row] = (await readRows(db, await any(db, { id }))).filter(isWhole);
  if (row === undefined) throw new Error('no row for an enrollment that is locked');
  return row;
}

/** The standing of one module of an enrollment. */
export function standingOfModule(row: Standing, moduleId: ModuleId): ModuleStanding | undefined {
  return row.modules.find((module) => module.moduleId === moduleId);
}

export type ModuleText = {
  id: ModuleId;
  body: string;
  videoUrl: string | null;
  transcript: string | null;
  reflectionPrompt: string | null;
  practice: Practice | null;
  files: FileRow[];
};

const texts = statement<{ ids: readonly ModuleId[] }, ModuleText>(
  'module_texts',
  (p) => sql`select m.id, m.body, m.video_url as "videoUrl", m.transcript, m.reflection_prompt as "reflectionPrompt",
      m.practice, ${filesIn('m')} as files
    from modules m where m.id = any(${p('ids')}::uuid[])`,
);

/** The texts of modules. The caller has checked that the reader is enrolled. */
export const moduleTexts = (db: Database, ids: readonly ModuleId[]) => texts(db, { ids });

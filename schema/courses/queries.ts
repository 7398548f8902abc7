import { and, eq, getColumns, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CourseId, CourseVersionId, ModuleId } from '../../drizzle/ids.ts';
import {
  contributors,
  courses,
  courseVersions,
  errata,
  errataVersions,
  modules,
  quizzes,
  safetyNotices,
} from '../../drizzle/schema.ts';
import { idsParameter, isOneOfIds, preparedOn, statement } from '../../drizzle/statement.ts';
import { type FileRow, filesIn } from './queries/files.ts';

/** A course with its current version, as one flat row. Everything here is public. */
const courseColumns = {
  id: courses.id,
  slug: courses.slug,
  organizationId: courses.organizationId,
  retiredAt: courses.retiredAt,
  lineageId: courses.lineageId,
  continuesId: sql<CourseId | null>`(select k.id from ${courses} k where k.slug = ${courseVersions.continues})`,
  versionId: courseVersions.id,
  label: courseVersions.label,
  contentHash: courseVersions.contentHash,
  title: courseVersions.title,
  subtitle: courseVersions.subtitle,
  language: courseVersions.language,
  format: courseVersions.format,
  level: courseVersions.level,
  summary: courseVersions.summary,
  notice: courseVersions.notice,
  minimumAge: courseVersions.minimumAge,
  objectives: courseVersions.objectives,
  audience: courseVersions.audience,
  limitationsAndRisks: courseVersions.limitationsAndRisks,
  commercialSupport: courseVersions.commercialSupport,
  glossary: courseVersions.glossary,
  references: courseVersions.references,
  basedOn: courseVersions.basedOn,
  review: courseVersions.review,
  calculation: courseVersions.calculation,
  wordCount: courseVersions.wordCount,
  studyHundredths: courseVersions.studyHundredths,
  certificateValidMonths: courseVersions.certificateValidMonths,
  license: courseVersions.license,
  publishedAt: courseVersions.publishedAt,
};

const coursesWhere = (db: Database, where: SQL | undefined) =>
  db
    .select(courseColumns)
    .from(courses)
    .innerJoin(courseVersions, eq(courseVersions.id, courses.currentVersionId))
    .where(where);

export type CourseRow = Awaited<ReturnType<typeof coursesWhere>>[number];

const byIds = preparedOn((db) => coursesWhere(db, isOneOfIds(courses.id)).prepare('courses_by_ids'));

export function coursesByIds(db: Database, ids: readonly CourseId[]): Promise<CourseRow[]> {
  return byIds(db).execute(idsParameter(ids));
}

const bySlug = preparedOn((db) =>
  coursesWhere(db, eq(courses.slug, sql.placeholder('slug'))).prepare('course_by_slug'),
);

const byVersions = preparedOn((db) =>
  db
    .select(courseColumns)
    .from(courses)
    .innerJoin(courseVersions, eq(courseVersions.courseId, courses.id))
    .where(isOneOfIds(courseVersions.id))
    .prepare('courses_by_versions'),
);

/** Courses as these versions of them were published, in no particular order. */
export function coursesByVersions(db: Database, ids: readonly CourseVersionId[]): Promise<CourseRow[]> {
  return byVersions(db).execute(idsParameter(ids));
}

/** A course by its slug, including retired ones; null when unknown or never published. */
export async function courseBySlug(db: Database, slug: string): Promise<CourseRow | null> {
  return (await bySlug(db).execute({ slug }))[0] ?? null;
}

const offered = (order: SQL) => (db: Database) =>
  coursesWhere(
    db,
    and(
      isNull(courses.retiredAt),
      sql`(${sql.placeholder('after')}::text is null or ${courses.slug} > ${sql.placeholder('after')}::text)`,
      sql`(${sql.placeholder('before')}::text is null or ${courses.slug} < ${sql.placeholder('before')}::text)`,
    ),
  )
    .orderBy(order)
    .limit(sql.placeholder('limit'));

const forwards = preparedOn((db) => offered(sql`${courses.slug} asc`)(db).prepare('courses_forwards'));
const backwards = preparedOn((db) => offered(sql`${courses.slug} desc`)(db).prepare('courses_backwards'));

/** The catalog by slug, strictly between two slugs; from the end when inverted. */
export function offeredCourses(
  db: Database,
  window: { after: string | null; before: string | null; limit: number; inverted: boolean },
): Promise<CourseRow[]> {
  const { inverted, ...values } = window;
  return (inverted ? backwards : forwards)(db).execute(values);
}

const moduleOutline = (db: Database, where: SQL) =>
  db
    .select({
      id: modules.id,
      versionId: modules.versionId,
      position: modules.position,
      key: modules.key,
      title: modules.title,
      kind: modules.kind,
      objectiveKeys: modules.objectiveKeys,
      versionObjectives: courseVersions.objectives,
      wordCount: modules.wordCount,
      minSeconds: modules.minSeconds,
    })
    .from(modules)
    .innerJoin(courseVersions, eq(courseVersions.id, modules.versionId))
    .where(where)
    .orderBy(modules.versionId, modules.position);

/** A module as the catalog shows it: never its text. */
export type ModuleRow = Awaited<ReturnType<typeof moduleOutline>>[number];

const modulesOfVersions = preparedOn((db) =>
  moduleOutline(db, isOneOfIds(modules.versionId)).prepare('modules_of_versions'),
);
const modulesById = preparedOn((db) => moduleOutline(db, isOneOfIds(modules.id)).prepare('modules_by_ids'));

export function modulesOf(db: Database, ids: readonly CourseVersionId[]): Promise<ModuleRow[]> {
  return modulesOfVersions(db).execute(idsParameter(ids));
}
export function modulesByIds(db: Database, ids: readonly ModuleId[]): Promise<ModuleRow[]> {
  return modulesById(db).execute(idsParameter(ids));
}

export type SampleRow = {
  moduleId: ModuleId;
  versionId: CourseVersionId;
  position: number;
  title: string;
  text: string;
  minSeconds: number;
  files: FileRow[];
};
const samples = statement<{ ids: readonly CourseVersionId[] }, SampleRow>(
  'samples_of_versions',
  (
    p,
  ) => sql`select v.id as "versionId", m.id as "moduleId", m.position, m.title, m.body as text, m.min_seconds as "minSeconds",
      ${filesIn('m')} as files
    from course_versions v join modules m on m.version_id = v.id and m.key = v.package -> 'course' ->> 'sample'
    where v.id = any(${p('ids')}::uuid[])`,
);

/** The module of each version that anybody may read; none for a version that names none. */
export function samplesOf(db: Database, ids: readonly CourseVersionId[]): Promise<SampleRow[]> {
  return samples(db, { ids });
}

export type ForYourselfRow = { versionId: CourseVersionId; title: string; text: string };
const forYourself = statement<{ ids: readonly CourseVersionId[] }, ForYourselfRow>(
  'for_yourself_of_versions',
  (
    p,
  ) => sql`select id as "versionId", package -> 'forYourself' ->> 'title' as title, package -> 'forYourself' ->> 'body' as text
    from course_versions where id = any(${p('ids')}::uuid[]) and package ? 'forYourself'`,
);

/** What each version says to whoever comes for themselves; none for a version that says nothing. */
export function forYourselfOf(db: Database, ids: readonly CourseVersionId[]): Promise<ForYourselfRow[]> {
  return forYourself(db, { ids });
}

export type ContributorRow = typeof contributors.$inferSelect;
const contributorsOfVersions = preparedOn((db) =>
  db
    .select()
    .from(contributors)
    .where(isOneOfIds(contributors.versionId))
    .orderBy(contributors.versionId, contributors.position)
    .prepare('contributors_of_versions'),
);
export function contributorsOf(db: Database, ids: readonly CourseVersionId[]): Promise<ContributorRow[]> {
  return contributorsOfVersions(db).execute(idsParameter(ids));
}

export type QuizOutlineRow = Omit<typeof quizzes.$inferSelect, 'shuffle' | 'feedback' | 'trueFalsePercent'> & {
  modulePosition: number | null;
};
const quizzesOfVersions = preparedOn((db) =>
  db
    .select({
      id: quizzes.id,
      versionId: quizzes.versionId,
      moduleId: quizzes.moduleId,
      kind: quizzes.kind,
      key: quizzes.key,
      title: quizzes.title,
      draw: quizzes.draw,
      passPercent: quizzes.passPercent,
      maxAttempts: quizzes.maxAttempts,
      cooldownSeconds: quizzes.cooldownSeconds,
      timeLimitSeconds: quizzes.timeLimitSeconds,
      required: quizzes.required,
      modulePosition: modules.position,
    })
    .from(quizzes)
    .leftJoin(modules, eq(modules.id, quizzes.moduleId))
    .where(isOneOfIds(quizzes.versionId))
    .orderBy(sql`array_position(array['PRE_TEST', 'MODULE_CHECK', 'POST_TEST'], ${quizzes.kind})`, modules.position)
    .prepare('quizzes_of_versions'),
);
/** The rules of the quizzes, pre-test first; no questions and no answers. */
export function quizOutlinesOf(db: Database, ids: readonly CourseVersionId[]): Promise<QuizOutlineRow[]> {
  return quizzesOfVersions(db).execute(idsParameter(ids));
}

export type SafetyNoticeRow = typeof safetyNotices.$inferSelect;
const noticesOfCourses = preparedOn((db) =>
  db
    .select()
    .from(safetyNotices)
    .where(isOneOfIds(safetyNotices.courseId))
    .orderBy(safetyNotices.courseId, safetyNotices.position)
    .prepare('safety_notices_of_courses'),
);
export function safetyNoticesOf(db: Database, ids: readonly CourseId[]): Promise<SafetyNoticeRow[]> {
  return noticesOfCourses(db).execute(idsParameter(ids));
}

export type ErratumRow = typeof errata.$inferSelect & { versions: string[] | null };
const errataOfCourses = preparedOn((db) =>
  db
    .select({ ...getColumns(errata), versions: errataVersions.labels })
    .from(errata)
    .leftJoin(errataVersions, eq(errataVersions.erratumId, errata.id))
    .where(isOneOfIds(errata.courseId))
    .orderBy(errata.publishedOn, errata.id)
    .prepare('errata_of_courses'),
);
export function errataOf(db: Database, ids: readonly CourseId[]): Promise<ErratumRow[]> {
  return errataOfCourses(db).execute(idsParameter(ids));
}

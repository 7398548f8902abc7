import { type CourseId, type CourseVersionId, parseId } from '../../../drizzle/ids.ts';
import { COURSE_FORMATS, COURSE_LEVELS } from '../../../drizzle/tables/courses.ts';
import { isSlug } from '../../edited/text.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { keysetPage } from '../../graphql/pages.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { downloadsOf } from '../queries/files.ts';
import { claimsOfVersions } from '../queries/marks.ts';
import { planningOfVersions } from '../queries/planning.ts';
import {
  type CourseRow,
  contributorsOf,
  courseBySlug,
  coursesByIds,
  errataOf,
  forYourselfOf,
  modulesOf,
  offeredCourses,
  quizOutlinesOf,
  safetyNoticesOf,
  samplesOf,
} from '../queries.ts';
import { DownloadType } from './files.ts';
import { ClaimType, TermType } from './marks.ts';
import { ModuleRef } from './module.ts';
import {
  ContributorType,
  ErratumType,
  ForYourselfType,
  LicenseType,
  ObjectiveType,
  QuizOutlineType,
  ReviewType,
  SafetyNoticeType,
  SourceType,
  StudyCalculationType,
} from './parts.ts';
import { PlanningType } from './planning.ts';
import { ReferenceType } from './references.ts';
import { SampleType } from './sample.ts';

/** How a course, or a part of its credit, is delivered. @public other nouns show it. */
export const CourseFormat = builder.enumType('CourseFormat', {
  description: 'How a course is delivered.',
  values: described(COURSE_FORMATS, {
    SELF_PACED_READING: 'Learners read in their own time.',
    SELF_PACED_VIDEO: 'Learners watch videos in their own time.',
    LIVE_ONLINE: 'Live, online.',
    LIVE_IN_PERSON: 'Live, in a room.',
  }),
});

/** @public other nouns show it. */
export const CourseLevel = builder.enumType('CourseLevel', {
  description: 'How much prior training a course assumes.',
  values: described(COURSE_LEVELS, {
    INTRODUCTORY: 'It assumes no training.',
    INTERMEDIATE: 'It assumes some training or experience.',
    ADVANCED: 'For people who work in the field.',
  }),
});

/**
 * Public: what providers must show before people enroll. It contains no module text and no questions. @public other nouns add
 * fields to it.
 */
export const CourseRef = builder.loadableNodeRef('Course', {
  id: { description: 'The global id.', resolve: (course: CourseRow) => course.id },
  sort: (course: CourseRow) => course.id,
  load: (ids: string[], { db }): Promise<CourseRow[]> =>
    coursesByIds(
      db,
      ids.flatMap((id) => parseId<CourseId>(id) ?? []),
    ),
});

builder.objectType(CourseRef, {
  description:
    'A course in its current version. Everything here is public. Enrolled people read the module texts through their enrollment.',
  authScopes: { public: true },
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its short name in addresses.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    subtitle: t.exposeString('subtitle', { description: 'One line below the title.' }),
    summary: t.exposeString('summary', { description: 'What it is about, in Markdown.' }),
    notice: t.exposeString('notice', {
      description: 'A notice, in Markdown, that the course is education and not therapy. Show it before enrollment.',
    }),
    minimumAge: t.exposeInt('minimumAge', { description: 'For people of this age or older.' }),
    language: t.exposeString('language', { description: 'BCP 47 code of its language.' }),
    format: t.field({ type: CourseFormat, description: 'How it is delivered.', resolve: (course) => course.format }),
    level: t.field({
      type: CourseLevel,
      description: 'How much prior training it assumes.',
      resolve: (course) => course.level,
    }),
    audience: t.exposeStringList('audience', { description: 'The people it is for.' }),
    objectives: t.expose('objectives', { type: [ObjectiveType], description: 'What a learner can do afterwards.' }),
    limitationsAndRisks: t.exposeStringList('limitationsAndRisks', {
      description: 'What a learner should know about its limits and risks.',
    }),
    commercialSupport: t.exposeString('commercialSupport', {
      description: 'Who paid for the course, or an explicit "none".',
    }),
    references: t.expose('references', { type: [ReferenceType], description: 'The works it cites.' }),
    glossary: t.expose('glossary', { type: [TermType], description: 'Its words with their meanings.' }),
    claims: t.loadableGroup({
      type: ClaimType,
      description:
        'What its texts claim, with the evidence, in the order of the texts. At most 40 in a module; empty in a version from before claims were marked.',
      load: (ids: CourseVersionId[], { db }) => claimsOfVersions(db, ids),
      group: (row) => row.versionId,
      resolve: (course) => course.versionId,
    }),
    basedOn: t.expose('basedOn', { type: [SourceType], description: 'The works it is based on.' }),
    review: t.expose('review', {
      type: ReviewType,
      description: 'Whether its content was reviewed. Show it wherever the course is offered.',
    }),
    hoursOfStudy: t.field({
      type: 'Decimal',
      description: 'Hours of 60 minutes; the lowest figure that the published reading formulas justify.',
      resolve: (course) => decimalText(course.studyHundredths),
    }),
    planning: t.loadable({
      type: PlanningType,
      nullable: true,
      description: 'The time to plan, beside the hours; null for a live course, whose parts have times of their own.',
      load: (ids: CourseVersionId[], { db }) => planningOfVersions(db, ids),
      resolve: (course) => course.versionId,
    }),
    studyCalculation: t.field({
      type: StudyCalculationType,
      description: 'How the hours were calculated.',
      resolve: (course) => course.calculation,
    }),
    certificateValidMonths: t.exposeInt('certificateValidMonths', {
      nullable: true,
      description: 'How many months after completion its certificates stay valid; null when they do not expire.',
    }),
    license: t.expose('license', {
      type: LicenseType,
      nullable: true,
      description: 'Under which terms others may use it; null where its authors say nothing.',
    }),
    downloads: t.loadableGroup({
      type: DownloadType,
      description: 'What learners may take along, in the order of the course. The public sees what there is.',
      load: (ids: CourseVersionId[], { db }) => downloadsOf(db, ids),
      group: (row) => row.versionId,
      resolve: (course) => course.versionId,
    }),
    wordCount: t.exposeInt('wordCount', { description: 'Words of instructional prose.' }),
    version: t.exposeString('label', { description: 'The version, as its authors call it.' }),
    contentHash: t.exposeString('contentHash', { description: 'SHA-256 of the canonical package of this version.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When this version was published.' }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the course was withdrawn from the catalog. It takes no new enrollments after that.',
    }),
    specimen: t.boolean({
      description:
        'Whether its certificates are specimens, because study here goes faster than the clock. Say so before anybody studies.',
      resolve: (_course, _args, { settings }) => settings.studySpeed > 1,
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'The organization that offers the course and is responsible for it.',
      resolve: (course) => course.organizationId,
    }),
    continues: t.field({
      type: CourseRef,
      nullable: true,
      description: 'The course that this one continues under another slug, as its authors say; null for none.',
      resolve: (course) => course.continuesId,
    }),
    sameContentAs: t.field({
      type: CourseRef,
      nullable: true,
      description:
        'The oldest course of the same content: it has the same texts, or this one continues it. A body that gives no credit twice for the same content counts the two as one course. Null when this is the oldest.',
      resolve: (course) => course.lineageId,
    }),
    contributors: t.loadableGroup({
      type: ContributorType,
      description: 'The people who contributed to it, with their disclosures.',
      load: (ids: CourseVersionId[], { db }) => contributorsOf(db, ids),
      group: (row) => row.versionId,
      resolve: (course) => course.versionId,
    }),
    modules: t.loadableList({
      type: ModuleRef,
      description: 'Its modules in order, without their texts.',
      load: async (ids: CourseVersionId[], { db }) => {
        const rows = await modulesOf(db, ids);
        return ids.map((id) => rows.filter((row) => row.versionId === id));
      },
      resolve: (course) => course.versionId,
    }),
    sample: t.loadable({
      type: SampleType,
      nullable: true,
      description: 'A module that anybody may read before enrolling; null when the course names none.',
      load: async (ids: CourseVersionId[], { db }) => {
        const rows = await samplesOf(db, ids);
        return ids.map((id) => rows.find((row) => row.versionId === id) ?? null);
      },
      resolve: (course) => course.versionId,
    }),
    forYourself: t.loadable({
      type: ForYourselfType,
      nullable: true,
      description: 'What it says to whoever comes for themselves. Anybody may read it; null when it says nothing.',
      load: async (ids: CourseVersionId[], { db }) => {
        const rows = await forYourselfOf(db, ids);
        return ids.map((id) => rows.find((row) => row.versionId === id) ?? null);
      },
      resolve: (course) => course.versionId,
    }),
    quizzes: t.loadableGroup({
      type: QuizOutlineType,
      description: 'The rules of its quizzes, without their questions.',
      load: (ids: CourseVersionId[], { db }) => quizOutlinesOf(db, ids),
      group: (row) => row.versionId,
      resolve: (course) => course.versionId,
    }),
    safetyNotices: t.loadableGroup({
      type: SafetyNoticeType,
      description: 'Where to get help in a crisis, by country. Show these beside every module.',
      load: (ids: CourseId[], { db }) => safetyNoticesOf(db, ids),
      group: (row) => row.courseId,
      resolve: (course) => course.id,
    }),
    errata: t.loadableGroup({
      type: ErratumType,
      description: 'Corrections of every version, oldest first. Each names the versions that it corrects.',
      load: (ids: CourseId[], { db }) => errataOf(db, ids),
      group: (row) => row.courseId,
      resolve: (course) => course.id,
    }),
  }),
});

const bySlug = { of: (course: CourseRow) => course.slug, read: (slug: string) => (isSlug(slug) ? slug : null) };

builder.queryFields((t) => ({
  courses: t.connection(
    {
      type: CourseRef,
      description: 'The catalog: courses on offer, by slug. At most 100 at a time.',
      resolve: (_root, args, { db }) => keysetPage(args, bySlug, (between) => offeredCourses(db, between)),
    },
    { name: 'CourseConnection', description: 'A page of the catalog.' },
    { name: 'CourseEdge', description: 'A course and its cursor.' },
  ),
  course: t.field({
    type: CourseRef,
    nullable: true,
    description: 'A course by its slug; null when there is none.',
    args: { slug: t.arg.string({ description: 'Its short name, for example better-after-betrayal.' }) },
    resolve: (_root, { slug }, { db }) => (isSlug(slug) ? courseBySlug(db, slug) : null),
  }),
}));

import {
  CONTRIBUTOR_ROLES,
  type Objective,
  REVIEW_STATUSES,
  type ReviewRecord,
  type Source,
} from '../../../drizzle/tables/courses.ts';
import type { License } from '../../../drizzle/tables/license.ts';
import { QUIZ_KINDS, type Requirement } from '../../../drizzle/tables/quizzes.ts';
import { NOTICE_CHECKS } from '../../../drizzle/tables/safetyNotices.ts';
import type { StudyCalculation } from '../../../drizzle/tables/studyCalculation.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { decimalText } from '../../graphql/scalars.ts';
import type { ContributorRow, ErratumRow, ForYourselfRow, QuizOutlineRow, SafetyNoticeRow } from '../queries.ts';
import type { DisclosureItem, Disclosures } from '../rules.ts';

export const ObjectiveType = builder.objectRef<Objective>('Objective').implement({
  description: 'What a learner can do after the course, so that it can be measured.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its short name in this course, for example o1.' }),
    text: t.exposeString('text', { description: 'The objective.' }),
  }),
});

export const LicenseType = builder.objectRef<License>('CourseLicense').implement({
  description: 'Under which terms others may use the course.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The license, for example CC BY 4.0.' }),
    url: t.exposeString('url', { nullable: true, description: 'Where its terms are read.' }),
    attribution: t.exposeString('attribution', { description: 'Whom to name.' }),
  }),
});

export const SourceType = builder.objectRef<Source>('Source').implement({
  description: 'A work that the course is based on. Its authors have not approved or signed the course.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title.' }),
    author: t.exposeString('author', { nullable: true, description: 'Who wrote it.' }),
    publisher: t.exposeString('publisher', { description: 'Who published it.' }),
    on: t.expose('on', { type: 'Date', nullable: true, description: 'When it was published.' }),
    url: t.exposeString('url', { nullable: true, description: 'Where it can be read.' }),
    note: t.exposeString('note', { nullable: true, description: 'How the course used it.' }),
  }),
});

const ReviewStatus = builder.enumType('ReviewStatus', {
  description: 'Whether an independent clinician has reviewed the content.',
  values: described(REVIEW_STATUSES, {
    PENDING: 'It has not been reviewed yet.',
    REVIEWED: 'A named person has reviewed it.',
  }),
});

export const ReviewType = builder.objectRef<ReviewRecord>('CourseReview').implement({
  description: 'The record of the independent review of the content.',
  fields: (t) => ({
    status: t.field({
      type: ReviewStatus,
      description: 'The state of the review.',
      resolve: (review) => review.status,
    }),
    note: t.exposeString('note', { description: 'What a reader should know about the review, in Markdown.' }),
    reviewedBy: t.exposeString('reviewedBy', { nullable: true, description: 'Who reviewed it.' }),
    on: t.expose('on', { type: 'Date', nullable: true, description: 'When it was reviewed.' }),
  }),
});

const StudyFormulaType = builder.objectRef<StudyCalculation['formulas'][number]>('StudyFormula').implement({
  description: 'One published reading formula, applied to this course.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Whose formula it is.' }),
    source: t.exposeString('source', { description: 'The rule of the formula, in one sentence.' }),
    minutes: t.float({ description: 'Exact minutes, before rounding.', resolve: (row) => row.minutesExact }),
    hours: t.field({
      type: 'Decimal',
      description: 'Hours after the rounding that the formula uses, which is always down.',
      resolve: (row) => decimalText(row.hundredths),
    }),
  }),
});

export const StudyCalculationType = builder.objectRef<StudyCalculation>('StudyCalculation').implement({
  description: 'How the hours of study were calculated. The lowest formula counts.',
  fields: (t) => ({
    countedBy: t.string({
      nullable: true,
      description: 'How the words were counted; null in versions that were counted by the spaces alone.',
      resolve: (row) => row.countedBy ?? null,
    }),
    words: t.exposeInt('words', {
      description: 'Words of instructional prose, without quizzes, evaluation and references.',
    }),
    questions: t.exposeInt('questions', { description: 'Questions of one post-test.' }),
    difficulty: t.exposeFloat('difficulty', { description: 'From 1, easy, to 5, hard.' }),
    formulas: t.expose('formulas', { type: [StudyFormulaType], description: 'Every formula with its result.' }),
    lowest: t.exposeString('lowest', { description: 'The name of the formula that set the hours.' }),
  }),
});

const ContributorRole = builder.enumType('ContributorRole', {
  description: 'The role of a person in a course.',
  values: described(CONTRIBUTOR_ROLES, {
    AUTHOR: 'Wrote the course.',
    PRESENTER: 'Presents it.',
    PLANNER: 'Planned it.',
    REVIEWER: 'Reviewed its content.',
    ASSESSMENT_WRITER: 'Wrote its questions.',
    ADMINISTRATOR: 'Administers it.',
  }),
});

export const ContributorType = builder.objectRef<ContributorRow>('Contributor').implement({
  description: 'A person who contributed to a course, with their disclosure.',
  fields: (t) => ({
    role: t.field({ type: ContributorRole, description: 'Which part.', resolve: (row) => row.role }),
    name: t.exposeString('name', { description: 'Their name.' }),
    credentials: t.exposeString('credentials', { description: 'Degrees and licenses.' }),
    disclosure: t.exposeString('disclosure', { description: 'Their interests; says explicitly when there are none.' }),
    disclosedOn: t.expose('disclosedOn', { type: 'Date', description: 'When they disclosed this.' }),
  }),
});

const NoticeCheckEnum = builder.enumType('NoticeCheck', {
  description: 'How a safety notice was checked.',
  values: described(NOTICE_CHECKS, {
    CALLED: 'Somebody called.',
    PAGE: 'On the page of the service, as it stood that day.',
    COPY: 'On a stored copy of a public page.',
    DIRECTORY: 'In directories of others.',
  }),
});

export const SafetyNoticeType = builder.objectRef<SafetyNoticeRow>('SafetyNotice').implement({
  description: 'Where to get help in a crisis or when there is violence. Show it beside every module.',
  fields: (t) => ({
    country: t.exposeString('country', { description: 'ISO 3166 code of the country, or INTL.' }),
    title: t.exposeString('title', { description: 'The service.' }),
    for: t.exposeString('for', { nullable: true, description: 'For whom it is. Null where nobody wrote it down.' }),
    hours: t.exposeString('hours', { nullable: true, description: 'When somebody answers, in words.' }),
    inWriting: t.exposeString('inWriting', {
      nullable: true,
      description: 'How to reach it without speaking: by text message, chat or relay. Null where no way is known.',
    }),
    text: t.exposeString('text', { description: 'What else it offers, in Markdown.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'The number to call.' }),
    url: t.exposeString('url', { nullable: true, description: 'Its website.' }),
    checkedOn: t.expose('checkedOn', { type: 'Date', description: 'When a person last checked that this is correct.' }),
    checkedHow: t.expose('checkedHow', {
      type: NoticeCheckEnum,
      nullable: true,
      description: 'How they did. Null where nobody wrote it down.',
    }),
  }),
});

export const ErratumType = builder.objectRef<ErratumRow>('Erratum').implement({
  description: 'A dated correction, shown to learners of the versions that it corrects.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its short name in this course.' }),
    moduleKey: t.exposeString('moduleKey', {
      nullable: true,
      description: 'The module it corrects, by its short name.',
    }),
    versions: t.exposeStringList('versions', {
      nullable: true,
      description: 'The versions it corrects, by their label, at least one; null for every version.',
    }),
    publishedOn: t.expose('publishedOn', { type: 'Date', description: 'When it was published.' }),
    text: t.exposeString('text', { description: 'The correction, in Markdown.' }),
  }),
});

/** Shared with the quizzes themselves. */
export const QuizKindEnum = builder.enumType('QuizKind', {
  description: 'What a quiz is for.',
  values: described(QUIZ_KINDS, {
    PRE_TEST: 'Before the course; it cannot be failed.',
    MODULE_CHECK: 'After a module.',
    POST_TEST: 'After all modules; the certificate requires a pass.',
  }),
});

/** Shared with the quizzes themselves. */
export const RequirementType = builder.objectRef<Requirement>('QuizRequirement').implement({
  description: 'An objective that a quiz asks a pass of by itself, whatever the overall score.',
  fields: (t) => ({
    objective: t.exposeString('text', { description: 'The objective, in words.' }),
    pass: t.exposeInt('pass', { description: 'How many questions about it must be right.' }),
    of: t.exposeInt('of', { description: 'How many questions about it every attempt draws.' }),
  }),
});

export const QuizOutlineType = builder.objectRef<QuizOutlineRow>('QuizOutline').implement({
  description: 'The rules of a quiz. Its questions show only inside an attempt.',
  fields: (t) => ({
    kind: t.field({ type: QuizKindEnum, description: 'What it is for.', resolve: (quiz) => quiz.kind }),
    title: t.exposeString('title', { description: 'Its title.' }),
    draw: t.exposeInt('draw', { description: 'How many questions an attempt draws from the pool.' }),
    passPercent: t.exposeInt('passPercent', { description: 'Right answers required, in percent.' }),
    required: t.expose('required', {
      type: [RequirementType],
      description: 'What must be passed by itself, beside the percentage; empty when nothing must.',
    }),
    attempts: t.exposeInt('maxAttempts', { nullable: true, description: 'Attempts allowed; null without a limit.' }),
    cooldownHours: t.int({
      nullable: true,
      description: 'Hours to wait after an attempt that was not passed.',
      resolve: (quiz) => (quiz.cooldownSeconds === null ? null : quiz.cooldownSeconds / 3_600),
    }),
    timeLimitMinutes: t.int({
      nullable: true,
      description: 'Minutes from start to due; null without a limit.',
      resolve: (quiz) => (quiz.timeLimitSeconds === null ? null : quiz.timeLimitSeconds / 60),
    }),
  }),
});

const DisclosureItemType = builder.objectRef<DisclosureItem>('DisclosureItem').implement({
  description: 'One thing to read and accept before starting.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its short name, for example notice or policy-privacy.' }),
    title: t.exposeString('title', { description: 'Its heading.' }),
    text: t.exposeString('text', { description: 'What is accepted, in Markdown.' }),
  }),
});

/** @public the noun of approvals adds it to courses. */
export const DisclosuresType = builder.objectRef<Disclosures>('Disclosures').implement({
  description:
    'Everything a learner must accept before starting. Send `hash` with `enroll` to accept exactly these items.',
  fields: (t) => ({
    hash: t.exposeString('hash', { description: 'SHA-256 of the items; it changes when any word changes.' }),
    items: t.expose('items', { type: [DisclosureItemType], description: 'What to read, in order.' }),
  }),
});

export const ForYourselfType = builder.objectRef<ForYourselfRow>('ForYourself').implement({
  description:
    'What a course says to whoever comes for themselves. It counts for no hours, and nothing about a reader is kept.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title. It does not name the course.' }),
    text: t.exposeString('text', { description: 'Its text in Markdown.' }),
  }),
});

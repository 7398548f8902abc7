import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  date,
  index,
  integer,
  jsonb,
  snakeCase,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { ContributorId, CourseId, CourseVersionId, ModuleId, OrganizationId } from '../ids.ts';
import { policy } from '../policy.ts';
import type { License } from './license.ts';
import type { Claim, Term } from './marks.ts';
import { organizations } from './organizations.ts';
import type { Practice } from './practice.ts';
import type { RecallRound } from './recalls.ts';
import type { StudyCalculation } from './studyCalculation.ts';

export const COURSE_FORMATS = ['SELF_PACED_READING', 'SELF_PACED_VIDEO', 'LIVE_ONLINE', 'LIVE_IN_PERSON'] as const;
export const COURSE_LEVELS = ['INTRODUCTORY', 'INTERMEDIATE', 'ADVANCED'] as const;
export const CONTRIBUTOR_ROLES = [
  'AUTHOR',
  'PRESENTER',
  'PLANNER',
  'REVIEWER',
  'ASSESSMENT_WRITER',
  'ADMINISTRATOR',
] as const;
export const MODULE_KINDS = ['READING', 'VIDEO', 'REFLECTION'] as const;
export const REVIEW_STATUSES = ['PENDING', 'REVIEWED'] as const;

/** A measurable objective; key is the id in the package. */
export type Objective = { key: string; text: string };
export type Reference = { key: string; citation: string; year: number; doi?: string; url?: string };
export type Source = { title: string; author?: string; publisher: string; on?: string; url?: string; note?: string };
export type ReviewRecord = {
  status: (typeof REVIEW_STATUSES)[number];
  note: string;
  reviewedBy?: string;
  on?: string;
};

/** A course. Learners see its current version. */
export const courses = snakeCase.table(
  'courses',
  {
    id: idColumn<CourseId>(),
    slug: text().notNull(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    currentVersionId: uuid()
      .$type<CourseVersionId>()
      .references((): AnyPgColumn => courseVersions.id),
    /** The oldest course of the same content, under another slug; null when this is the oldest. */
    lineageId: uuid()
      .$type<CourseId>()
      .references((): AnyPgColumn => courses.id),
    retiredAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    unique('courses_slug_key').on(t.slug),
    index('courses_organization_idx').on(t.organizationId),
    check('courses_lineage', sql`${t.lineageId} <> ${t.id}`),
  ],
);

export const coursesPolicy = policy(courses, { rows: 'kept', personal: 'none' });

/** A frozen snapshot of a course. A trigger refuses any change; content_hash is SHA-256 over the canonical package. */
export const courseVersions = snakeCase.table(
  'course_versions',
  {
    id: idColumn<CourseVersionId>(),
    courseId: uuid()
      .$type<CourseId>()
      .notNull()
      .references((): AnyPgColumn => courses.id),
    ordinal: integer().notNull(),
    label: text().notNull(),
    contentHash: text().notNull(),
    title: text().notNull(),
    subtitle: text().notNull(),
    language: text().notNull(),
    format: text({ enum: COURSE_FORMATS }).notNull(),
    level: text({ enum: COURSE_LEVELS }).notNull(),
    summary: text().notNull(),
    notice: text().notNull(),
    minimumAge: integer().notNull(),
    objectives: jsonb().$type<Objective[]>().notNull(),
    audience: jsonb().$type<string[]>().notNull(),
    limitationsAndRisks: jsonb().$type<string[]>().notNull(),
    commercialSupport: text().notNull(),
    /** How the texts of its modules are read: 1 is Markdown alone, 2 the dialect of `schema/edited/dialect.ts`. */
    dialect: integer().notNull().default(1),
    glossary: jsonb().$type<Term[]>().notNull().default([]),
    references: jsonb('reference_list').$type<Reference[]>().notNull(),
    basedOn: jsonb().$type<Source[]>().notNull(),
    review: jsonb().$type<ReviewRecord>().notNull(),
    calculation: jsonb().$type<StudyCalculation>().notNull(),
    evaluation: jsonb().$type<unknown>().notNull(),
    wordCount: integer().notNull(),
    studyHundredths: integer().notNull(),
    certificateValidMonths: integer(),
    license: jsonb().$type<License>(),
    /** What is asked of whoever wants it, weeks after they completed the course, in the order of the weeks. */
    followUp: jsonb().$type<RecallRound[]>().notNull().default([]),
    package: jsonb().$type<unknown>().notNull(),
    /** The slug of the course that this one continues, as its file says; null for none. */
    continues: text(),
    /** SHA-256 of the texts of its modules, whatever they are called; null when there are none. */
    taughtHash: text().generatedAlwaysAs(sql`taught_hash(package)`),
    publishedAt: instant().notNull(),
  },
  (t) => [
    unique('course_versions_ordinal_key').on(t.courseId, t.ordinal),
    unique('course_versions_hash_key').on(t.courseId, t.contentHash),
    unique('course_versions_course_key').on(t.id, t.courseId),
    index('course_versions_taught_idx').on(t.taughtHash),
    check('course_versions_hash', sql`${t.contentHash} ~ '^[0-9a-f]{64}$'`),
    check('course_versions_hours', sql`${t.studyHundredths} >= 0 and ${t.wordCount} >= 0`),
    check('course_versions_age', sql`${t.minimumAge} >= 18`),
    check('course_versions_validity', sql`${t.certificateValidMonths} between 1 and 600`),
    check('course_versions_format', oneOf('format', COURSE_FORMATS)),
    check('course_versions_dialect', sql`${t.dialect} in (1, 2)`),
    check('course_versions_level', oneOf('level', COURSE_LEVELS)),
  ],
);

export const courseVersionsPolicy = policy(courseVersions, {
  rows: 'history',
  personal: ['package', 'review', 'license'],
  notPersonal: [
    'label',
    'contentHash',
    'title',
    'subtitle',
    'language',
    'summary',
    'notice',
    'objectives',
    'audience',
    'limitationsAndRisks',
    'commercialSupport',
    'glossary',
    'references',
    'basedOn',
    'calculation',
    'evaluation',
    'followUp',
    'continues',
    'taughtHash',
  ],
  protection: 'contributors’ public names inside',
  person: null,
  exported: { not: 'published' },
  erasure: { stays: 'published; names no learner' },
});

/** A contributor to a version, with a dated disclosure (also when there is nothing to disclose). */
export const contributors = snakeCase.table(
  'contributors',
  {
    id: idColumn<ContributorId>(),
    versionId: uuid()
      .$type<CourseVersionId>()
      .notNull()
      .references(() => courseVersions.id),
    position: integer().notNull(),
    role: text({ enum: CONTRIBUTOR_ROLES }).notNull(),
    name: text().notNull(),
    credentials: text().notNull(),
    disclosure: text().notNull(),
    disclosedOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [
    unique('contributors_position_key').on(t.versionId, t.position),
    check('contributors_role', oneOf('role', CONTRIBUTOR_ROLES)),
  ],
);

export const contributorsPolicy = policy(contributors, {
  rows: 'history',
  personal: ['name', 'credentials', 'disclosure'],
  protection: 'published with the course',
  person: null,
  exported: { not: 'published' },
  erasure: { stays: 'published; names no learner' },
});

/** A part of a version. minSeconds is the verified time that it requires; the modules' sum is the printed hours. */
export const modules = snakeCase.table(
  'modules',
  {
    id: idColumn<ModuleId>(),
    versionId: uuid()
      .$type<CourseVersionId>()
      .notNull()
      .references(() => courseVersions.id),
    position: integer().notNull(),
    key: text().notNull(),
    title: text().notNull(),
    kind: text({ enum: MODULE_KINDS }).notNull(),
    body: text().notNull(),
    videoUrl: text(),
    transcript: text(),
    reflectionPrompt: text(),
    /** A part of a case, and an example to compare one's writing with; null for none. */
    practice: jsonb().$type<Practice>(),
    objectiveKeys: jsonb().$type<string[]>().notNull(),
    claims: jsonb().$type<Claim[]>().notNull().default([]),
    wordCount: integer().notNull(),
    minSeconds: integer().notNull(),
  },
  (t) => [
    unique('modules_position_key').on(t.versionId, t.position),
    unique('modules_key_key').on(t.versionId, t.key),
    unique('modules_version_key').on(t.id, t.versionId),
    check('modules_kind', oneOf('kind', MODULE_KINDS)),
    check('modules_numbers', sql`${t.position} >= 1 and ${t.wordCount} >= 0 and ${t.minSeconds} >= 0`),
    check('modules_transcript', sql`${t.videoUrl} is null or ${t.transcript} is not null`),
  ],
);

export const modulesPolicy = policy(modules, { rows: 'history', personal: 'none' });

/**
 * Content folders that were loaded completely, by SHA-256 of their files and the day. A start with the same files does not load
 * them again.
 */
export const loadedContent = snakeCase.table(
  'loaded_content',
  {
    id: idColumn(),
    fingerprint: text().notNull(),
    loadedAt: instant().notNull(),
  },
  (t) => [unique('loaded_content_fingerprint_key').on(t.fingerprint)],
);

export const loadedContentPolicy = policy(loadedContent, { rows: 'kept', personal: 'none' });

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  bytea,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  snakeCase,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  AccommodationGrantId,
  AttestationId,
  CourseId,
  CourseVersionId,
  DisclosureId,
  EnrollmentId,
  ModuleId,
  ModuleProgressId,
  ReflectionId,
  StudySessionId,
  UserId,
} from '../ids.ts';
import { users } from './accounts.ts';
import { courses, courseVersions, modules } from './courses.ts';

export const PURPOSES = ['CREDIT', 'PERSONAL'] as const;
export type Purpose = (typeof PURPOSES)[number];
export const SESSION_END_REASONS = ['STOPPED', 'IDLE', 'REPLACED'] as const;

/** The exact disclosures and policies a learner accepted, by the SHA-256 of their canonical JSON. Insert only. */
export const disclosures = snakeCase.table(
  'disclosures',
  {
    id: idColumn<DisclosureId>(),
    hash: text().notNull(),
    content: jsonb().$type<unknown>().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [unique('disclosures_hash_key').on(t.hash)],
);

/**
 * One round of one person through one version. Milestones are set once (trigger). At most one open round per person and
 * course; a claimed or withdrawn round is closed and stays.
 */
export const enrollments = snakeCase.table(
  'enrollments',
  {
    id: idColumn<EnrollmentId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    courseId: uuid()
      .$type<CourseId>()
      .notNull()
      .references(() => courses.id),
    versionId: uuid().$type<CourseVersionId>().notNull(),
    purpose: text({ enum: PURPOSES }).notNull(),
    round: integer().notNull(),
    enrolledAt: instant().notNull(),
    disclosuresHash: text()
      .notNull()
      .references(() => disclosures.hash),
    disclosuresAcceptedAt: instant().notNull(),
    adultConfirmedAt: instant().notNull(),
    specimen: boolean().notNull(),
    startedAt: instant(),
    contentDoneAt: instant(),
    passedAt: instant(),
    evaluatedAt: instant(),
    attestedAt: instant(),
    completedAt: instant(),
    claimedAt: instant(),
    withdrawnAt: instant(),
  },
  (t) => [
    unique('enrollments_round_key').on(t.userId, t.courseId, t.round),
    uniqueIndex('enrollments_open_key')
      .on(t.userId, t.courseId)
      .where(sql`claimed_at is null and withdrawn_at is null`),
    unique('enrollments_version_key').on(t.id, t.versionId),
    index('enrollments_user_idx').on(t.userId, t.id),
    foreignKey({
      name: 'enrollments_version_fk',
      columns: [t.versionId, t.courseId],
      foreignColumns: [courseVersions.id, courseVersions.courseId],
    }),
    check('enrollments_purpose', oneOf('purpose', PURPOSES)),
    check('enrollments_round', sql`${t.round} >= 1`),
    check('enrollments_order', sql`${t.claimedAt} is null or ${t.completedAt} is not null`),
    check('enrollments_closed_once', sql`${t.claimedAt} is null or ${t.withdrawnAt} is null`),
  ],
);

/** How far a learner is in a module. Milliseconds and position never fall; completedAt keeps its first value (trigger). */
export const moduleProgress = snakeCase.table(
  'module_progress',
  {
    id: idColumn<ModuleProgressId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    moduleId: uuid()
      .$type<ModuleId>()
      .notNull()
      .references(() => modules.id),
    countedMillis: bigint({ mode: 'number' }).notNull().default(0),
    furthestPermille: integer().notNull().default(0),
    checkPassedAt: instant(),
    lastActiveAt: instant().notNull(),
    completedAt: instant(),
  },
  (t) => [
    unique('module_progress_pair_key').on(t.enrollmentId, t.moduleId),
    check('module_progress_numbers', sql`${t.countedMillis} >= 0 and ${t.furthestPermille} between 0 and 1000`),
  ],
);

/** A stretch of counted study by the server's clock. One open session per person, however many tabs are open. */
export const studySessions = snakeCase.table(
  'study_sessions',
  {
    id: idColumn<StudySessionId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    moduleId: uuid()
      .$type<ModuleId>()
      .notNull()
      .references(() => modules.id),
    startedAt: instant().notNull(),
    lastBeatAt: instant().notNull(),
    speed: integer().notNull().default(1),
    countedMillis: bigint({ mode: 'number' }).notNull().default(0),
    lastCreditMillis: bigint({ mode: 'number' }).notNull().default(0),
    endedAt: instant(),
    endReason: text({ enum: SESSION_END_REASONS }),
  },
  (t) => [
    uniqueIndex('study_sessions_open_key').on(t.userId).where(sql`ended_at is null`),
    index('study_sessions_person_idx').on(t.userId, t.lastBeatAt),
    index('study_sessions_module_idx').on(t.enrollmentId, t.moduleId),
    check('study_sessions_end', sql`(${t.endedAt} is null) = (${t.endReason} is null)`),
    check(
      'study_sessions_time',
      sql`${t.countedMillis} >= 0 and ${t.speed} >= 1 and ${t.lastBeatAt} >= ${t.startedAt}`,
    ),
  ],
);

/** A learner's private writing, encrypted under the service's key with row and column bound in; readable by the writer alone. */
export const reflections = snakeCase.table(
  'reflections',
  {
    id: idColumn<ReflectionId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    moduleId: uuid()
      .$type<ModuleId>()
      .notNull()
      .references(() => modules.id),
    sealedText: bytea().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [unique('reflections_pair_key').on(t.enrollmentId, t.moduleId)],
);

/** What was agreed so that a person can take part; by whom, never a diagnosis. */
export const accommodationGrants = snakeCase.table(
  'accommodation_grants',
  {
    id: idColumn<AccommodationGrantId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    courseId: uuid()
      .$type<CourseId>()
      .notNull()
      .references(() => courses.id),
    quizTimePercent: integer().notNull().default(100),
    studyTimeWaived: boolean().notNull().default(false),
    alternateFormat: text(),
    grantedBy: text().notNull(),
    grantedAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [
    uniqueIndex('accommodation_grants_live_key').on(t.userId, t.courseId).where(sql`revoked_at is null`),
    check('accommodation_grants_time', sql`${t.quizTimePercent} between 100 and 400`),
  ],
);

/** The learner's signed statement that the work was theirs: versioned text, typed name, how they had signed in. Insert only. */
export const attestations = snakeCase.table(
  'attestations',
  {
    id: idColumn<AttestationId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    textVersion: text().notNull(),
    text: text().notNull(),
    typedName: text().notNull(),
    signedInBy: text().notNull(),
    ipAddress: text(),
    userAgent: text(),
    attestedAt: instant().notNull(),
  },
  (t) => [unique('attestations_enrollment_key').on(t.enrollmentId)],
);

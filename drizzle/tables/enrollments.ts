import { sql } from 'drizzle-orm';
import {
  boolean,
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
  UserId,
} from '../ids.ts';
import { ERASED, lookedUp, policy } from '../policy.ts';
import { users } from './accounts.ts';
import { courses, courseVersions } from './courses.ts';

export const PURPOSES = ['CREDIT', 'PERSONAL'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** As what somebody earns credit: who takes a course, who teaches it, who wrote it. */
export const AWARD_BASES = ['LEARNER', 'INSTRUCTOR', 'AUTHOR'] as const;
export type AwardBasis = (typeof AWARD_BASES)[number];
/** As what somebody enrolls. */
export const ENROLLMENT_BASES = ['LEARNER', 'INSTRUCTOR'] as const satisfies readonly AwardBasis[];
export type EnrollmentBasis = (typeof ENROLLMENT_BASES)[number];

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

export const disclosuresPolicy = policy(disclosures, { rows: 'history', personal: 'none' });

/**
 * One person's enrollment in one version. Milestones are set once (trigger). At most one enrollment of a learner per person and
 * course is open; a claimed or withdrawn one is closed and stays. round counts a person's enrollments in a course. One of an
 * instructor stands on a training that they taught.
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
    basis: text({ enum: ENROLLMENT_BASES }).notNull().default('LEARNER'),
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
      .where(sql`claimed_at is null and withdrawn_at is null and basis = 'LEARNER'`),
    unique('enrollments_version_key').on(t.id, t.versionId),
    index('enrollments_user_idx').on(t.userId, t.id),
    foreignKey({
      name: 'enrollments_version_fk',
      columns: [t.versionId, t.courseId],
      foreignColumns: [courseVersions.id, courseVersions.courseId],
    }),
    check('enrollments_purpose', oneOf('purpose', PURPOSES)),
    check('enrollments_basis', oneOf('basis', ENROLLMENT_BASES)),
    check('enrollments_instructor', sql`${t.basis} <> 'INSTRUCTOR' or ${t.purpose} = 'CREDIT'`),
    check('enrollments_round', sql`${t.round} >= 1`),
    check('enrollments_order', sql`${t.claimedAt} is null or ${t.completedAt} is not null`),
    check('enrollments_closed_once', sql`${t.claimedAt} is null or ${t.withdrawnAt} is null`),
  ],
);

export const enrollmentsPolicy = policy(enrollments, {
  rows: 'kept',
  personal: [],
  notPersonal: ['disclosuresHash'],
  protection: 'owner in the SQL',
  person: 'userId',
  exported: {
    as: 'rounds',
    columns: [
      'id',
      ['course', lookedUp(enrollments.courseId, courses.slug, courses.id)],
      ['version', lookedUp(enrollments.versionId, courseVersions.label, courseVersions.id)],
      'purpose',
      'basis',
      'round',
      'specimen',
      'enrolledAt',
      'disclosuresHash',
      'disclosuresAcceptedAt',
      'startedAt',
      'contentDoneAt',
      'passedAt',
      'evaluatedAt',
      'attestedAt',
      'completedAt',
      'claimedAt',
      'withdrawnAt',
    ],
    order: enrollments.enrolledAt,
  },
  erasure: { step: 'an open one is withdrawn; dates stay, and the account they lead to is blank' },
});

/** The agreed accommodation of a person, and who agreed to it; never a diagnosis. */
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
    index('accommodation_grants_user_idx').on(t.userId),
    uniqueIndex('accommodation_grants_live_key').on(t.userId, t.courseId).where(sql`revoked_at is null`),
    check('accommodation_grants_time', sql`${t.quizTimePercent} between 100 and 400`),
  ],
);

export const accommodationGrantsPolicy = policy(accommodationGrants, {
  rows: 'kept',
  personal: ['alternateFormat', 'grantedBy'],
  protection: 'never a diagnosis',
  person: 'userId',
  exported: {
    as: 'accommodations',
    columns: [
      ['course', lookedUp(accommodationGrants.courseId, courses.slug, courses.id)],
      'quizTimePercent',
      'studyTimeWaived',
      'alternateFormat',
      'grantedBy',
      'grantedAt',
      'revokedAt',
    ],
  },
  erasure: { blanks: { alternateFormat: null, grantedBy: ERASED } },
});

/**
 * The learner's signed statement that they did the work: versioned text, typed name, how they had signed in. Insert only. A
 * signature that no longer counts gets a successor with the next ordinal.
 */
export const attestations = snakeCase.table(
  'attestations',
  {
    id: idColumn<AttestationId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    ordinal: integer().notNull().default(1),
    textVersion: text().notNull(),
    text: text().notNull(),
    typedName: text().notNull(),
    signedInBy: text().notNull(),
    ipAddress: text(),
    userAgent: text(),
    attestedAt: instant().notNull(),
  },
  (t) => [
    unique('attestations_ordinal_key').on(t.enrollmentId, t.ordinal),
    check('attestations_ordinal', sql`${t.ordinal} >= 1`),
  ],
);

export const attestationsPolicy = policy(attestations, {
  rows: 'history',
  personal: ['typedName', 'ipAddress', 'userAgent'],
  notPersonal: ['textVersion', 'text', 'signedInBy'],
  protection: 'insert only, but erasure blanks it',
  person: { through: 'enrollmentId' },
  exported: {
    as: 'attestations',
    columns: ['ordinal', 'textVersion', 'text', 'typedName', 'signedInBy', 'ipAddress', 'userAgent', 'attestedAt'],
    order: attestations.ordinal,
  },
  erasure: { blanks: { typedName: ERASED, ipAddress: null, userAgent: null } },
});

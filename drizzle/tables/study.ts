import { sql } from 'drizzle-orm';
import { bigint, bytea, check, index, integer, snakeCase, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type {
  AuthSessionId,
  EnrollmentId,
  ModuleId,
  ModuleProgressId,
  ReflectionId,
  StudySessionId,
  UserId,
} from '../ids.ts';
import { lookedUp, policy } from '../policy.ts';
import { users } from './accounts.ts';
import { modules } from './courses.ts';

import { enrollments } from './enrollments.ts';

export const SESSION_END_REASONS = ['STOPPED', 'IDLE', 'REPLACED'] as const;

/** A learner's progress in a module. Milliseconds and position never fall; completedAt never changes once set (trigger). */
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

export const moduleProgressPolicy = policy(moduleProgress, {
  rows: 'kept',
  personal: [],
  protection: 'owner in the SQL',
  person: { through: 'enrollmentId' },
  exported: {
    as: 'modules',
    columns: [
      ['title', lookedUp(moduleProgress.moduleId, modules.title, modules.id)],
      'countedMillis',
      'furthestPermille',
      'completedAt',
    ],
    order: lookedUp(moduleProgress.moduleId, modules.position, modules.id),
  },
  erasure: { stays: 'numbers and dates; the account they lead to is blank' },
});

/** A period of counted study by the server's clock. One open session per person, however many tabs are open. */
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
    /** The sign-in by which it was begun, so that a tab knows whether that was its own browser. It leads nowhere once that has ended. */
    authSessionId: uuid().$type<AuthSessionId>(),
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

export const studySessionsPolicy = policy(studySessions, {
  rows: 'kept',
  personal: [],
  protection: 'owner in the SQL',
  person: { through: 'enrollmentId' },
  exported: {
    as: 'study_sessions',
    columns: [
      ['title', lookedUp(studySessions.moduleId, modules.title, modules.id)],
      'startedAt',
      'endedAt',
      'endReason',
      'countedMillis',
    ],
    order: studySessions.startedAt,
  },
  erasure: { stays: 'numbers and dates; the account they lead to is blank' },
});

/** A learner's private writing, encrypted under the service's key with row and column bound in. Only the writer can read it. */
export const reflections = snakeCase.table(
  'reflections',
  {
    id: idColumn<ReflectionId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    /** On which module it is; null for what was tried so many weeks after the course. */
    moduleId: uuid()
      .$type<ModuleId>()
      .references(() => modules.id),
    weeks: integer(),
    sealedText: bytea().notNull(),
    /** Rises by one with every change. */
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    unique('reflections_pair_key').on(t.enrollmentId, t.moduleId),
    unique('reflections_weeks_key').on(t.enrollmentId, t.weeks),
    check('reflections_place', sql`(${t.moduleId} is null) <> (${t.weeks} is null) and ${t.weeks} between 1 and 26`),
    check('reflections_version', sql`${t.version} >= 1`),
  ],
);

// Rows are deleted only with their person: a trigger refuses every other deletion.
export const reflectionsPolicy = policy(reflections, {
  rows: 'passing',
  personal: ['sealedText'],
  protection: 'encrypted, row and column bound in; read by the writer alone',
  person: { through: 'enrollmentId' },
  exported: {
    as: 'reflections',
    columns: [
      ['moduleId', reflections.moduleId],
      ['weeks', reflections.weeks],
      ['sealedText', reflections.sealedText],
      ['updatedAt', reflections.updatedAt],
    ],
  },
  erasure: 'goes',
});

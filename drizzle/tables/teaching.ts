import { sql } from 'drizzle-orm';
import { type AnyPgColumn, check, index, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { IntensiveId, IntensiveInstructorId, IntensiveSegmentId, TeachingStatementId, UserId } from '../ids.ts';
import { ERASED, policy } from '../policy.ts';
import { users } from './accounts.ts';
import { intensiveInstructors, intensiveSegments, intensives } from './intensives.ts';

/**
 * What an organization states of a training that is over: that an instructor taught so many minutes of a part, or, with `takesBack`, that
 * an earlier statement was wrong. What stands is what nobody took back, in whatever order it came. `key` is the client's. Insert only.
 */
export const teachingStatements = snakeCase.table(
  'teaching_statements',
  {
    id: idColumn<TeachingStatementId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    segmentId: uuid()
      .$type<IntensiveSegmentId>()
      .notNull()
      .references(() => intensiveSegments.id),
    instructorId: uuid()
      .$type<IntensiveInstructorId>()
      .notNull()
      .references(() => intensiveInstructors.id),
    /** Null for one that takes another back. */
    minutes: integer(),
    takesBack: uuid()
      .$type<TeachingStatementId>()
      .references((): AnyPgColumn => teachingStatements.id),
    key: uuid().notNull(),
    /** Why a statement is taken back. */
    reason: text(),
    statedBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    statedAt: instant().notNull(),
  },
  (t) => [
    unique('teaching_statements_key').on(t.intensiveId, t.key),
    unique('teaching_statements_takes_back_key').on(t.takesBack),
    index('teaching_statements_segment_idx').on(t.segmentId),
    index('teaching_statements_instructor_idx').on(t.instructorId),
    check('teaching_statements_minutes', sql`${t.minutes} between 1 and 1440`),
    check('teaching_statements_either', sql`(${t.minutes} is null) = (${t.takesBack} is not null)`),
    check('teaching_statements_reason', sql`${t.takesBack} is null or ${t.reason} is not null`),
  ],
);

export const teachingStatementsPolicy = policy(teachingStatements, {
  rows: 'history',
  personal: ['reason'],
  protection: 'members of the organization by permission; the instructor sees their own',
  person: { through: 'instructorId' },
  exported: {
    as: 'statedTeaching',
    columns: ['id', 'segmentId', 'minutes', 'takesBack', 'reason', 'statedAt'],
    order: teachingStatements.statedAt,
  },
  erasure: { blanks: { reason: ERASED } },
});

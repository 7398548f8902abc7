import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, snakeCase, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  EnrollmentAttendanceId,
  EnrollmentId,
  EnrollmentTeachingId,
  EventEnrollmentId,
  IntensiveId,
  IntensiveSegmentId,
  RegistrationId,
  TeachingStatementId,
} from '../ids.ts';
import { policy } from '../policy.ts';
import type { OfferLine } from './accreditation.ts';
import { enrollments } from './enrollments.ts';
import { intensives } from './intensives.ts';
import { registrations } from './registrations.ts';

/**
 * The training that an enrollment attends, by its person's registration, or that its person taught: then there is no registration. A
 * registration has one enrollment at a time: endedAt is set when that one is withdrawn.
 */
export const eventEnrollments = snakeCase.table(
  'event_enrollments',
  {
    id: idColumn<EventEnrollmentId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    registrationId: uuid()
      .$type<RegistrationId>()
      .references(() => registrations.id),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    tiedAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    unique('event_enrollments_enrollment_key').on(t.enrollmentId),
    uniqueIndex('event_enrollments_registration_key').on(t.registrationId).where(sql`ended_at is null`),
    index('event_enrollments_registration_idx').on(t.registrationId),
    index('event_enrollments_intensive_idx').on(t.intensiveId),
  ],
);

export const eventEnrollmentsPolicy = policy(eventEnrollments, {
  rows: 'kept',
  personal: [],
  protection: 'owner in the SQL',
  person: { through: 'enrollmentId' },
  exported: { as: 'trainings', columns: ['registrationId', 'intensiveId', 'tiedAt', 'endedAt'] },
  erasure: { stays: 'keys and times: evidence of credit; the account they lead to is blank' },
});

/** How the place of an enrollment is paid: nothing to pay, paid, still owed, in dispute with a bank, or paid back. */
export const PLACE_MONEY = ['FREE', 'PAID', 'DUE', 'DISPUTED', 'REFUNDED'] as const;
export type PlaceMoney = (typeof PLACE_MONEY)[number];

/** A part of instruction. Instants are RFC 3339. */
type PartLine = {
  segmentId: IntensiveSegmentId;
  title: string;
  format: OfferLine['format'];
  startsAt: string;
  endsAt: string;
  minutes: number;
};

/** A part as it was attended; `spans` are the stretches in which the person was there. */
export type AttendedLine = PartLine & {
  attended: number;
  spans: { from: string; until: string }[];
};

/**
 * What an award of a training stood on: how each part was attended and how the place was paid, when it was given. What is corrected
 * later changes no row. Insert only.
 */
export const enrollmentAttendance = snakeCase.table(
  'enrollment_attendance',
  {
    id: idColumn<EnrollmentAttendanceId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    ordinal: integer().notNull(),
    lines: jsonb().$type<AttendedLine[]>().notNull(),
    /** Days on which a sign-in waited for a sign-out, as intensive_days counts them. */
    openDays: jsonb().$type<number[]>().notNull(),
    payment: text({ enum: PLACE_MONEY }).notNull(),
    takenAt: instant().notNull(),
  },
  (t) => [
    unique('enrollment_attendance_ordinal_key').on(t.enrollmentId, t.ordinal),
    check('enrollment_attendance_ordinal', sql`${t.ordinal} >= 1`),
    check('enrollment_attendance_payment', oneOf('payment', PLACE_MONEY)),
  ],
);

export const enrollmentAttendancePolicy = policy(enrollmentAttendance, {
  rows: 'history',
  personal: [],
  notPersonal: ['lines', 'openDays'],
  protection: 'as the award',
  person: { through: 'enrollmentId' },
  exported: {
    as: 'attendanceAtAward',
    columns: ['lines', 'openDays', 'payment', 'takenAt'],
    order: enrollmentAttendance.ordinal,
  },
  erasure: { stays: 'minutes and times: evidence of credit; the account they lead to is blank' },
});

/**
 * A part as it was taught. `taught` are the minutes that the organization stated of the person, `together` those
 * of everybody who taught it, and `statementIds` the statements of the person.
 */
export type TaughtLine = PartLine & {
  taught: number;
  together: number;
  statementIds: TeachingStatementId[];
};

/** What an award of an instructor stood on, when it was given. Insert only. */
export const enrollmentTeaching = snakeCase.table(
  'enrollment_teaching',
  {
    id: idColumn<EnrollmentTeachingId>(),
    enrollmentId: uuid()
      .$type<EnrollmentId>()
      .notNull()
      .references(() => enrollments.id),
    ordinal: integer().notNull(),
    lines: jsonb().$type<TaughtLine[]>().notNull(),
    takenAt: instant().notNull(),
  },
  (t) => [
    unique('enrollment_teaching_ordinal_key').on(t.enrollmentId, t.ordinal),
    check('enrollment_teaching_ordinal', sql`${t.ordinal} >= 1`),
  ],
);

export const enrollmentTeachingPolicy = policy(enrollmentTeaching, {
  rows: 'history',
  personal: [],
  notPersonal: ['lines'],
  protection: 'as the award',
  person: { through: 'enrollmentId' },
  exported: { as: 'teachingAtAward', columns: ['lines', 'takenAt'], order: enrollmentTeaching.ordinal },
  erasure: { stays: 'minutes and times: evidence of credit; the account they lead to is blank' },
});

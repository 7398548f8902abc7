import { check, index, integer, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  AttendanceCorrectionId,
  AttendanceEventId,
  IntensiveId,
  IntensiveSegmentId,
  RegistrationId,
  UserId,
} from '../ids.ts';
import { ERASED, policy } from '../policy.ts';
import { users } from './accounts.ts';
import { intensiveSegments, intensives } from './intensives.ts';
import { registrations } from './registrations.ts';

export const ATTENDANCE_KINDS = ['IN', 'OUT'] as const;
/** DOOR was sent when it happened, OFFLINE was kept by a device and sent later, CORRECTION was added with a reason. */
export const ATTENDANCE_SOURCES = ['DOOR', 'OFFLINE', 'CORRECTION'] as const;

/** A change of what was recorded, with its reason. `key` is the client's, so that the same correction counts once. Insert only. */
export const attendanceCorrections = snakeCase.table(
  'attendance_corrections',
  {
    id: idColumn<AttendanceCorrectionId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    registrationId: uuid()
      .$type<RegistrationId>()
      .notNull()
      .references(() => registrations.id),
    dayOrdinal: integer().notNull(),
    key: uuid().notNull(),
    reason: text().notNull(),
    correctedBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    correctedAt: instant().notNull(),
  },
  (t) => [
    unique('attendance_corrections_key').on(t.intensiveId, t.key),
    index('attendance_corrections_registration_idx').on(t.registrationId),
  ],
);

export const attendanceCorrectionsPolicy = policy(attendanceCorrections, {
  rows: 'history',
  personal: ['reason'],
  protection: 'members of the organization by permission; the person sees their own',
  person: { through: 'registrationId' },
  exported: { as: 'attendanceCorrections', columns: ['dayOrdinal', 'reason', 'correctedAt'] },
  erasure: { blanks: { reason: ERASED } },
});

/**
 * A sign-in or sign-out at a training, at the door of a day, or of one part where parts run side by side. `key` is the client's: the
 * same key again changes nothing. occurredAt is when it happened, recordedAt when the server learned of it. Insert only: what was
 * wrong gets a row in attendance_voids.
 */
export const attendanceEvents = snakeCase.table(
  'attendance_events',
  {
    id: idColumn<AttendanceEventId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    registrationId: uuid()
      .$type<RegistrationId>()
      .notNull()
      .references(() => registrations.id),
    /** The day of the agenda, as intensive_days counts it. */
    dayOrdinal: integer().notNull(),
    segmentId: uuid()
      .$type<IntensiveSegmentId>()
      .references(() => intensiveSegments.id),
    key: uuid().notNull(),
    kind: text({ enum: ATTENDANCE_KINDS }).notNull(),
    occurredAt: instant().notNull(),
    recordedAt: instant().notNull(),
    source: text({ enum: ATTENDANCE_SOURCES }).notNull(),
    recordedBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    correctionId: uuid()
      .$type<AttendanceCorrectionId>()
      .references(() => attendanceCorrections.id),
  },
  (t) => [
    unique('attendance_events_key').on(t.intensiveId, t.key),
    index('attendance_events_registration_idx').on(t.registrationId),
    index('attendance_events_segment_idx').on(t.segmentId),
    check('attendance_events_kind', oneOf('kind', ATTENDANCE_KINDS)),
    check('attendance_events_source', oneOf('source', ATTENDANCE_SOURCES)),
  ],
);

export const attendanceEventsPolicy = policy(attendanceEvents, {
  rows: 'history',
  personal: [],
  protection: 'members of the organization by permission; the person sees their own',
  person: { through: 'registrationId' },
  exported: {
    as: 'attendance',
    columns: ['dayOrdinal', 'segmentId', 'kind', 'occurredAt', 'recordedAt', 'source'],
    order: attendanceEvents.occurredAt,
  },
  erasure: { stays: 'keys and times: evidence of credit; the account they lead to is blank' },
});

/** An event that no longer counts, and the correction that says why. Insert only. */
export const attendanceVoids = snakeCase.table(
  'attendance_voids',
  {
    id: idColumn(),
    eventId: uuid()
      .$type<AttendanceEventId>()
      .notNull()
      .references(() => attendanceEvents.id),
    correctionId: uuid()
      .$type<AttendanceCorrectionId>()
      .notNull()
      .references(() => attendanceCorrections.id),
  },
  (t) => [
    unique('attendance_voids_event_key').on(t.eventId),
    index('attendance_voids_correction_idx').on(t.correctionId),
  ],
);

export const attendanceVoidsPolicy = policy(attendanceVoids, {
  rows: 'history',
  personal: [],
  protection: 'as the correction',
  person: { through: 'correctionId' },
  exported: { as: 'voided', columns: ['eventId'] },
  erasure: { stays: 'keys only' },
});

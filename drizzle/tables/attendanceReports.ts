import { sql } from 'drizzle-orm';
import { bytea, check, index, integer, jsonb, snakeCase, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type {
  AttendanceReportId,
  AttendanceRowDecisionId,
  AttendanceRowId,
  IntensiveId,
  RegistrationId,
  UserId,
} from '../ids.ts';
import { ERASED, type PersonKey, policy } from '../policy.ts';
import { users } from './accounts.ts';
import { intensives } from './intensives.ts';
import { registrations } from './registrations.ts';

/** How a row of a report stands when it is imported; schema/attendance/rules/report/matching.ts says what each means. */
export const ROW_STATES = ['MATCHED', 'UNMATCHED', 'AMBIGUOUS', 'OUTSIDE', 'FAULTY'] as const;

/** A file that a member uploaded for a session, sealed. importAttendanceReport takes it over; a day later it is deleted. */
export const attendanceFiles = snakeCase.table(
  'attendance_files',
  {
    id: idColumn(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    dayOrdinal: integer().notNull(),
    sha256: text().notNull(),
    sealedBytes: bytea().notNull(),
    uploadedAt: instant().notNull(),
  },
  (t) => [
    unique('attendance_files_key').on(t.intensiveId, t.dayOrdinal, t.sha256),
    index('attendance_files_uploaded_idx').on(t.uploadedAt),
    check('attendance_files_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);

export const attendanceFilesPolicy = policy(attendanceFiles, {
  rows: 'passing',
  personal: ['sealedBytes'],
  notPersonal: ['sha256'],
  protection: 'encrypted, row and column bound in; read by importAttendanceReport only, deleted after a day',
  person: null,
  exported: { not: 'names many people; what became of it is in attendanceRows' },
  erasure: { stays: 'deleted after a day' },
});

/** Finds the rows of reports that are a person's: as matched, as decided, or by the address that a row names. */
const ofPerson = (column: 'id' | 'report_id') => (person: PersonKey) => {
  const wanted = sql.raw(`w.${column}`);
  return sql`select ${wanted} from registrations r join attendance_rows w on w.registration_id = r.id where r.user_id = ${person}
    union select ${wanted} from registrations r join attendance_row_decisions d on d.registration_id = r.id
      join attendance_rows w on w.id = d.row_id where r.user_id = ${person}
    union select ${wanted} from users u join attendance_rows w
      on w.who_sha256 = sha256(convert_to('attendance row ' || u.email, 'UTF8')) where u.id = ${person}`;
};

/**
 * A join and leave report of an online room, imported for a day of a training. The file is kept, sealed. The same file counts once for
 * a session, until it is withdrawn: its rows then stay on record and no longer count.
 */
export const attendanceReports = snakeCase.table(
  'attendance_reports',
  {
    id: idColumn<AttendanceReportId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    dayOrdinal: integer().notNull(),
    fileName: text().notNull(),
    sha256: text().notNull(),
    /** The bytes of the file; null once somebody whom it names was erased. */
    sealedFile: bytea(),
    /** What was declared, as JSON in one order: the same file under another declaration is told. */
    declared: text().notNull(),
    /** What was declared or found. */
    timeZone: text().notNull(),
    encoding: text().notNull(),
    delimiter: text().notNull(),
    dateOrder: text().notNull(),
    /** The header of each column that was read. */
    columns: jsonb().$type<Record<string, string>>().notNull(),
    importedBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    importedAt: instant().notNull(),
    withdrawnAt: instant(),
  },
  (t) => [
    uniqueIndex('attendance_reports_file_key')
      .on(t.intensiveId, t.dayOrdinal, t.sha256)
      .where(sql`${t.withdrawnAt} is null`),
    index('attendance_reports_session_idx').on(t.intensiveId, t.dayOrdinal),
    check('attendance_reports_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);

// Erasure goes through the tables by name, so that a report is found before its rows forget whom they name.
export const attendanceReportsPolicy = policy(attendanceReports, {
  rows: 'kept',
  personal: ['sealedFile'],
  notPersonal: ['fileName', 'sha256', 'declared', 'timeZone', 'encoding', 'delimiter', 'dateOrder', 'columns'],
  protection: 'encrypted, row and column bound in; nobody downloads it',
  person: {
    where: (person) => sql`${attendanceReports.id} in (${ofPerson('report_id')(person)})`,
  },
  exported: { not: 'names many people; the person’s rows are in attendanceRows' },
  erasure: { blanks: { sealedFile: null } },
});

/** A row of a report. Who it names is sealed, and kept only while no registration was found. Only erasure and a new key change it. */
export const attendanceRows = snakeCase.table(
  'attendance_rows',
  {
    id: idColumn<AttendanceRowId>(),
    reportId: uuid()
      .$type<AttendanceReportId>()
      .notNull()
      .references(() => attendanceReports.id),
    /** The line of the file, as spreadsheets count. */
    line: integer().notNull(),
    status: text({ enum: ROW_STATES }).notNull(),
    registrationId: uuid()
      .$type<RegistrationId>()
      .references(() => registrations.id),
    joinedAt: instant(),
    leftAt: instant(),
    /** Name, address and code as the file has them. */
    sealedWho: bytea(),
    /** Of the address, so that the erasure of a person finds what names them. */
    whoSha256: bytea(),
    /** Registrations that the row may belong to. */
    candidates: jsonb().$type<RegistrationId[]>().notNull(),
    faults: jsonb().$type<{ field: string; code: string }[]>().notNull(),
  },
  (t) => [
    unique('attendance_rows_line_key').on(t.reportId, t.line),
    index('attendance_rows_registration_idx').on(t.registrationId),
    index('attendance_rows_who_idx').on(t.whoSha256),
    check('attendance_rows_status', oneOf('status', ROW_STATES)),
    check('attendance_rows_matched', sql`${t.status} <> 'MATCHED' or ${t.registrationId} is not null`),
  ],
);

export const attendanceRowsPolicy = policy(attendanceRows, {
  rows: 'kept',
  personal: ['sealedWho', 'whoSha256'],
  notPersonal: ['candidates', 'faults'],
  protection: 'encrypted, row and column bound in; members of the organization by permission, each reading is recorded',
  person: { where: (person) => sql`${attendanceRows.id} in (${ofPerson('id')(person)})` },
  exported: {
    as: 'attendanceRows',
    columns: ['line', 'status', 'joinedAt', 'leftAt'],
    order: attendanceRows.joinedAt,
    without: {
      columns: ['sealedWho', 'whoSha256'],
      because: 'the name and address under which the person joined, and a hash',
    },
  },
  erasure: { blanks: { sealedWho: null, whoSha256: null } },
});

/** Whose a row is, as a member decided with a reason; a null registration: nobody's. The newest counts. Insert only. */
export const attendanceRowDecisions = snakeCase.table(
  'attendance_row_decisions',
  {
    id: idColumn<AttendanceRowDecisionId>(),
    rowId: uuid()
      .$type<AttendanceRowId>()
      .notNull()
      .references(() => attendanceRows.id),
    ordinal: integer().notNull(),
    registrationId: uuid()
      .$type<RegistrationId>()
      .references(() => registrations.id),
    reason: text().notNull(),
    decidedBy: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    decidedAt: instant().notNull(),
  },
  (t) => [
    unique('attendance_row_decisions_ordinal_key').on(t.rowId, t.ordinal),
    index('attendance_row_decisions_registration_idx').on(t.registrationId),
  ],
);

export const attendanceRowDecisionsPolicy = policy(attendanceRowDecisions, {
  rows: 'history',
  personal: ['reason'],
  protection: 'members of the organization by permission; the person sees their own',
  person: { through: 'registrationId' },
  exported: { as: 'attendanceDecisions', columns: ['reason', 'decidedAt'], order: attendanceRowDecisions.decidedAt },
  erasure: { blanks: { reason: ERASED } },
});

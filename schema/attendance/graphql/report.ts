import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { AttendanceReportId, RegistrationId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { keysetPage } from '../../graphql/pages.ts';
import { idOf, parseInput } from '../../input.ts';
import { type OpenedRow, readReport, readReports, readRows } from '../operations/readReports.ts';
import { type ErrorRecord, errorsOfReport, type Places, type ReportRecord } from '../queries/reports.ts';
import { REPORT_FIELDS, type ReportField } from '../rules/report/headers.ts';
import { ROW_STATUSES } from '../rules/report/matching.ts';
import { REPORT_FAULTS } from '../rules/report/rows.ts';
import { ENCODINGS } from '../rules/report/text.ts';
import { DATE_ORDERS } from '../rules/report/wallTime.ts';
import { SessionType } from './session.ts';

export const ReportFieldEnum = builder.enumType('AttendanceReportField', {
  description: 'What a column of a report holds.',
  values: described(REPORT_FIELDS, {
    NAME: 'The name under which somebody joined. It never decides whose a row is.',
    FIRST_NAME: 'The first name, where it stands apart.',
    LAST_NAME: 'The last name, where it stands apart.',
    EMAIL: 'The address.',
    CODE: 'The id of the registration.',
    JOINED: 'When they joined.',
    LEFT: 'When they left.',
    DURATION: 'For how long they were there. It counts where no column says when they left.',
  }),
});

export const ReportEncodingEnum = builder.enumType('AttendanceReportEncoding', {
  description: 'How the text of a file is written.',
  values: described(ENCODINGS, {
    UTF_8: 'UTF-8.',
    UTF_16LE: 'UTF-16, low byte first, as Windows calls Unicode.',
    UTF_16BE: 'UTF-16, high byte first.',
    WINDOWS_1252: 'Windows-1252, for Western languages.',
    WINDOWS_1251: 'Windows-1251, for Cyrillic languages.',
  }),
});

export const DateOrderEnum = builder.enumType('DateOrder', {
  description: 'What comes first where day and month are numbers.',
  values: described(DATE_ORDERS, { DAY_FIRST: '13/3/2027.', MONTH_FIRST: '3/13/2027.' }),
});

const RowStatusEnum = builder.enumType('AttendanceRowStatus', {
  description: 'How a row of a report stands.',
  values: described(ROW_STATUSES, {
    MATCHED: 'It is somebody’s, by an address, a code or a decision, and counts.',
    UNMATCHED: 'It is nobody’s. Decide whose it is.',
    AMBIGUOUS: 'It may be that of the candidates. Decide whose it is.',
    OUTSIDE: 'No minute of it lies in the session.',
    FAULTY: 'It could not be read. Its faults are in `errors`.',
    NOBODY: 'A member decided that it is nobody’s.',
  }),
});

const FaultEnum = builder.enumType('AttendanceReportFault', {
  description: 'Why a row could not be read.',
  values: described(REPORT_FAULTS, {
    NOBODY: 'It names nobody.',
    NOT_AN_ADDRESS: 'What stands for the address is none.',
    NO_TIME: 'The time is missing.',
    NOT_A_TIME: 'What stands for the time is none that is known.',
    NO_SUCH_TIME: 'The time does not exist: clocks go forward then.',
    TIME_TWICE: 'The time comes twice: clocks go back then. Write it with its offset.',
    NOT_A_DURATION: 'What stands for the duration is none.',
    LEFT_BEFORE_JOINED: 'They left before they joined.',
    IN_FUTURE: 'It lies in the future.',
  }),
});

type Fault = Pick<ErrorRecord, 'field' | 'code' | 'line'> & { header: string | null };
const FaultType = builder.objectRef<Fault>('AttendanceReportRowError').implement({
  description: 'One fault of one row of a report.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'The line of the file, as a spreadsheet counts.' }),
    field: t.expose('field', { type: ReportFieldEnum, description: 'What the column holds.' }),
    column: t.exposeString('header', {
      nullable: true,
      description: 'The header of the column; null where the file has no such column.',
    }),
    code: t.expose('code', { type: FaultEnum, description: 'What is wrong.' }),
  }),
});

const CandidateType = builder.objectRef<OpenedRow['candidates'][number]>('AttendanceCandidate').implement({
  description: 'A registration to which a row may belong.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    registrationId: t.id({
      description: 'The registration.',
      resolve: ({ registrationId }) => encodeGlobalID('Registration', registrationId),
    }),
    name: t.exposeString('name', { nullable: true, description: 'The name of the profile; null when none is stated.' }),
  }),
});

const DecisionType = builder.objectRef<NonNullable<OpenedRow['decision']>>('AttendanceRowDecision').implement({
  description: 'Whose a row is, as a member decided last.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    reason: t.exposeString('reason', { description: 'Why.' }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', description: 'When.' }),
  }),
});

const globalRegistration = (id: RegistrationId | null) => id && encodeGlobalID('Registration', id);

export const RowType = builder.objectRef<OpenedRow & { report: ReportRecord }>('AttendanceReportRow').implement({
  description: 'A row of a report: somebody who joined and left once.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({ description: 'For `decideReportRow`.', resolve: ({ id }) => encodeGlobalID('AttendanceRow', id) }),
    line: t.exposeInt('line', { description: 'The line of the file, as a spreadsheet counts.' }),
    status: t.expose('status', { type: RowStatusEnum, description: 'How it stands.' }),
    registrationId: t.id({
      nullable: true,
      description: 'Whose it is; null while it is nobody’s.',
      resolve: ({ registrationId }) => globalRegistration(registrationId),
    }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime', nullable: true, description: 'When they joined; null unread.' }),
    leftAt: t.expose('leftAt', { type: 'DateTime', nullable: true, description: 'When they left; null unread.' }),
    name: t.string({
      nullable: true,
      description: 'The name in the file, kept only while the file told nobody’s registration.',
      resolve: ({ who }) => who?.name || null,
    }),
    email: t.string({
      nullable: true,
      description: 'The address, likewise.',
      resolve: ({ who }) => who?.address ?? null,
    }),
    code: t.string({ nullable: true, description: 'The code, likewise.', resolve: ({ who }) => who?.code || null }),
    candidates: t.field({
      type: [CandidateType],
      complexity: { field: 1, multiplier: 3 },
      description: 'To whom it may belong, at most 20.',
      resolve: ({ candidates }) => candidates,
    }),
    errors: t.field({
      type: [FaultType],
      complexity: { field: 1, multiplier: 3 },
      description: 'Every fault of it.',
      resolve: ({ faults, line, report }) =>
        faults.map((fault) => ({ ...fault, line, header: report.columns[fault.field] ?? null })),
    }),
    decision: t.field({
      type: DecisionType,
      nullable: true,
      description: 'What was decided last; null while nothing was.',
      resolve: ({ decision }) => decision,
    }),
  }),
});

const StatusCountType = builder.objectRef<ReportRecord['counts'][number]>('AttendanceStatusCount').implement({
  description: 'How many rows of a report stand so.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    status: t.expose('status', { type: RowStatusEnum, description: 'How they stand.' }),
    rows: t.exposeInt('rows', { description: 'How many.' }),
  }),
});

const ErrorCountType = builder.objectRef<ReportRecord['errorCounts'][number]>('AttendanceErrorCount').implement({
  description: 'How often a fault occurs in a report.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    code: t.expose('code', { type: FaultEnum, description: 'The fault.' }),
    errors: t.exposeInt('errors', { description: 'How often.' }),
  }),
});

type Column = { field: ReportField; header: string };
const ColumnType = builder.objectRef<Column>('AttendanceReportColumn').implement({
  description: 'A column of a file that was read.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    field: t.expose('field', { type: ReportFieldEnum, description: 'What it holds.' }),
    header: t.exposeString('header', { description: 'Its header.' }),
  }),
});

/** Lines and faults are counted from 1, in whole numbers. */
const LAST = 2 ** 31 - 1;
const readPlace = (place: string): string | null => (/^\d{1,9}$/.test(place) ? place : null);
type Between = { after: string | null; before: string | null; inverted: boolean; limit: number };
const between = ({ after, before, ...rest }: Between): Places => ({
  ...rest,
  after: Number(after ?? 0),
  before: Number(before ?? LAST),
});

export const ReportType = builder.objectRef<ReportRecord>('AttendanceReport').implement({
  description: 'A join and leave report of an online room, imported for a session.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({ description: 'The report.', resolve: ({ id }) => encodeGlobalID('AttendanceReport', id) }),
    fileName: t.exposeString('fileName', { description: 'What the file was called.' }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of the file, in hexadecimal.' }),
    importedAt: t.expose('importedAt', { type: 'DateTime', description: 'When it was imported.' }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it no longer counts; null while it does.',
    }),
    timeZone: t.exposeString('timeZone', { description: 'The zone that was declared for its times.' }),
    encoding: t.expose('encoding', { type: ReportEncodingEnum, description: 'How its text is written.' }),
    delimiter: t.exposeString('delimiter', { description: 'What stands between its cells.' }),
    dateOrder: t.expose('dateOrder', { type: DateOrderEnum, description: 'How dates of numbers were read.' }),
    columns: t.field({
      type: [ColumnType],
      description: 'The columns that were read.',
      resolve: ({ columns }) =>
        REPORT_FIELDS.flatMap((field) => {
          const header = columns[field];
          return header === undefined ? [] : [{ field, header }];
        }),
    }),
    counts: t.field({
      type: [StatusCountType],
      description: 'Its rows by how they stand.',
      resolve: ({ counts }) => counts,
    }),
    errorCounts: t.field({
      type: [ErrorCountType],
      description: 'Its faults by their code.',
      resolve: ({ errorCounts }) => errorCounts,
    }),
    rows: t.connection({
      type: RowType,
      description: 'Its rows in the order of the file. Each reading is audited, because they name people.',
      args: { status: t.arg({ type: RowStatusEnum, required: false, description: 'Only those that stand so.' }) },
      resolve: (report, { status, ...args }, context) =>
        keysetPage<OpenedRow & { report: ReportRecord }>(
          args,
          { of: ({ line }) => String(line), read: readPlace },
          async (place) => {
            const asked = { report, vault: context.vault, status: status ?? null, ...between(place) };
            return (await readRows(context.db, actOf(context), asked)).map((row) => ({ ...row, report }));
          },
        ),
    }),
    errors: t.connection({
      type: FaultType,
      description: 'Every fault of its rows, by line. They hold nothing of what the cells say.',
      resolve: (report, args, { db }) =>
        keysetPage<ErrorRecord & { header: string | null }>(
          args,
          { of: ({ place }) => String(place), read: readPlace },
          async (place) => {
            const found = await errorsOfReport(db, { reportId: report.id, ...between(place) });
            return found.map((fault) => ({ ...fault, header: report.columns[fault.field] ?? null }));
          },
        ),
    }),
  }),
});

builder.objectField(SessionType, 'reports', (t) =>
  t.field({
    type: [ReportType],
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 5, multiplier: 5 },
    description:
      'Reports of its online room, oldest first, for owners, organizers, and the instructors who are named on the training. NOT_FOUND for everyone else.',
    resolve: ({ id }, _args, context) => readReports(context.db, actOf(context), { sessionId: id }),
  }),
);

builder.queryField('attendanceReport', (t) =>
  t.field({
    type: ReportType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'A report of an online room, for owners, organizers, and the instructors who are named on the training. NOT_FOUND for everyone else.',
    args: { reportId: t.arg.id({ description: 'The report: `EventSession.reports`.' }) },
    resolve: (_root, args, context) => readReport(context.db, actOf(context), parseInput(read, args)),
  }),
);

const read = z.object({ reportId: idOf<AttendanceReportId>('AttendanceReport') });

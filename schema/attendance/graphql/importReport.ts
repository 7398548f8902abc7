import { z } from 'zod';
import type { IntensiveDayId } from '../../../drizzle/ids.ts';
import { line } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import {
  NoAttendanceError,
  ReportDatesOpenError,
  ReportFileMissingError,
  ReportHeaderUnknownError,
  ReportKnownError,
  ReportOfOtherTimeError,
  ReportTooLongError,
  ReportUnreadableError,
  ReportZoneNeededError,
} from '../errors.ts';
import { importReport } from '../operations/importReport.ts';
import { reportById } from '../queries/reports.ts';
import { type DeclaredColumns, REPORT_FIELDS } from '../rules/report/headers.ts';
import { ENCODINGS } from '../rules/report/text.ts';
import { DATE_ORDERS } from '../rules/report/wallTime.ts';
import { DateOrderEnum, ReportEncodingEnum, ReportFieldEnum, ReportType } from './report.ts';

const ColumnInput = builder.inputType('AttendanceReportColumnInput', {
  description: 'Which column of a file holds what, where its header is not known.',
  fields: (t) => ({
    field: t.field({ type: ReportFieldEnum, description: 'What it holds.' }),
    header: t.string({ description: 'Its header, as the file has it.' }),
  }),
});

const columns = z
  .array(z.object({ field: z.enum(REPORT_FIELDS), header: z.string().max(100, 'Write at most 100 characters.') }))
  .max(REPORT_FIELDS.length, `Name at most ${REPORT_FIELDS.length} columns.`)
  .nullish()
  .transform((all): DeclaredColumns => Object.fromEntries((all ?? []).map(({ field, header }) => [field, header])));

mutation('importAttendanceReport', {
  description:
    'Imports a join and leave report of an online room (CSV of Zoom, Teams, Meet, Webex or a spreadsheet) for a session of a training. Upload the file first: `EventSession.reportUploadUrl`. Every row is kept, and says whose it is or what is missing. The same file again changes nothing. Several files of a session count together. For owners, organizers, and the instructors who are named on the training.',
  errors: [
    ...[NotFoundError, ForbiddenError, InvalidInputError, NoAttendanceError, ReportFileMissingError],
    ...[ReportZoneNeededError, ReportUnreadableError, ReportTooLongError, ReportHeaderUnknownError],
    ...[ReportDatesOpenError, ReportOfOtherTimeError, ReportKnownError],
  ],
  input: {
    description: 'Which file, and what the file does not say itself.',
    fields: (t) => ({
      sessionId: t.id({ description: 'The session.' }),
      fileSha256: t.string({ description: 'SHA-256 of the file, as the upload answered it.' }),
      fileName: t.string({ description: 'What the file is called. Let it name nobody.' }),
      timeZone: t.string({
        required: false,
        description: 'The zone of its times, such as UTC or America/New_York. REPORT_ZONE_NEEDED asks for it.',
      }),
      encoding: t.field({
        type: ReportEncodingEnum,
        required: false,
        description: 'How its text is written; null finds it.',
      }),
      dateOrder: t.field({
        type: DateOrderEnum,
        required: false,
        description: 'What comes first in its dates; null lets the file and the day of the session decide.',
      }),
      columns: t.field({
        type: [ColumnInput],
        required: false,
        description: 'Columns whose headers are not known in the languages of platforms.',
      }),
    }),
  },
  read: z.object({
    sessionId: idOf<IntensiveDayId>('EventSession'),
    fileSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'Write 64 hexadecimal digits.')
      .transform((hash) => hash.toLowerCase()),
    fileName: line('the name of the file', 200),
    timeZone: z
      .string()
      .max(100, 'Write the name of a zone.')
      .nullish()
      .transform((zone) => zone || null),
    encoding: z
      .enum(ENCODINGS)
      .nullish()
      .transform((encoding) => encoding ?? null),
    dateOrder: z
      .enum(DATE_ORDERS)
      .nullish()
      .transform((order) => order ?? null),
    columns,
  }),
  run: async ({ db, vault }, act, input) => importReport(db, act, { ...input, vault }),
  payload: {
    description: 'The report, and whether it was there already.',
    fields: (t) => ({
      report: t.field({
        type: ReportType,
        nullable: true,
        description: 'The report.',
        resolve: ({ reportId }, _args, { db }) => reportById(db, reportId),
      }),
      repeated: t.exposeBoolean('repeated', { description: 'True when the same file was imported before.' }),
    }),
  },
});

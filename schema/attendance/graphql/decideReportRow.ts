import { z } from 'zod';
import type { AttendanceReportId, AttendanceRowId, RegistrationId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import { line } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { NoAttendanceError, ReportWithdrawnError, RowWithoutTimesError } from '../errors.ts';
import { decideRow } from '../operations/decideRow.ts';
import { readRows } from '../operations/readReports.ts';
import { withdrawReport } from '../operations/withdrawReport.ts';
import { reportById } from '../queries/reports.ts';
import { ReportType, RowType } from './report.ts';

const registrationId = idOf<RegistrationId>('Registration');

mutation('decideReportRow', {
  description:
    'Says whose a row of a report is, with a reason. Earlier decisions stay on record; the latest counts. For owners, organizers, and the instructors who are named on the training.',
  errors: [
    ...[NotFoundError, ForbiddenError, InvalidInputError, NoAttendanceError, ReportWithdrawnError],
    RowWithoutTimesError,
  ],
  input: {
    description: 'The row, whose it is, and why.',
    fields: (t) => ({
      rowId: t.id({ description: 'The row.' }),
      registrationId: t.id({
        description: 'A registration with a confirmed place at this training; `NOBODY`: it is nobody’s.',
      }),
      reason: t.string({ description: 'Why, in at most 300 characters. The person reads it.' }),
    }),
  },
  read: z.object({
    rowId: idOf<AttendanceRowId>('AttendanceRow'),
    registrationId: z.string().transform((id) => (id === 'NOBODY' ? id : registrationId.parse(id))),
    reason: line('why', 300),
  }),
  run: ({ db }, act, input) => decideRow(db, act, input),
  payload: {
    description: 'The row after the decision.',
    fields: (t) => ({
      row: t.field({
        type: RowType,
        nullable: true,
        description: 'The row.',
        resolve: async ({ reportId, line: at }, _args, context) => {
          const report = await reportById(context.db, reportId);
          if (report === null) return null;
          const place = { after: at - 1, before: at + 1, inverted: false, limit: 1 };
          const asked = { report, vault: context.vault, status: null, ...place };
          const [row] = await readRows(context.db, actOf(context), asked);
          return row === undefined ? null : { ...row, report };
        },
      }),
    }),
  },
});

mutation('withdrawAttendanceReport', {
  description:
    'Says that a report no longer counts, because it was of another session or read in the wrong zone. Its rows and decisions stay on record, and the file can be imported anew. For owners, organizers, and the instructors who are named on the training.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, NoAttendanceError],
  input: {
    description: 'The report, and why.',
    fields: (t) => ({
      reportId: t.id({ description: 'The report.' }),
      reason: t.string({ description: 'Why, in at most 300 characters. Name nobody.' }),
    }),
  },
  read: z.object({ reportId: idOf<AttendanceReportId>('AttendanceReport'), reason: line('why', 300) }),
  run: ({ db }, act, input) => withdrawReport(db, act, input),
  payload: {
    description: 'The report, which no longer counts.',
    fields: (t) => ({
      report: t.field({
        type: ReportType,
        nullable: true,
        description: 'The report.',
        resolve: ({ reportId }, _args, { db }) => reportById(db, reportId),
      }),
    }),
  },
});

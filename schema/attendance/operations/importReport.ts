import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { seal, type Vault } from '../../../drizzle/encryption.ts';
import {
  type AttendanceReportId,
  type IntensiveDayId,
  newId,
  parseId,
  type RegistrationId,
} from '../../../drizzle/ids.ts';
import { attendanceReports } from '../../../drizzle/schema.ts';
import { comparableAddress } from '../../accounts/rules/address.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { idOf } from '../../input.ts';
import {
  ReportDatesOpenError,
  ReportFileMissingError,
  ReportHeaderUnknownError,
  ReportKnownError,
  ReportOfOtherTimeError,
  ReportTooLongError,
  ReportUnreadableError,
  ReportZoneNeededError,
} from '../errors.ts';
import { placesOf } from '../queries/places.ts';
import type { Session } from '../queries/sessions.ts';
import { matcherOf, statusOf } from '../rules/report/matching.ts';
import { isZone } from '../rules/report/moments.ts';
import { type Declared, type NotUnderstood, type Understood, understand } from '../rules/report/report.ts';
import type { ReportRow } from '../rules/report/rows.ts';
import { MOST_ROWS } from '../rules/report/table.ts';
import { dropFile, waitingFile } from './reportFiles.ts';
import { requireDoor } from './requireDoor.ts';
import { placeOfFile } from './sealedReport.ts';
import { type Reconciled, writeRows } from './writeRows.ts';

export type Import = Omit<Declared, 'timeZone'> & {
  sessionId: IntensiveDayId | null;
  fileSha256: string;
  fileName: string;
  /** Null when nobody said it: it is asked for, never guessed. */
  timeZone: string | null;
  vault: Vault;
};

export type Imported = { reportId: AttendanceReportId; repeated: boolean };

/**
 * Imports a report that was uploaded, as a reconciliation: every row is kept, and says whose it is or what is missing. The same file
 * again answers the same report. Throws NotFound, Forbidden, NoAttendance, InvalidInput and the errors of reports.
 */
export async function importReport(db: Database, act: UserAct, asked: Import): Promise<Imported> {
  const { sessionId, fileSha256, fileName, vault } = asked;
  const { session, as } = await requireDoor(db, act, { sessionId, permission: 'IMPORT_ATTENDANCE' });
  const declared = declaredIn(asked, session);
  return db.transaction(async (tx) => {
    const known = await knownReport(tx, session, fileSha256, declared);
    if (known !== null) return known;
    const bytes = await waitingFile(tx, session, { sha256: fileSha256, vault });
    // Whoever imported it at the same time has taken the file over.
    if (bytes === null) return (await knownReport(tx, session, fileSha256, declared)) ?? missing();
    const understood = understand(bytes, declared, { session, now: act.now });
    if (!understood.ok) throw errorOf(understood, session);
    const reportId = newId<AttendanceReportId>();
    const facts = { id: reportId, fileName, sha256: fileSha256, sealedFile: seal(vault, bytes, placeOfFile(reportId)) };
    const added = await addReport(tx, act, session, { ...facts, declared, understood });
    if (!added) return (await knownReport(tx, session, fileSha256, declared)) ?? lost();
    const rows = await reconciled(tx, session, understood.rows);
    await writeRows(tx, { reportId, vault, rows });
    await dropFile(tx, session, fileSha256);
    await recordEvent(tx, act, 'ATTENDANCE_REPORT_IMPORTED', {
      ...{ objectId: session.intensiveId, organizationId: session.organizationId, as },
      details: { reportId, day: session.ordinal, rows: rows.length },
    });
    return { reportId, repeated: false };
  });
}

function missing(): never {
  throw new ReportFileMissingError();
}

function lost(): never {
  throw new Error('a report stood in the way of another, and is gone');
}

function declaredIn({ timeZone, encoding, dateOrder, columns }: Import, session: Session): Declared {
  if (timeZone === null) throw new ReportZoneNeededError(session.timeZone);
  if (isZone(timeZone)) return { timeZone, encoding, dateOrder, columns };
  const message = `write a zone of the time-zone database, such as ${session.timeZone}.`;
  throw new InvalidInputError([{ path: 'timeZone', message }]);
}

/** What was declared, in one order. */
const declaredText = ({ timeZone, encoding, dateOrder, columns }: Declared): string =>
  JSON.stringify([timeZone, encoding, dateOrder, Object.entries(columns).toSorted()]);

/** The report that this file became. Throws ReportKnown when it was read in another way. */
async function knownReport(
  tx: Database,
  { intensiveId, ordinal }: Session,
  sha256: string,
  declared: Declared,
): Promise<Imported | null> {
  const [known] = await tx
    .select({ id: attendanceReports.id, declared: attendanceReports.declared })
    .from(attendanceReports)
    .where(
      and(
        eq(attendanceReports.intensiveId, intensiveId),
        eq(attendanceReports.dayOrdinal, ordinal),
        eq(attendanceReports.sha256, sha256),
        isNull(attendanceReports.withdrawnAt),
      ),
    );
  if (known === undefined) return null;
  if (known.declared !== declaredText(declared)) throw new ReportKnownError(known.id);
  return { reportId: known.id, repeated: true };
}

type Added = {
  id: AttendanceReportId;
  fileName: string;
  sha256: string;
  sealedFile: Buffer;
  declared: Declared;
  understood: Understood;
};

/** False when the same file was imported at the same time. */
async function addReport(
  tx: Database,
  { now, userId }: UserAct,
  { intensiveId, ordinal }: Session,
  { declared, understood, ...facts }: Added,
): Promise<boolean> {
  const { encoding, delimiter, dateOrder, headers } = understood;
  const added = await tx
    .insert(attendanceReports)
    .values({
      ...{ ...facts, intensiveId, dayOrdinal: ordinal, declared: declaredText(declared), timeZone: declared.timeZone },
      ...{ encoding, delimiter, dateOrder, columns: headers, importedBy: userId, importedAt: now },
    })
    .onConflictDoNothing()
    .returning({ id: attendanceReports.id });
  return added.length > 0;
}

const globalId = idOf<RegistrationId>('Registration');
/** A code is the id of a registration, as the API or the database writes it. */
const codeOf = (code: string): RegistrationId | null => parseId<RegistrationId>(code) ?? globalId.parse(code);

/** Each row beside whose it is. What could not be read is nobody's until a member decides. */
async function reconciled(tx: Database, session: Session, rows: readonly ReportRow[]): Promise<Reconciled[]> {
  const places = (await placesOf(tx, session.intensiveId)).map(({ addresses, ...place }) => ({
    ...place,
    addresses: addresses.flatMap((typed) => {
      const address = comparableAddress(typed);
      return address.ok ? address.email : [];
    }),
  }));
  const whoseIs = matcherOf(places, codeOf);
  return rows.map((row) => {
    const whose = whoseIs(row);
    const status = statusOf(row, whose, session);
    if (status !== 'FAULTY') return { row, whose, status };
    const candidates = whose.registrationId === null ? whose.candidates : [whose.registrationId];
    return { row, status, whose: { registrationId: null, candidates } };
  });
}

function errorOf(fault: NotUnderstood, session: Session): Error {
  switch (fault.because) {
    case 'TOO_LONG':
      return new ReportTooLongError(MOST_ROWS);
    case 'NO_HEADER':
      return new ReportHeaderUnknownError(fault.found);
    case 'DATES_OPEN':
      return new ReportDatesOpenError(fault.example);
    case 'OTHER_TIME':
      return new ReportOfOtherTimeError(fault, session);
    case 'OPEN_QUOTE':
      return new ReportUnreadableError(fault.because, fault.line);
    default:
      return new ReportUnreadableError(fault.because);
  }
}

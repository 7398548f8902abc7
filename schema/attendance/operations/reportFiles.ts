import { createHash } from 'node:crypto';
import { and, count, eq, lt } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import { type IntensiveDayId, newId } from '../../../drizzle/ids.ts';
import { attendanceFiles } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { job, NOTHING } from '../../jobs/operations.ts';
import type { Session } from '../queries/sessions.ts';
import { requireDoor } from './requireDoor.ts';

/** The largest report: one megabyte, some ten thousand joins and leaves. */
export const MOST_REPORT_BYTES = 1024 * 1024;
/** A training may have so many files waiting. */
const MOST_FILES = 50;
const KEPT_MILLIS = 24 * 3_600_000;

const placeOf = (id: string): string => `attendance_files:${id}:sealed_bytes`;

export type KeptFile = { ok: true; sha256: string; bytes: number } | { ok: false; because: 'EMPTY' | 'TOO_MANY' };

/**
 * Keeps a file for a day, sealed, until importAttendanceReport names its hash. The same file again is kept once, for a day from now.
 * Throws NotFound, Forbidden, NoAttendance.
 */
export async function keepReportFile(
  db: Database,
  act: UserAct,
  { sessionId, bytes, vault }: { sessionId: IntensiveDayId | null; bytes: Buffer; vault: Vault },
): Promise<KeptFile> {
  if (bytes.length === 0) return { ok: false, because: 'EMPTY' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return db.transaction(async (tx) => {
    const { session } = await requireDoor(tx, act, { sessionId, permission: 'IMPORT_ATTENDANCE' });
    await sweepReportFiles(tx, act.now);
    await dropFile(tx, session, sha256);
    const [waiting] = await tx
      .select({ files: count() })
      .from(attendanceFiles)
      .where(eq(attendanceFiles.intensiveId, session.intensiveId));
    if ((waiting?.files ?? 0) >= MOST_FILES) return { ok: false, because: 'TOO_MANY' };
    const id = newId<never>();
    const { intensiveId, ordinal: dayOrdinal } = session;
    const sealedBytes = seal(vault, bytes, placeOf(id));
    await tx
      .insert(attendanceFiles)
      .values({ id, intensiveId, dayOrdinal, sha256, sealedBytes, uploadedAt: act.now })
      .onConflictDoNothing();
    return { ok: true, sha256, bytes: bytes.length };
  });
}

const isFile = ({ intensiveId, ordinal }: Session, sha256: string) =>
  and(
    eq(attendanceFiles.intensiveId, intensiveId),
    eq(attendanceFiles.dayOrdinal, ordinal),
    eq(attendanceFiles.sha256, sha256),
  );

/** A file that waits; null when there is none. */
export async function waitingFile(
  tx: Database,
  session: Session,
  { sha256, vault }: { sha256: string; vault: Vault },
): Promise<Buffer | null> {
  const [file] = await tx.select().from(attendanceFiles).where(isFile(session, sha256));
  return file === undefined ? null : unseal(vault, file.sealedBytes, placeOf(file.id));
}

export async function dropFile(tx: Database, session: Session, sha256: string): Promise<void> {
  await tx.delete(attendanceFiles).where(isFile(session, sha256));
}

/** Deletes files that nobody imported within a day. */
async function sweepReportFiles(db: Database, now: Date): Promise<void> {
  await db.delete(attendanceFiles).where(lt(attendanceFiles.uploadedAt, new Date(now.getTime() - KEPT_MILLIS)));
}

export const sweepAttendanceFiles = job({
  name: 'sweep-attendance-files',
  payload: NOTHING,
  schedule: '40 5 * * *',
  run: ({ db, clock }: { db: Database; clock: () => Date }) => sweepReportFiles(db, clock()),
});

import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { withdrawReplaced } from '../../issuance/operations/withdrawReplaced.ts';
import { type CertificateRow, liveCertificates } from '../../issuance/queries.ts';
import { attendanceClaimKey } from '../../issuance/rules/claimKeys.ts';

/** The certificate of attendance whose place that of completion takes; null when there is none that stands. */
export async function attendanceCertificate(tx: Database, enrollmentId: EnrollmentId): Promise<CertificateRow | null> {
  const [found] = await liveCertificates(tx, [attendanceClaimKey(enrollmentId)]);
  return found === undefined || found.revokedAt !== null ? null : found;
}

/** Withdraws the certificate of attendance, if there is one, for that of completion among those that were issued. */
export async function replaceAttendance(
  tx: Database,
  act: UserAct,
  { old, issued }: { old: CertificateRow | null; issued: readonly CertificateRow[] },
): Promise<void> {
  const successor = old === null ? undefined : issued.find(({ predecessorId }) => predecessorId === old.id);
  if (old !== null && successor !== undefined) await withdrawReplaced(tx, act, { old, successor });
}

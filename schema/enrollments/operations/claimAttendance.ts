import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvents } from '../../events/operations.ts';
import { issueCertificates } from '../../issuance/operations/issueCertificate.ts';
import { printedSourcesOf } from '../../issuance/queries/printedSources.ts';
import { type CertificateRow, liveCertificates } from '../../issuance/queries.ts';
import { attendanceClaimKey } from '../../issuance/rules/claimKeys.ts';
import { lockHolder } from '../../licenses/operations/holding.ts';
import { BlockedError, EnrollmentClosedError } from '../errors.ts';
import { hoursAttended } from '../rules/gate/attendance.ts';
import { blockersOf, blockersOfAttendance } from '../rules/gate.ts';
import { closedAt } from '../rules/open.ts';
import { heldOf } from '../rules/sessions.ts';
import { settledStanding } from './claimCredit.ts';
import { keepAttendance } from './keepAttendance.ts';
import { lockEnrollment } from './lockEnrollment.ts';
import { requireName } from './signAttestation.ts';

type Claim = { enrollmentId: EnrollmentId | null; confirmedName: string; vault: Vault; publicUrl: string };
type Claimed = { enrollmentId: EnrollmentId; certificate: CertificateRow };

/**
 * Grants the certificate of attendance of a training, once: it states the hours that were attended, whatever of the test. That of
 * completion takes its place. Throws NotFound, InvalidInput for a course that is studied alone, EnrollmentClosed once that one was
 * claimed, Blocked, NameUndrawable.
 */
export async function claimAttendance(
  db: Database,
  act: UserAct,
  { vault, publicUrl, ...claim }: Claim,
): Promise<Claimed> {
  return db.transaction(async (tx) => {
    // No minute is claimed as taught and as attended at one moment.
    await lockHolder(tx, act.userId);
    const enrollment = await lockEnrollment(tx, { enrollmentId: claim.enrollmentId, userId: act.userId });
    const { id: enrollmentId, organizationId, userId, purpose, specimen } = enrollment;
    const claimKey = attendanceClaimKey(enrollmentId);
    const [known] = await liveCertificates(tx, [claimKey]);
    if (known !== undefined) return { enrollmentId, certificate: known };
    const closed = closedAt(enrollment);
    if (closed !== null) throw new EnrollmentClosedError(closed);
    const standing = await settledStanding(tx, enrollmentId);
    const { training, legalName } = standing;
    if (training === null)
      throw new InvalidInputError([
        { path: 'enrollmentId', message: 'Only a training has a certificate of attendance.' },
      ]);
    const missing = blockersOfAttendance(standing, act.now);
    if (missing.length > 0 || legalName === null || training.endsAt === null)
      throw new BlockedError(blockersOf(enrollmentId, missing));
    requireName(standing, claim.confirmedName);
    const sources = await printedSourcesOf(tx, enrollment.versionId);
    const printed = { learnerName: legalName, assessed: false, attendanceOnly: true, completedAt: training.endsAt };
    const of = { enrollmentId, userId, sources, purpose, specimen, vault, publicUrl };
    const [attendedHundredths, held] = [hoursAttended(standing), heldOf(standing)];
    const [certificate] = await issueCertificates(tx, act, { ...of, ...printed, attendedHundredths, held }, [
      { claimKey, award: null },
    ]);
    if (certificate === undefined) throw new Error('no certificate was issued');
    await keepAttendance(tx, enrollmentId, { training, takenAt: act.now });
    await recordEvents(tx, act, 'CERTIFICATE_ISSUED', {
      objects: [{ id: certificate.id, details: null }],
      organizationId,
    });
    return { enrollmentId, certificate };
  });
}

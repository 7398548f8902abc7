import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { enrollments } from '../../../drizzle/schema.ts';
import { laterOf, type UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { issueCertificate } from '../../issuance/operations/issueCertificate.ts';
import type { CertificateRow } from '../../issuance/queries.ts';
import { liveCertificate } from '../../issuance/queries.ts';
import { BlockedError, EnrollmentClosedError } from '../errors.ts';
import { standingOf } from '../queries.ts';
import { blockers, blockersOf } from '../rules/gate.ts';
import { lockEnrollment } from './lockEnrollment.ts';
import { requireName } from './signAttestation.ts';

type Claim = {
  enrollmentId: EnrollmentId | null;
  /**
   * The legal name, typed by the learner to confirm what will be printed. It is compared with the profile's legal name and then
   * dropped: the certificate prints the profile's spelling.
   */
  confirmedName: string;
  vault: Vault;
  publicUrl: string;
};

/** The claim key of the plain certificate. There is one for each enrollment, so it is issued once. */
const plainClaimKey = (enrollmentId: EnrollmentId) => `${enrollmentId}:plain`;

/**
 * Grants the plain certificate of a finished enrollment, once. A second claim, or fifty at once, return the same certificate.
 * Throws Blocked with the same list that the learner sees, EnrollmentClosed for a withdrawn enrollment, NameUndrawable.
 */
export async function claimCredit(db: Database, act: UserAct, facts: Claim): Promise<CertificateRow> {
  const { userId, now } = act;
  return db.transaction(async (tx) => {
    const enrollment = await lockEnrollment(tx, { enrollmentId: facts.enrollmentId, userId });
    const claimKey = plainClaimKey(enrollment.id);
    const issued = await liveCertificate(tx, claimKey);
    if (issued !== null) return issued;
    if (enrollment.withdrawnAt !== null) throw new EnrollmentClosedError(enrollment.withdrawnAt);
    const standing = await standingOf(tx, enrollment.id);
    const missing = blockers(standing);
    if (missing.length > 0) throw new BlockedError(blockersOf(enrollment.id, missing));
    const { legalName, completedAt, signature } = standing;
    // The processes that saw the completion and the signature may have clocks ahead of this one.
    const at = laterOf(now, laterOf(completedAt ?? now, signature?.signedAt ?? now));
    requireName(standing, facts.confirmedName);
    if (legalName === null || completedAt === null) throw new Error('the gate let an unfinished enrollment through');
    const certificate = await issueCertificate(
      tx,
      { ...act, now: at },
      {
        claimKey,
        enrollmentId: enrollment.id,
        userId,
        versionId: enrollment.versionId,
        purpose: enrollment.purpose,
        specimen: enrollment.specimen,
        learnerName: legalName,
        assessed: standing.passedAt !== null,
        completedAt,
        vault: facts.vault,
        publicUrl: facts.publicUrl,
      },
    );
    await tx.update(enrollments).set({ claimedAt: at }).where(eq(enrollments.id, enrollment.id));
    await recordEvent(tx, act, 'CERTIFICATE_ISSUED', {
      objectId: certificate.id,
      organizationId: enrollment.organizationId,
    });
    return certificate;
  });
}

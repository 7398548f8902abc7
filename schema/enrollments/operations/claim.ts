import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { enrollments } from '../../../drizzle/schema.ts';
import { recordUntypedEvent } from '../../events/operations.ts';
import { issueCertificate } from '../../issuance/operations/issueCertificate.ts';
import type { CertificateRow } from '../../issuance/queries.ts';
import { liveCertificate } from '../../issuance/queries.ts';
import { BlockedError, EnrollmentClosedError } from '../errors.ts';
import { standingOf } from '../queries.ts';
import { blockers } from '../rules.ts';
import { requireName } from './attest.ts';
import { lockEnrollment } from './milestones.ts';

type Claim = {
  userId: UserId;
  enrollmentId: EnrollmentId | null;
  printedName: string;
  vault: Vault;
  publicUrl: string;
  now: Date;
  requestId: string;
};

/** One key for a round without offers: the plain certificate of completion. */
const plainClaimKey = (enrollmentId: EnrollmentId) => `${enrollmentId}:plain`;

/**
 * Grants the plain certificate of a finished round, once: a second claim, or fifty at once, answer the first. Throws Blocked
 * with the same list the learner sees, EnrollmentClosed for a withdrawn round, NameUndrawable.
 */
export const claimCredit = async (db: Database, facts: Claim): Promise<CertificateRow> =>
  db.transaction(async (tx) => {
    const enrollment = await lockEnrollment(tx, facts);
    const claimKey = plainClaimKey(enrollment.id);
    const issued = await liveCertificate(tx, claimKey);
    if (issued !== null) return issued;
    if (enrollment.withdrawnAt !== null) throw new EnrollmentClosedError(enrollment.withdrawnAt);
    const standing = await standingOf(tx, enrollment.id);
    const missing = blockers(standing);
    if (missing.length > 0) throw new BlockedError(missing);
    const { legalName, completedAt } = standing;
    requireName(facts.printedName, legalName);
    if (legalName === null || completedAt === null) throw new Error('the gate let an unfinished round through');
    const act = { actor: 'user' as const, userId: facts.userId, now: facts.now, requestId: facts.requestId };
    const certificate = await issueCertificate(tx, act, {
      claimKey,
      enrollmentId: enrollment.id,
      userId: facts.userId,
      versionId: enrollment.versionId,
      purpose: enrollment.purpose,
      specimen: enrollment.specimen,
      learnerName: legalName,
      assessed: standing.passedAt !== null,
      completedAt: new Date(completedAt),
      vault: facts.vault,
      publicUrl: facts.publicUrl,
    });
    await tx.update(enrollments).set({ claimedAt: facts.now }).where(eq(enrollments.id, enrollment.id));
    await recordUntypedEvent(tx, {
      verb: 'CERTIFICATE_ISSUED',
      objectType: 'Certificate',
      objectId: certificate.id,
      actorUserId: facts.userId,
      at: facts.now,
      requestId: facts.requestId,
    });
    return certificate;
  });

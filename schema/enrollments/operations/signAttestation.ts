import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { attestations, enrollments } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import type { SignInMethod } from '../../context.ts';
import { BlockedError, EnrollmentClosedError, TextChangedError } from '../errors.ts';
import { type OfferSide, offerSideOf } from '../queries/offers.ts';
import { standingOf, type WholeRow } from '../queries.ts';
import { attestationFor } from '../rules/attestation.ts';
import { signatureBlockers } from '../rules/gate/attestation.ts';
import { latestOf } from '../rules/gate/content.ts';
import { typedNameBlockers } from '../rules/gate/name.ts';
import { type Blocker, blockersOf, blockersOfAttestation } from '../rules/gate.ts';
import { offersAskToSign } from '../rules/offers/signing.ts';
import type { Standing } from '../rules/standing.ts';
import { lockEnrollment } from './lockEnrollment.ts';
import { stampMilestones } from './milestones.ts';

type Sign = {
  enrollmentId: EnrollmentId | null;
  textVersion: string;
  typedName: string;
  signedInBy: SignInMethod;
  ipAddress: string | null;
  userAgent: string | null;
};

/**
 * Signs the attestation with the learner's typed legal name, once everything that it speaks of is done. While a signature counts,
 * a further call returns it. One that no longer counts stays as it is, and a new one follows it. After the claim only an offer can
 * ask for one. Throws TextChanged when the version is not the current one, Blocked with everything that is missing and when the
 * typed name is not the profile's, EnrollmentClosed, NotFound.
 */
export async function signAttestation(
  db: Database,
  { userId, now }: UserAct,
  { enrollmentId, ...signed }: Sign,
): Promise<{ id: EnrollmentId }> {
  return db.transaction(async (tx) => {
    const enrollment = await lockEnrollment(tx, { enrollmentId, userId });
    const { id } = enrollment;
    if (enrollment.withdrawnAt !== null) throw new EnrollmentClosedError(enrollment.withdrawnAt);
    const standing = await standingOf(tx, id);
    const side = await offerSideOf(tx, id);
    if (!asksToSign(standing, side, now)) {
      if (enrollment.claimedAt !== null) throw new EnrollmentClosedError(enrollment.claimedAt);
      return { id };
    }
    const { version, text } = attestationFor(enrollment);
    if (signed.textVersion !== version) throw new TextChangedError(version);
    requireNothing(id, [
      ...blockersOfAttestation(standing, now),
      ...typedNameBlockers(signed.typedName, standing.legalName),
    ]);
    // Nothing else notices that a training ended which somebody taught.
    if (standing.teaching !== null) await stampMilestones(tx, { now }, standing);
    const attestedAt = momentOf(now, standing, side);
    const ordinal = (side.signature?.ordinal ?? 0) + 1;
    await tx.insert(attestations).values({ ...signed, enrollmentId: id, ordinal, text, attestedAt });
    await tx.update(enrollments).set({ attestedAt }).where(eq(enrollments.id, id));
    return { id };
  });
}

/** Whether the certificate of completion or an offer waits for a signature. A claim froze what the former asks for. */
function asksToSign(standing: WholeRow, side: OfferSide, now: Date): boolean {
  if (standing.claimedAt === null && signatureBlockers(standing).length > 0) return true;
  return offersAskToSign(side.offers, { ...side, enrollment: { ...standing, ...side }, now });
}

/** The processes that saw the completion and the sittings may have clocks ahead of this one. */
function momentOf(now: Date, { id, completedAt, teaching }: WholeRow, { sittings }: OfferSide): Date {
  const sat = sittings.filter((one) => one.enrollmentId === id).map(({ submittedAt }) => submittedAt);
  return latestOf([now, completedAt ?? now, teaching?.statedAt ?? now, ...sat]) ?? now;
}

/** The typed name must be the profile's legal name. Throws Blocked with NAME_UNCONFIRMED otherwise. */
export function requireName({ id, legalName }: Pick<Standing, 'id' | 'legalName'>, typedName: string): void {
  requireNothing(id, typedNameBlockers(typedName, legalName));
}

function requireNothing(id: EnrollmentId, missing: readonly Blocker[]): void {
  if (missing.length > 0) throw new BlockedError(blockersOf(id, missing));
}

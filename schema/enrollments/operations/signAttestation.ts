import { eq, max } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { attestations, enrollments } from '../../../drizzle/schema.ts';
import { laterOf, type UserAct } from '../../act.ts';
import type { SignInMethod } from '../../context.ts';
import { BlockedError, TextChangedError } from '../errors.ts';
import { standingOf } from '../queries.ts';
import { ATTESTATION } from '../rules/attestation.ts';
import { signatureBlockers } from '../rules/gate/attestation.ts';
import { typedNameBlockers } from '../rules/gate/name.ts';
import { type Blocker, blockersOf, blockersOfAttestation } from '../rules/gate.ts';
import type { Standing } from '../rules/standing.ts';
import { lockOpenEnrollment } from './lockEnrollment.ts';

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
 * a further call returns it. One that no longer counts stays as it is, and a new one follows it. Throws TextChanged when the
 * version is not the current one, Blocked with everything that is missing and when the typed name is not the profile's.
 */
export async function signAttestation(
  db: Database,
  { userId, now }: UserAct,
  { enrollmentId, ...signed }: Sign,
): Promise<{ id: EnrollmentId }> {
  return db.transaction(async (tx) => {
    const { id } = await lockOpenEnrollment(tx, { enrollmentId, userId });
    const standing = await standingOf(tx, id);
    if (signatureBlockers(standing).length === 0) return { id };
    if (signed.textVersion !== ATTESTATION.version) throw new TextChangedError(ATTESTATION.version);
    requireNothing(id, [
      ...blockersOfAttestation(standing),
      ...typedNameBlockers(signed.typedName, standing.legalName),
    ]);
    // The process that saw the completion may have a clock ahead of this one.
    const attestedAt = laterOf(now, standing.completedAt ?? now);
    const ordinal = (await lastOrdinal(tx, id)) + 1;
    await tx.insert(attestations).values({ ...signed, enrollmentId: id, ordinal, text: ATTESTATION.text, attestedAt });
    await tx.update(enrollments).set({ attestedAt }).where(eq(enrollments.id, id));
    return { id };
  });
}

async function lastOrdinal(tx: Database, enrollmentId: EnrollmentId): Promise<number> {
  const [last] = await tx
    .select({ ordinal: max(attestations.ordinal) })
    .from(attestations)
    .where(eq(attestations.enrollmentId, enrollmentId));
  return last?.ordinal ?? 0;
}

/** The typed name must be the profile's legal name. Throws Blocked with NAME_UNCONFIRMED otherwise. */
export function requireName({ id, legalName }: Pick<Standing, 'id' | 'legalName'>, typedName: string): void {
  requireNothing(id, typedNameBlockers(typedName, legalName));
}

function requireNothing(id: EnrollmentId, missing: readonly Blocker[]): void {
  if (missing.length > 0) throw new BlockedError(blockersOf(id, missing));
}

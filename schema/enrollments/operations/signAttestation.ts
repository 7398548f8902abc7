import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { attestations, enrollments } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import type { SignInMethod } from '../../context.ts';
import { BlockedError, TextChangedError } from '../errors.ts';
import { standingOf } from '../queries.ts';
import { ATTESTATION } from '../rules/attestation.ts';
import { typedNameBlockers } from '../rules/gate/name.ts';
import { blockersOf } from '../rules/gate.ts';
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
 * Signs the attestation with the learner's typed legal name. A second call returns the first signature. Throws TextChanged when
 * the version is not the current one, Blocked (NAME_UNCONFIRMED) when the typed name is not the profile's.
 */
export async function signAttestation(
  db: Database,
  { userId, now }: UserAct,
  { enrollmentId, ...signed }: Sign,
): Promise<{ id: EnrollmentId }> {
  return db.transaction(async (tx) => {
    const { id, attestedAt } = await lockOpenEnrollment(tx, { enrollmentId, userId });
    if (attestedAt !== null) return { id };
    if (signed.textVersion !== ATTESTATION.version) throw new TextChangedError(ATTESTATION.version);
    requireName(await standingOf(tx, id), signed.typedName);
    await tx.insert(attestations).values({ ...signed, enrollmentId: id, text: ATTESTATION.text, attestedAt: now });
    await tx.update(enrollments).set({ attestedAt: now }).where(eq(enrollments.id, id));
    return { id };
  });
}

/** The typed name must match the profile's legal name. Throws Blocked with NAME_UNCONFIRMED otherwise. */
export function requireName({ id, legalName }: Pick<Standing, 'id' | 'legalName'>, typedName: string): void {
  const missing = typedNameBlockers(typedName, legalName);
  if (missing.length > 0) throw new BlockedError(blockersOf(id, missing));
}

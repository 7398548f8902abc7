import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { attestations, enrollments } from '../../../drizzle/schema.ts';
import type { SignInMethod } from '../../context.ts';
import { BlockedError, TextChangedError } from '../errors.ts';
import { standingOf } from '../queries.ts';
import { ATTESTATION, namesAgree } from '../rules.ts';
import { lockOpenEnrollment } from './milestones.ts';

type Sign = {
  userId: UserId;
  enrollmentId: EnrollmentId | null;
  textVersion: string;
  typedName: string;
  signedInBy: SignInMethod;
  ipAddress: string | null;
  userAgent: string | null;
  now: Date;
};

/**
 * Signs the attestation with the learner's typed legal name; a second signature answers the first. Throws TextChanged when the
 * version is not the current one, Blocked (NAME_UNCONFIRMED) when the typed name is not the profile's.
 */
export const signAttestation = async (db: Database, facts: Sign): Promise<{ id: EnrollmentId }> =>
  db.transaction(async (tx) => {
    const enrollment = await lockOpenEnrollment(tx, facts);
    if (enrollment.attestedAt !== null) return { id: enrollment.id };
    if (facts.textVersion !== ATTESTATION.version) throw new TextChangedError(ATTESTATION.version);
    const { legalName } = await standingOf(tx, enrollment.id);
    requireName(facts.typedName, legalName);
    const { textVersion, typedName, signedInBy, ipAddress, userAgent, now } = facts;
    await tx.insert(attestations).values({
      enrollmentId: enrollment.id,
      textVersion,
      text: ATTESTATION.text,
      typedName,
      signedInBy,
      ipAddress,
      userAgent,
      attestedAt: now,
    });
    await tx.update(enrollments).set({ attestedAt: now }).where(eq(enrollments.id, enrollment.id));
    return { id: enrollment.id };
  });

/** The name typed must be the profile's legal name. Throws Blocked with NAME_UNCONFIRMED otherwise. */
export const requireName = (typedName: string, legalName: string | null): void => {
  if (namesAgree(typedName, legalName)) return;
  const message =
    legalName === null
      ? 'Your profile has no legal name yet. Set it with `updateProfile`, then type it here.'
      : 'The name typed is not the legal name in your profile. Type it as it stands there, or correct the profile first.';
  throw new BlockedError([{ code: 'NAME_UNCONFIRMED', message }]);
};

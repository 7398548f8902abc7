import type { Vault } from '../../../drizzle/encryption.ts';
import type { CarePlace } from '../queries/places.ts';
import type { IntakeAnswers } from '../rules/form.ts';
import { openAnswers, openJoint, openPlan } from './sealing.ts';

export type OwnIntake = { answers: IntakeAnswers; savedAt: Date; submittedAt: Date | null };
export type OwnPlan = { text: string; savedAt: Date };
export type Joint = { text: string; version: number; editedAt: Date; agreed: boolean; bothAgreed: boolean };

/** A person's own intake, opened for them. */
export function ownIntakeOf(vault: Vault, place: CarePlace): OwnIntake | null {
  const { recordId, wrappedDataKey, sealedAnswers, savedAt, submittedAt } = place;
  if (recordId === null || wrappedDataKey === null || sealedAnswers === null || savedAt === null) return null;
  return { answers: openAnswers(vault, { recordId, wrappedDataKey, sealedAnswers }), savedAt, submittedAt };
}

/** A person's own part of the plan, opened for them. */
export function ownPlanOf(
  vault: Vault,
  { recordId, wrappedDataKey, sealedPlan, planSavedAt }: CarePlace,
): OwnPlan | null {
  if (recordId === null || wrappedDataKey === null || sealedPlan === null || planSavedAt === null) return null;
  return { text: openPlan(vault, { recordId, wrappedDataKey, sealedPlan }), savedAt: planSavedAt };
}

/** The joint part, opened for one of the two. */
export function jointOf(vault: Vault, place: CarePlace): Joint | null {
  const { jointPlanId, jointDataKey, sealedJoint, jointVersion: version, jointEditedAt: editedAt } = place;
  if (jointPlanId === null || jointDataKey === null || sealedJoint === null) return null;
  if (version === null || editedAt === null) return null;
  const { agreed, bothAgreed } = place;
  return { text: openJoint(vault, { jointPlanId, jointDataKey, sealedJoint }), version, editedAt, agreed, bothAgreed };
}

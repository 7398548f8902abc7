import { newDataKey, openDataKey, seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import type { CareRecordId, JointPlanId } from '../../../drizzle/ids.ts';
import type { IntakeAnswers } from '../rules/form.ts';

export const recordKeyPlace = (id: string): string => `care_records:${id}:data_key`;
export const jointKeyPlace = (id: string): string => `joint_plans:${id}:data_key`;
const answersPlace = (id: CareRecordId): string => `care_intakes:${id}:answers`;
const planPlace = (id: CareRecordId): string => `care_plans:${id}:text`;
const jointPlace = (id: JointPlanId): string => `joint_plans:${id}:text`;

export const newRecordKey = (vault: Vault, id: CareRecordId) => newDataKey(vault, recordKeyPlace(id));
export const newJointKey = (vault: Vault, id: JointPlanId) => newDataKey(vault, jointKeyPlace(id));

type InRecord = { recordId: CareRecordId; wrappedDataKey: Buffer };
type InJoint = { jointPlanId: JointPlanId; jointDataKey: Buffer };

const keyOf = (vault: Vault, { recordId, wrappedDataKey }: InRecord): Vault =>
  openDataKey(vault, wrappedDataKey, recordKeyPlace(recordId));
const jointKeyOf = (vault: Vault, { jointPlanId, jointDataKey }: InJoint): Vault =>
  openDataKey(vault, jointDataKey, jointKeyPlace(jointPlanId));

export function sealAnswers(vault: Vault, record: InRecord, answers: IntakeAnswers): Buffer {
  return seal(keyOf(vault, record), Buffer.from(JSON.stringify(answers)), answersPlace(record.recordId));
}

export function openAnswers(vault: Vault, record: InRecord & { sealedAnswers: Buffer }): IntakeAnswers {
  return JSON.parse(unseal(keyOf(vault, record), record.sealedAnswers, answersPlace(record.recordId)).toString('utf8'));
}

export function sealPlan(vault: Vault, record: InRecord, text: string): Buffer {
  return seal(keyOf(vault, record), Buffer.from(text), planPlace(record.recordId));
}

export function openPlan(vault: Vault, record: InRecord & { sealedPlan: Buffer }): string {
  return unseal(keyOf(vault, record), record.sealedPlan, planPlace(record.recordId)).toString('utf8');
}

export function sealJoint(vault: Vault, joint: InJoint, text: string): Buffer {
  return seal(jointKeyOf(vault, joint), Buffer.from(text), jointPlace(joint.jointPlanId));
}

export function openJoint(vault: Vault, joint: InJoint & { sealedJoint: Buffer }): string {
  return unseal(jointKeyOf(vault, joint), joint.sealedJoint, jointPlace(joint.jointPlanId)).toString('utf8');
}

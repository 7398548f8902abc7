import type { Vault } from '../../../drizzle/encryption.ts';
import type { CareRecordId, JointPlanId } from '../../../drizzle/ids.ts';
import type { KeptCare } from '../rules/exported.ts';
import { openAnswers, openJoint, openPlan } from './sealing.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

/** A person's own records of care and the joint parts, opened for them: never the other one's own words. */
export function openedCare(vault: Vault, { careRecords, jointPlans }: KeptCare) {
  return {
    careRecords: careRecords.map(({ wrapped_data_key, intakes, plans, presences, ...record }) => {
      const inRecord = { recordId: record.id as CareRecordId, wrappedDataKey: bytes(wrapped_data_key) };
      return {
        ...record,
        intakes: intakes.map(({ sealed_answers, ...intake }) => ({
          ...intake,
          answers: openAnswers(vault, { ...inRecord, sealedAnswers: bytes(sealed_answers) }),
        })),
        plans: plans.map(({ sealed_text, ...plan }) => ({
          ...plan,
          text: openPlan(vault, { ...inRecord, sealedPlan: bytes(sealed_text) }),
        })),
        presences,
      };
    }),
    jointPlans: jointPlans.map(({ wrapped_data_key, sealed_text, ...plan }) => ({
      ...plan,
      text: openJoint(vault, {
        jointPlanId: plan.id as JointPlanId,
        jointDataKey: bytes(wrapped_data_key),
        sealedJoint: bytes(sealed_text),
      }),
    })),
  };
}

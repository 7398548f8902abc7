import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import { type CareRecordId, type JointPlanId, newId, type UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { newJointKey, newRecordKey, sealAnswers, sealJoint, sealPlan } from '../../schema/care/operations/sealing.ts';
import { ANSWERS } from './careHouse.ts';

type Asked = { userId: UserId; at: Date; text: string; vault: Vault };

/** A row in every table of care, for somebody who has the rows of events and a pair. */
export const writeCareRows = async (db: Database, { userId, at, text, vault }: Asked): Promise<void> => {
  const [place] = await db.select().from(tables.registrations).where(eq(tables.registrations.userId, userId)).limit(1);
  const whole = and(eq(tables.pairs.firstUserId, userId), isNotNull(tables.pairs.secondUserId));
  const [pair] = await db.select().from(tables.pairs).where(whole).limit(1);
  if (place === undefined || pair === undefined) throw new Error('this person has no place or no pair');
  const recordId = newId<CareRecordId>();
  const { wrapped: wrappedDataKey } = newRecordKey(vault, recordId);
  const record = { recordId, wrappedDataKey };
  const kept = { id: recordId, registrationId: place.id, userId, wrappedDataKey, keptUntil: '2030-01-01', madeAt: at };
  await db.insert(tables.careRecords).values(kept);
  const sealedAnswers = sealAnswers(vault, record, { ...ANSWERS, channels: ['CALL'], goals: text });
  await db.insert(tables.careIntakes).values({ recordId, sealedAnswers, savedAt: at, submittedAt: at });
  await db.insert(tables.carePlans).values({ recordId, sealedText: sealPlan(vault, record, text), savedAt: at });
  await db.insert(tables.carePresences).values({ recordId, present: true });
  const jointPlanId = newId<JointPlanId>();
  const { wrapped: jointDataKey } = newJointKey(vault, jointPlanId);
  const joint = {
    pairId: pair.id,
    wrappedDataKey: jointDataKey,
    version: 1,
    editedAt: at,
    editedByFirst: true,
    editedBySecond: false,
  };
  const sealedText = sealJoint(vault, { jointPlanId, jointDataKey }, text);
  await db.insert(tables.jointPlans).values({ id: jointPlanId, ...joint, sealedText });
  await db.insert(tables.jointAgreements).values({ jointPlanId, userId, version: 1, agreedAt: at });
};

/** Where each value of care stands in the export of such a person. */
export const CARE_SHAPE: readonly string[] = [
  'careRecords[].id: string',
  'careRecords[].intakes[].answers.channels[]: string',
  'careRecords[].intakes[].answers.doNotLeaveMessage: boolean',
  'careRecords[].intakes[].answers.doNotWrite: boolean',
  'careRecords[].intakes[].answers.goals: string',
  'careRecords[].intakes[].answers.needs: string',
  'careRecords[].intakes[].answers.reachAt: string',
  'careRecords[].intakes[].answers.reachWhen: string',
  'careRecords[].intakes[].saved_at: instant',
  'careRecords[].intakes[].submitted_at: instant',
  'careRecords[].kept_until: string',
  'careRecords[].made_at: instant',
  'careRecords[].plans[].saved_at: instant',
  'careRecords[].plans[].text: string',
  'careRecords[].presences[].present: boolean',
  'careRecords[].registration_id: string',
  'jointAgreements[].agreed_at: instant',
  'jointAgreements[].version: number',
  'jointPlans[].edited_at: instant',
  'jointPlans[].id: string',
  'jointPlans[].pair_id: string',
  'jointPlans[].text: string',
  'jointPlans[].version: number',
];

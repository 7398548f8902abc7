import type { CertificateId, EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { userAct } from '../../schema/act.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { recordEvaluated, recordPostTestPassed } from '../../schema/enrollments/operations/milestones.ts';
import { signAttestation } from '../../schema/enrollments/operations/signAttestation.ts';
import { completeContent, enrolled, newLearner, type World } from './world.ts';

export const CREDIT_NAME = 'Robin Example';
export const PUBLIC_URL = 'https://attune.example.org';
const start = new Date('2026-11-22T11:30:00Z');

type Finisher = { userId: UserId; enrollmentId: EnrollmentId; now: Date };

const BROWSER = { ipAddress: '192.0.2.7', userAgent: 'a sample browser' };

/** A learner who has done everything for credit but claim. */
export const creditFinisher = async (world: World, name = CREDIT_NAME, network = BROWSER): Promise<Finisher> =>
  finishedBy(world, await newLearner(world.db, name), { name, network });

type Finishing = { name?: string; network?: typeof BROWSER; from?: Date; enrolledAt?: Date };

/** The same of somebody who may have studied other courses before. */
export const finishedBy = async (
  world: World,
  userId: UserId,
  { name = CREDIT_NAME, network = BROWSER, enrolledAt, from = enrolledAt ?? start }: Finishing = {},
): Promise<Finisher> => {
  const enrollmentId = await enrolled(world, userId, enrolledAt === undefined ? {} : { now: enrolledAt });
  const now = await completeContent(world.db, userId, enrollmentId, from);
  await recordPostTestPassed(world.db, { now }, { enrollmentId });
  await recordEvaluated(world.db, { now }, { enrollmentId });
  const signed = { textVersion: '1', typedName: name, signedInBy: 'EMAIL_CODE' as const };
  await signAttestation(world.db, userAct(userId, now), { enrollmentId, ...signed, ...network });
  return { userId, enrollmentId, now };
};

/** Claims the plain certificate. */
export const claimFor = async (world: World, { userId, enrollmentId, now }: Finisher, name = CREDIT_NAME) => {
  const facts = { enrollmentId, confirmedName: name, vault: world.vault, publicUrl: PUBLIC_URL };
  return (await claimCredit(world.db, userAct(userId, now), facts)).plain;
};

/** A learner who holds a certificate for credit; `now` is when it was issued. */
export const newCreditHolder = async (
  world: World,
  name = CREDIT_NAME,
  network = BROWSER,
): Promise<Finisher & { number: string; certificateId: CertificateId }> => {
  const finisher = await creditFinisher(world, name, network);
  const { number, id } = await claimFor(world, finisher, name);
  return { ...finisher, number, certificateId: id };
};

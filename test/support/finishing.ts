import { expect } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { attestations } from '../../drizzle/schema.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import { updateProfile } from '../../schema/accounts/operations.ts';
import { userAct } from '../../schema/act.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { recordPostTestPassed } from '../../schema/enrollments/operations/milestones.ts';
import { signAttestation } from '../../schema/enrollments/operations/signAttestation.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { blockers } from '../../schema/enrollments/rules/gate.ts';
import { submitEvaluation } from '../../schema/evaluations/operations.ts';
import { evaluationForm } from '../../schema/evaluations/queries.ts';
import { PUBLIC_URL } from './creditHolder.ts';
import { completeContent, enrolled, newLearner, type World } from './world.ts';

export const LEARNER = 'Ναταλία Ivanova-Łukasz';
export const START = new Date('2026-11-22T11:30:00Z');

/** The last steps of learners of one world, under one name unless another is given. */
export const finishing = (world: () => World) => {
  const enrolledLearner = async (purpose: Purpose = 'CREDIT') => {
    const userId = await newLearner(world().db, LEARNER);
    return { userId, enrollmentId: await enrolled(world(), userId, { purpose }) };
  };

  /** A learner who has finished the content and, for credit, the post-test. */
  const studied = async (purpose: Purpose = 'CREDIT') => {
    const { userId, enrollmentId } = await enrolledLearner(purpose);
    const now = await completeContent(world().db, userId, enrollmentId, START);
    if (purpose === 'CREDIT') await recordPostTestPassed(world().db, { now }, { enrollmentId });
    return { userId, enrollmentId, now };
  };

  const evaluate = async (userId: UserId, enrollmentId: EnrollmentId, now: Date) => {
    const { versionId } = await standingOf(world().db, enrollmentId);
    const { items } = await evaluationForm(world().db, versionId);
    const answers = items
      .filter(({ required }) => required)
      .map(({ key, kind, options }) =>
        kind === 'SCALE' ? { itemKey: key, scale: 3 } : { itemKey: key, choice: options[0] ?? '' },
      );
    return submitEvaluation(world().db, userAct(userId, now), { enrollmentId, answers });
  };

  const sign = (userId: UserId, enrollmentId: EnrollmentId, now: Date, typedName = LEARNER, textVersion = '1') =>
    signAttestation(world().db, userAct(userId, now), {
      enrollmentId,
      textVersion,
      typedName,
      signedInBy: 'EMAIL_CODE',
      ipAddress: '127.0.0.1',
      userAgent: 'test',
    });

  /** A learner who has done everything but claim. */
  const finisher = async (purpose: Purpose = 'CREDIT') => {
    const { userId, enrollmentId, now } = await studied(purpose);
    if (purpose === 'CREDIT') {
      await evaluate(userId, enrollmentId, now);
      await sign(userId, enrollmentId, now);
    }
    return { userId, enrollmentId, now };
  };

  /** The plain certificate. */
  const claim = async (userId: UserId, enrollmentId: EnrollmentId, now: Date, confirmedName = LEARNER) => {
    const { vault } = world();
    const facts = { enrollmentId, confirmedName, vault, publicUrl: PUBLIC_URL };
    return (await claimCredit(world().db, userAct(userId, now), facts)).plain;
  };

  return {
    enrolledLearner,
    studied,
    evaluate,
    sign,
    finisher,
    claim,
    rename: (userId: UserId, legalName: string) => updateProfile(world().db, userAct(userId, START), { legalName }),
    signaturesOf: (enrollmentId: EnrollmentId) =>
      world()
        .db.select()
        .from(attestations)
        .where(eq(attestations.enrollmentId, enrollmentId))
        .orderBy(attestations.ordinal),
    gateOf: async (enrollmentId: EnrollmentId) =>
      blockers(await standingOf(world().db, enrollmentId), START).map(({ code }) => code),
  };
};

/** The codes with which an act was blocked. */
export const blockersOfRefusal = async (act: Promise<unknown>): Promise<string[]> => {
  const refused = await act.then(
    () => null,
    (error) => error,
  );
  expect(refused).toMatchObject({ code: 'BLOCKED' });
  return refused.blockers.map(({ code }: { code: string }) => code);
};

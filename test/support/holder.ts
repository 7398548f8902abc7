import type { CertificateId, UserId } from '../../drizzle/ids.ts';
import { userAct } from '../../schema/act.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { completeContent, enrolled, newLearner, type World } from './world.ts';

export const HOLDER_NAME = 'Robin <b>Example</b>';
const start = new Date('2026-11-22T11:30:00Z');

/** A learner who took the course for personal growth, and the certificate they claimed. */
export const newHolder = async (
  world: World,
  publicUrl: string,
): Promise<{ userId: UserId; number: string; certificateId: CertificateId }> => {
  const userId = await newLearner(world.db, HOLDER_NAME);
  const enrollmentId = await enrolled(world, userId, { purpose: 'PERSONAL' });
  const now = await completeContent(world.db, userId, enrollmentId, start);
  const {
    plain: { number, id },
  } = await claimCredit(world.db, userAct(userId, now), {
    enrollmentId,
    confirmedName: HOLDER_NAME,
    vault: world.vault,
    publicUrl,
  });
  return { userId, number, certificateId: id };
};

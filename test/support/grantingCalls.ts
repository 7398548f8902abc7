import type { Call } from './calls.ts';
import { approvalInput, confirmed, freshBody, instituteId, offer, offerInput, ownerWithLetter } from './granting.ts';
import { globalId } from './quizPages.ts';
import type { World } from './world.ts';

/** An owner whose letter waits, with a confirmed approval of a body of its own. */
const granting = async (world: World) => {
  const userId = await ownerWithLetter(world);
  return { userId, approvalId: await confirmed(world, userId, { accreditor: await freshBody(world) }) };
};

export const toRecord = async (world: World): Promise<Call> => {
  const [userId, accreditor] = [await ownerWithLetter(world), await freshBody(world)];
  const organizationId = globalId('Organization', await instituteId(world));
  return { userId, input: { ...approvalInput, organizationId, accreditor } };
};

export const toEnd = async (world: World): Promise<Call> => {
  const { userId, approvalId } = await granting(world);
  return { userId, input: { approvalId, state: 'LAPSED', from: '2026-12-01', reason: 'We did not renew it.' } };
};

export const toOffer = async (world: World): Promise<Call> => {
  const { userId, approvalId } = await granting(world);
  return { userId, input: { ...offerInput(world), approvalId, opensOn: '2026-12-01' } };
};

export const toWithdraw = async (world: World): Promise<Call> => {
  const { userId, approvalId } = await granting(world);
  const { offer: made } = await offer(world, userId, approvalId);
  return { userId, input: { offerId: made.id, reason: 'We changed the amount.' } };
};

import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId } from '../../../drizzle/ids.ts';
import type { Act } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import { ApprovalEndedError } from '../errors.ts';
import type { ApprovalRow } from '../queries/approvals.ts';
import { addState, endApproval, lockApproval } from './addState.ts';

async function lockFound(tx: Database, id: ApprovalId | null): Promise<ApprovalRow> {
  const approval = await lockApproval(tx, id);
  if (approval === null) throw new NotFoundError('The approval');
  const { endedOn, refused, confirmed } = approval;
  if (endedOn !== null && !confirmed) throw new ApprovalEndedError({ endedOn, refused });
  return approval;
}

/**
 * Says that an approval, or the newest state that an owner set, agrees with its letter, so that offers can stand on it. Its state
 * stays as it is. A second call changes nothing. Answers whether this call confirmed it. For the operator's command line. Throws
 * NotFound, and ApprovalEnded for one that was refused or ended unconfirmed.
 */
export async function confirmApproval(
  db: Database,
  act: Act,
  { approvalId }: { approvalId: ApprovalId | null },
): Promise<{ approval: ApprovalRow; confirmed: boolean }> {
  return db.transaction(async (tx) => {
    const approval = await lockFound(tx, approvalId);
    const last = approval.states.at(-1);
    if (last === undefined || last.confirmed) return { approval, confirmed: false };
    const { state, from } = last;
    await addState(tx, approval, { state, from, confirmed: true, reason: null, now: act.now });
    const { id, organizationId, letterSha256 } = approval;
    const details = { letterSha256, state, from };
    await recordEvent(tx, act, 'APPROVAL_CONFIRMED', { objectId: id, organizationId, details });
    return { approval, confirmed: true };
  });
}

const Refusal = z.object({ reason: reasonText });

/**
 * Refuses an approval that does not agree with its letter: it was never in force, and a correct one can be recorded for the same
 * days. For the operator's command line. Throws NotFound, InvalidInput, ApprovalEnded, and an error for one that is confirmed.
 */
export async function refuseApproval(
  db: Database,
  act: Act,
  { approvalId, ...terms }: { approvalId: ApprovalId | null; reason: string },
): Promise<ApprovalRow> {
  const { reason } = parseInput(Refusal, terms);
  return db.transaction(async (tx) => {
    const approval = await lockFound(tx, approvalId);
    const { id, organizationId, startsOn } = approval;
    if (approval.confirmed)
      throw new Error('The approval is confirmed. An owner of the organization ends it with changeApprovalState.');
    await addState(tx, approval, { state: 'WITHDRAWN', from: startsOn, confirmed: false, reason, now: act.now });
    await endApproval(tx, id, startsOn);
    await recordEvent(tx, act, 'APPROVAL_REFUSED', { objectId: id, organizationId, reason });
    return approval;
  });
}

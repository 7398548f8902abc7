import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId } from '../../../drizzle/ids.ts';
import { MAX_PAGE, wholeWindow } from '../../../drizzle/window.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { ApprovalEndedError } from '../errors.ts';
import { type ApprovalRow, type AwardUnderRow, awardsUnder } from '../queries/approvals.ts';
import { addDays, ENDS } from '../rules/approval.ts';
import { addState, endApproval, holderOf, lockApproval } from './addState.ts';

export const OWNERS_STATES = ['IN_FORCE', 'PROBATION', 'SUSPENDED', 'LAPSED', 'WITHDRAWN'] as const;

/** Its history is read with every offer, so it stays short; an end can always be recorded. */
const MOST_STATES = 100;
const TOO_MANY = { path: 'state', message: `An approval has at most ${MOST_STATES} states. Its end can be recorded.` };

type Change = {
  approvalId: ApprovalId | null;
  state: (typeof OWNERS_STATES)[number];
  /** The first day of the state, in the organization's zone. */
  from: string;
  reason: string;
};
export type Changed = { approvalId: ApprovalId; awards: AwardUnderRow[] };

/**
 * Records what became of an approval from a day on, for an owner. LAPSED and WITHDRAWN end it for good. The awards that count on
 * that day or later are listed and none is changed. Throws NotFound, Forbidden, InvalidInput, ApprovalEnded.
 */
export async function changeApprovalState(db: Database, act: UserAct, change: Change): Promise<Changed> {
  const { state, from, reason } = change;
  return db.transaction(async (tx) => {
    const { organizationId, as } = await requirePermission(tx, act, {
      permission: 'RECORD_APPROVALS',
      organizationId: await holderOf(tx, change.approvalId),
      what: 'The approval',
    });
    const approval = await lockApproval(tx, change.approvalId);
    if (approval === null) throw new Error('an approval vanished');
    const { endedOn, refused } = approval;
    if (endedOn !== null) throw new ApprovalEndedError({ endedOn, refused });
    requireDay(approval, from);
    if (approval.states.length >= MOST_STATES && !ENDS.has(state)) throw new InvalidInputError([TOO_MANY]);
    await addState(tx, approval, { state, from, reason, confirmed: false, now: act.now });
    if (ENDS.has(state)) await endApproval(tx, approval.id, from);
    const details = { state, from };
    await recordEvent(tx, act, 'APPROVAL_STATE_CHANGED', {
      objectId: approval.id,
      organizationId,
      as,
      reason,
      details,
    });
    const window = { approvalId: approval.id, from, ...wholeWindow(MAX_PAGE) };
    return { approvalId: approval.id, awards: await awardsUnder(tx, window) };
  });
}

function requireDay({ startsOn, endsOn }: ApprovalRow, from: string): void {
  const fault = (message: string) => new InvalidInputError([{ path: 'from', message }]);
  if (from < startsOn) throw fault(`The approval begins on ${startsOn}; name that day or a later one.`);
  if (endsOn !== null && from > addDays(endsOn, 1)) throw fault(`The approval ends on ${endsOn} in any case.`);
}

import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId } from '../../../drizzle/ids.ts';
import type { Act, UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { letterOf } from '../queries/approvals.ts';
import { holderOf } from './addState.ts';

const WHAT = 'The letter';

/** The letter of an approval, for a member who may read approvals; the reading is recorded. Throws NotFound, Forbidden. */
export async function readLetter(
  db: Database,
  act: UserAct,
  { approvalId }: { approvalId: ApprovalId | null },
): Promise<Buffer> {
  return db.transaction(async (tx) => {
    const holder = await holderOf(tx, approvalId);
    const asked = { permission: 'READ_APPROVALS', organizationId: holder, what: WHAT } as const;
    const { organizationId, as } = await requirePermission(tx, act, asked);
    // The letter itself, which may have megabytes, is read for whoever may see it.
    const found = approvalId === null ? null : await letterOf(tx, approvalId);
    if (approvalId === null || found === null) throw new NotFoundError(WHAT);
    const { letter, letterSha256 } = found;
    await recordEvent(tx, act, 'APPROVAL_LETTER_READ', {
      objectId: approvalId,
      organizationId,
      as,
      details: { letterSha256 },
    });
    return letter;
  });
}

/** The same for the operator, who compares approvals with their letters. Throws NotFound. */
export async function takeLetter(
  db: Database,
  act: Act,
  { approvalId }: { approvalId: ApprovalId },
): Promise<{ letter: Buffer; letterSha256: string }> {
  return db.transaction(async (tx) => {
    const organizationId = await holderOf(tx, approvalId);
    const found = await letterOf(tx, approvalId);
    if (organizationId === null || found === null) throw new NotFoundError('The approval');
    const { letterSha256 } = found;
    await recordEvent(tx, act, 'APPROVAL_LETTER_READ', {
      objectId: approvalId,
      organizationId,
      details: { letterSha256 },
    });
    return found;
  });
}

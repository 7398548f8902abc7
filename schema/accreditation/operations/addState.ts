import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId, OrganizationId } from '../../../drizzle/ids.ts';
import { approvalStates, approvals } from '../../../drizzle/schema.ts';
import { type ApprovalRow, approvalById, type StateRow } from '../queries/approvals.ts';
import { lockOrganization } from './addApproval.ts';

/** Whose approval this is; null when there is none. */
export async function holderOf(tx: Database, id: ApprovalId | null): Promise<OrganizationId | null> {
  if (id === null) return null;
  const [row] = await tx.select({ of: approvals.organizationId }).from(approvals).where(eq(approvals.id, id));
  return row?.of ?? null;
}

/** The approval, its organization locked, so that states and offers follow each other; null when there is none. */
export async function lockApproval(tx: Database, id: ApprovalId | null): Promise<ApprovalRow | null> {
  const holder = await holderOf(tx, id);
  if (id === null || holder === null) return null;
  await lockOrganization(tx, holder);
  return approvalById(tx, id);
}

type NewState = Pick<StateRow, 'state' | 'from' | 'confirmed' | 'reason'> & { now: Date };

/** Adds the next state of a locked approval. */
export async function addState(tx: Database, { id, states }: ApprovalRow, { now, ...state }: NewState): Promise<void> {
  const ordinal = Math.max(0, ...states.map((one) => one.ordinal)) + 1;
  await tx.insert(approvalStates).values({ ...state, approvalId: id, ordinal, recordedAt: now });
}

/** Sets the first day on which a locked approval is no longer in force, which can be done once. */
export async function endApproval(tx: Database, id: ApprovalId, endedOn: string): Promise<void> {
  await tx
    .update(approvals)
    .set({ endedOn })
    .where(and(eq(approvals.id, id), isNull(approvals.endedOn)));
}

import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type ApprovalId, newId, type OrganizationId } from '../../../drizzle/ids.ts';
import { approvalOrganizations, approvalStates, approvals, organizations } from '../../../drizzle/schema.ts';
import { ApprovalOverlapsError } from '../errors.ts';
import { overlappingApproval } from '../queries/approvals.ts';
import type { Granted } from '../rules/recording.ts';

/** The organization's time zone. Locks its row, so that two approvals of one key are recorded one after the other. */
export async function lockOrganization(tx: Database, organizationId: OrganizationId): Promise<{ timeZone: string }> {
  const [row] = await tx
    .select({ timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for('no key update');
  if (row === undefined) throw new Error('the organization vanished');
  return row;
}

export type Addition = Granted & {
  organizationId: OrganizationId;
  publishedAt: string;
  letter: { name: string; sha256: string; bytes: Buffer };
  specimen: boolean;
  /** Whether the operator vouches for it at once. */
  confirmed: boolean;
  now: Date;
};

/**
 * Adds an approval, its organizations and its first state, in the caller's transaction, which holds the lock on the organization.
 * Throws ApprovalOverlaps.
 */
export async function addApproval(tx: Database, addition: Addition): Promise<ApprovalId> {
  const { partners, role, letter, confirmed, now, formats, ...facts } = addition;
  const other = await overlappingApproval(tx, facts);
  if (other !== null) throw new ApprovalOverlapsError(other);
  const id = newId<ApprovalId>();
  await tx.insert(approvals).values({
    ...facts,
    id,
    formats: [...formats],
    letterName: letter.name,
    letterSha256: letter.sha256,
    letter: letter.bytes,
    recordedAt: now,
  });
  await tx
    .insert(approvalOrganizations)
    .values([
      { approvalId: id, organizationId: facts.organizationId, role },
      ...partners.map((one) => ({ approvalId: id, partnerName: one.name, partnerNumber: one.number, role: one.role })),
    ]);
  await tx
    .insert(approvalStates)
    .values({ approvalId: id, ordinal: 1, state: 'IN_FORCE', from: facts.startsOn, confirmed, recordedAt: now });
  return id;
}

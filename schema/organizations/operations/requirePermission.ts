import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { roleOf } from '../queries.ts';
import { type Permission, permissionOf } from '../rules/permissions.ts';

type Asked = {
  permission: Permission;
  /** Null when the thing was not found. The answer is then the same as for a person who is not a member. */
  organizationId: OrganizationId | null;
  /** The thing asked for, as NotFound names it: `The certificate`. */
  what: string;
};

/**
 * The organization, and the role in which the person may act for it. Every verb, page and download for members calls this, in the
 * transaction that does the work. Throws NotFound when the person is not a member. Throws Forbidden, which says who may, when the
 * person has another role.
 */
export async function requirePermission(
  tx: Database,
  { userId }: { userId: UserId },
  { permission, organizationId, what }: Asked,
): Promise<{ organizationId: OrganizationId; as: AuditActor }> {
  const role = organizationId === null ? null : await roleOf(tx, { userId, organizationId });
  const decision = permissionOf(role, permission);
  if (organizationId === null || (!decision.ok && decision.because === 'NOT_A_MEMBER')) throw new NotFoundError(what);
  if (!decision.ok) throw new ForbiddenError(decision.message);
  return { organizationId, as: decision.role.toLowerCase() as AuditActor };
}

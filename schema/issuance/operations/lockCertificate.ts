import { eq } from 'drizzle-orm';
import { parseCertificateNumber } from '../../../certificates/number.ts';
import type { Database } from '../../../drizzle/client.ts';
import { certificates, enrollments } from '../../../drizzle/schema.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { UserAct } from '../../act.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import type { Permission } from '../../organizations/rules/permissions.ts';
import { issuerOf } from '../queries.ts';

export type LockedCertificate = typeof certificates.$inferSelect;

/**
 * Locks the certificate of a number, as people type it, for a member who may do this. The enrollment is locked first, as in a claim
 * and in an erasure, so that none of them waits for another in a circle. Throws NotFound to a person who is no member of
 * the organization that issued it, and Forbidden to a member without the right.
 */
export async function lockCertificate(
  tx: Database,
  act: UserAct,
  { number, permission }: { number: string; permission: Permission },
): Promise<{ row: LockedCertificate; as: AuditActor }> {
  const parsed = parseCertificateNumber(number);
  const found = parsed.ok ? await issuerOf(tx, parsed.number) : null;
  const organizationId = found?.organizationId ?? null;
  const { as } = await requirePermission(tx, act, { permission, organizationId, what: 'The certificate' });
  if (found === null) throw new Error('a permission was granted on a certificate that does not exist');
  await tx
    .select({ id: enrollments.id })
    .from(enrollments)
    .where(eq(enrollments.id, found.enrollmentId))
    .for('key share');
  const [row] = await tx.select().from(certificates).where(eq(certificates.id, found.id)).for('update');
  if (row === undefined) throw new Error('certificate row not found although certificates are never deleted');
  return { row, as };
}

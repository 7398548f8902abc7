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
 * Locks the certificate of a number, in any spelling, for a member who may do this. Locks the enrollment first, as a claim and an
 * erasure do, to avoid a deadlock. Throws NotFound to a person who is not a member of the issuing organization, and Forbidden to
 * a member without the permission.
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

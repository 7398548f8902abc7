import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { certificates } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { NoNameToShareError } from '../errors.ts';

/**
 * Shows or hides the holder's name in the public verdict. Throws NotFound for another person's certificate, and NoNameToShare for
 * one taken for personal growth, whose verdict never shows a name.
 */
export async function shareCertificateName(
  db: Database,
  { userId }: UserAct,
  { certificateId, shared }: { certificateId: CertificateId | null; shared: boolean },
): Promise<{ id: CertificateId }> {
  return db.transaction(async (tx) => {
    if (certificateId === null) throw new NotFoundError('The certificate');
    const [row] = await tx
      .select({ id: certificates.id, purpose: certificates.purpose })
      .from(certificates)
      .where(and(eq(certificates.id, certificateId), eq(certificates.userId, userId)))
      .for('update');
    if (row === undefined) throw new NotFoundError('The certificate');
    if (row.purpose === 'PERSONAL' && shared) throw new NoNameToShareError();
    await tx.update(certificates).set({ nameShared: shared }).where(eq(certificates.id, row.id));
    return { id: row.id };
  });
}

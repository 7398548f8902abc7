import { and, eq, isNull } from 'drizzle-orm';
import { drawableName } from '../../../certificates/fonts/drawable.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { certificates } from '../../../drizzle/schema.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { NotFoundError } from '../../errors.ts';
import { enqueue } from '../../jobs/operations.ts';
import { NoNameToShareError } from '../errors.ts';
import { type CertificateRow, liveCertificate } from '../queries.ts';
import { certificateIssued } from './certificateIssued.ts';
import { gatherFacts, type ToPrint } from './gatherFacts.ts';
import { sealFacts } from './sealFacts.ts';

type Issue = ToPrint & { claimKey: string; enrollmentId: EnrollmentId; userId: UserId; vault: Vault };

/**
 * Freezes the facts, draws the number and inserts the certificate, once per claim key: a racing second call reads the first.
 * Leaves the making of its documents as a job on the same transaction. Throws NameUndrawable before anything is written.
 */
export const issueCertificate = async (tx: Database, issue: Issue): Promise<CertificateRow> => {
  const drawable = drawableName(issue.learnerName);
  if (!drawable.ok) throw new NameUndrawableError(drawable.characters);
  const { facts, organizationId, expiresAt } = await gatherFacts(tx, issue);
  await tx
    .insert(certificates)
    .values({
      ...sealFacts(issue.vault, facts),
      claimKey: issue.claimKey,
      enrollmentId: issue.enrollmentId,
      userId: issue.userId,
      organizationId,
      purpose: issue.purpose,
      specimen: issue.specimen,
      issuedAt: issue.now,
      expiresAt,
    })
    .onConflictDoNothing({ target: certificates.claimKey, where: isNull(certificates.supersededAt) });
  const winner = await liveCertificate(tx, issue.claimKey);
  if (winner === null) throw new Error('no certificate stands after its own insert');
  await enqueue(tx, certificateIssued, { certificateId: winner.id }, { key: winner.id });
  return winner;
};

/**
 * Switches the public showing of the holder's name on or off. Throws NotFound for another's certificate, NoNameToShare for a
 * personal learner's, whose verdict never shows a name.
 */
export const shareCertificateName = async (
  db: Database,
  { certificateId, userId, shared }: { certificateId: CertificateId | null; userId: UserId; shared: boolean },
): Promise<{ id: CertificateId }> =>
  db.transaction(async (tx) => {
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

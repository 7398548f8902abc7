import { isNull } from 'drizzle-orm';
import { drawableName } from '../../../certificates/fonts/drawable.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { certificates } from '../../../drizzle/schema.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { type Act, laterOf } from '../../act.ts';
import { enqueue } from '../../jobs/operations.ts';
import { type CertificateRow, liveCertificate } from '../queries.ts';
import { certificateIssued } from './certificateIssued.ts';
import { gatherFacts, type ToPrint } from './gatherFacts.ts';
import { sealFacts } from './sealFacts.ts';

type Issue = Omit<ToPrint, 'now'> & {
  claimKey: string;
  enrollmentId: EnrollmentId;
  userId: UserId;
  vault: Vault;
  /** Of an award's body, as its offer froze them. */
  forbiddenWords?: readonly string[] | undefined;
};

/**
 * Freezes the facts, draws the number and inserts the certificate, once per claim key: a racing second call reads the first.
 * Queues a job that makes its documents, in the same transaction. The caller records the act. Throws NameUndrawable,
 * ForbiddenWord and DemandedFactMissing before it writes anything.
 */
export async function issueCertificate(
  tx: Database,
  act: Act,
  { claimKey, enrollmentId, userId, vault, forbiddenWords = [], ...toPrint }: Issue,
): Promise<CertificateRow> {
  const drawable = drawableName(toPrint.learnerName);
  if (!drawable.ok) throw new NameUndrawableError(drawable.characters);
  // The completion may have been recorded by a process whose clock is ahead of this one.
  const now = laterOf(act.now, toPrint.completedAt);
  const { facts, organizationId, expiresAt } = await gatherFacts(tx, { ...toPrint, forbiddenWords, now });
  await tx
    .insert(certificates)
    .values({
      ...sealFacts(vault, facts),
      claimKey,
      enrollmentId,
      userId,
      organizationId,
      purpose: toPrint.purpose,
      specimen: toPrint.specimen,
      issuedAt: now,
      expiresAt,
    })
    .onConflictDoNothing({ target: certificates.claimKey, where: isNull(certificates.supersededAt) });
  const winner = await liveCertificate(tx, claimKey);
  if (winner === null) throw new Error('certificate not found after its own insert');
  await enqueue(tx, certificateIssued, { certificateId: winner.id }, { key: winner.id });
  return winner;
}

import { drawableName } from '../../../certificates/fonts/drawable.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { type Act, laterOf } from '../../act.ts';
import { enqueueAll } from '../../jobs/operations.ts';
import { type CertificateRow, liveCertificates } from '../queries.ts';
import type { AwardFacts } from '../rules/certificateFacts.ts';
import { certificateIssued } from './certificateIssued.ts';
import { gatherFacts, type ToPrint } from './gatherFacts.ts';
import { insertCertificates } from './insertCertificates.ts';
import { hashedWords } from './nameWords.ts';
import { sealFacts } from './sealFacts.ts';

/** What every certificate of a claim has in common. */
type Claim = Omit<ToPrint, 'now'> & { enrollmentId: EnrollmentId; userId: UserId; vault: Vault };

/** One certificate of a claim: the plain one, or that of an award. */
export type ToIssue = {
  claimKey: string;
  award: AwardFacts | null;
  /** The certificate that it takes the place of. The caller withdraws that one. */
  supersedesId?: CertificateId;
};

/** What a certificate that was just issued has not gone through. */
const UNTOUCHED = {
  ...{ revokedAt: null, revocationReason: null, supersededAt: null, successorNumber: null },
  ...{ nameShared: false, successorId: null },
};

/**
 * Freezes the facts, draws the numbers and inserts the certificates, once per claim key: a racing second call reads the first.
 * Queues a job for each that makes its documents, in the same transaction. The caller records the act. Throws NameUndrawable,
 * ForbiddenWord and DemandedFactMissing before it writes anything.
 */
export async function issueCertificates(
  tx: Database,
  act: Act,
  { enrollmentId, userId, vault, ...toPrint }: Claim,
  issues: readonly ToIssue[],
): Promise<CertificateRow[]> {
  const drawable = drawableName(toPrint.learnerName);
  if (!drawable.ok) throw new NameUndrawableError(drawable.characters);
  // The completion may have been recorded by a process whose clock is ahead of this one.
  const now = laterOf(act.now, toPrint.completedAt);
  const gathered = gatherFacts(
    { ...toPrint, now },
    issues.map(({ award }) => award),
  );
  const { purpose } = toPrint;
  const frozen = gathered.map(({ facts, organizationId, expiresAt }, at) => ({
    ...sealFacts(vault, facts),
    ...{ claimKey: issues[at]?.claimKey ?? '', organizationId, specimen: facts.specimen, expiresAt },
    supersedesId: issues[at]?.supersedesId ?? null,
    nameWords: hashedWords(vault, organizationId, facts.learnerName),
  }));
  const inserted = await insertCertificates(
    tx,
    { enrollmentId, userId, purpose, issuedAt: now, nameKeyId: vault.keyId },
    frozen,
  );
  const winners =
    inserted === frozen.length
      ? frozen.map(
          ({
            factsHash: _hash,
            nameSalt: _salt,
            nameCommitment: _commitment,
            nameWords: _words,
            supersedesId: predecessorId,
            ...row
          }): CertificateRow => ({
            ...row,
            ...UNTOUCHED,
            predecessorId,
            enrollmentId,
            issuedAt: now,
          }),
        )
      : await liveCertificates(
          tx,
          issues.map(({ claimKey }) => claimKey),
        );
  if (winners.length !== issues.length) throw new Error('certificate not found after its own insert');
  await enqueueAll(
    tx,
    certificateIssued,
    winners.map(({ id }) => ({ payload: { certificateId: id }, key: id })),
  );
  return winners;
}

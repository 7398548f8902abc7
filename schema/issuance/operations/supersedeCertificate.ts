import { eq } from 'drizzle-orm';
import { parseFacts } from '../../../certificates/facts/parse.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { supersessionPayload } from '../../../certificates/log/entry.ts';
import { newCertificateNumber } from '../../../certificates/number.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, LicenseVersionId } from '../../../drizzle/ids.ts';
import { certificates } from '../../../drizzle/schema.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import { laterOf, type UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { enqueue } from '../../jobs/operations.ts';
import { appendToLog } from '../../log/operations/appendToLog.ts';
import { NO_REVISION } from '../rules/documents.ts';
import { certificateIssued } from './certificateIssued.ts';
import { certificateWithdrawn } from './certificateWithdrawn.ts';
import type { LockedCertificate } from './lockCertificate.ts';
import { answer, moveToSuccessor } from './nameCorrections.ts';
import { hashedWords, storeWords } from './nameWords.ts';
import { sealFacts } from './sealFacts.ts';

/** The facts that a certificate had wrong. */
export type Corrected = Pick<CertificateFacts, 'learnerName'> | Required<Pick<CertificateFacts, 'licenses'>>;

export type Superseding = {
  old: LockedCertificate;
  /** Its frozen facts, opened. */
  facts: CertificateFacts;
  corrected: Corrected;
  as: AuditActor;
  reason: string | null;
  /** The version of a license that corrects several certificates at once: its holder gets one mail about all of them. */
  licenseVersionId?: LicenseVersionId;
  vault: Vault;
  publicUrl: string;
};

/**
 * Issues a corrected certificate in place of one that stands: all other facts stay frozen, so nothing is judged again. The caller
 * has locked it and found that it may be replaced. Returns the successor's id.
 */
export async function supersedeCertificate(
  tx: Database,
  act: UserAct,
  { old, facts, corrected, as, reason, licenseVersionId, vault, publicUrl }: Superseding,
): Promise<CertificateId> {
  const now = laterOf(act.now, old.issuedAt);
  const printed = correctedFacts(facts, corrected, { now, publicUrl });
  const successor = sealFacts(vault, printed);
  // The old one first, then the new one: there is one live certificate for each claim.
  await tx.update(certificates).set({ supersededAt: now }).where(eq(certificates.id, old.id));
  const { claimKey, enrollmentId, userId, organizationId, purpose, specimen, expiresAt, nameShared } = old;
  const kept = { claimKey, enrollmentId, userId, organizationId, purpose, specimen, expiresAt, nameShared };
  await tx
    .insert(certificates)
    .values({ ...successor, ...kept, issuedAt: now, supersedesId: old.id, nameKeyId: vault.keyId });
  await storeWords(tx, [{ id: successor.id, words: hashedWords(vault, organizationId, printed.learnerName) }]);
  if ('learnerName' in corrected) await answer(tx, { certificateId: old.id, state: 'CORRECTED', now });
  else await moveToSuccessor(tx, { from: old.id, to: successor.id });
  await appendToLog(tx, act, {
    kind: 'SUPERSESSION',
    certificateId: old.id,
    revision: NO_REVISION,
    payloadHash: supersessionPayload({ number: old.number, successor: successor.number, at: now.toISOString() }),
  });
  await recordEvent(tx, act, 'CERTIFICATE_SUPERSEDED', {
    objectId: old.id,
    organizationId,
    as,
    reason,
    details: { successorId: successor.id, corrected: Object.keys(corrected) },
  });
  await recordEvent(tx, act, 'CERTIFICATE_ISSUED', {
    objectId: successor.id,
    organizationId,
    as,
    details: { supersedesId: old.id },
  });
  const told = licenseVersionId === undefined ? {} : { licenseVersionId };
  await enqueue(tx, certificateIssued, { certificateId: successor.id, ...told }, { key: successor.id });
  await enqueue(tx, certificateWithdrawn, { certificateId: old.id, ...told }, { key: `${old.id}:superseded` });
  return successor.id;
}

function correctedFacts(
  facts: CertificateFacts,
  corrected: Corrected,
  { now, publicUrl }: { now: Date; publicUrl: string },
): CertificateFacts {
  const number = newCertificateNumber();
  const read = parseFacts({
    ...facts,
    ...corrected,
    number,
    issuedAt: now.toISOString(),
    verifyUrl: `${publicUrl}/verify/${number}`,
  });
  if (!read.ok) throw new Error(`corrected facts break their own rules: ${read.faults.join('; ')}`);
  return read.facts;
}

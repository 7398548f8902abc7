import { eq } from 'drizzle-orm';
import { parseFacts } from '../../../certificates/facts/parse.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { drawableName } from '../../../certificates/fonts/drawable.ts';
import { supersessionPayload } from '../../../certificates/log/entry.ts';
import { newCertificateNumber } from '../../../certificates/number.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { certificates } from '../../../drizzle/schema.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { laterOf, type UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { enqueue } from '../../jobs/operations.ts';
import { appendToLog } from '../../log/operations/appendToLog.ts';
import { AlreadyReplacedError, CertificateErasedError, CertificateRevokedError } from '../errors.ts';
import { type IssuedRow, issuedCertificate } from '../queries.ts';
import { NO_REVISION } from '../rules/documents.ts';
import { mayReissue, type ReissueRefusal } from '../rules.ts';
import { certificateIssued } from './certificateIssued.ts';
import { certificateWithdrawn } from './certificateWithdrawn.ts';
import { type LockedCertificate, lockCertificate } from './lockCertificate.ts';
import { openFacts, sealFacts } from './sealFacts.ts';

type Correction = { correctedName: string; vault: Vault; publicUrl: string };
export type Reissued = { replaced: IssuedRow; successor: IssuedRow };

/**
 * Issues a certificate again under a corrected name. All other facts stay frozen, and the old certificate is superseded. A later
 * call with the same name returns the first successor. Throws NotFound, Forbidden, NameUndrawable, InvalidInput for the name it
 * already has, AlreadyReplaced, CertificateRevoked, CertificateErased.
 */
export async function reissueCertificate(
  db: Database,
  act: UserAct,
  { number, ...correction }: Correction & { number: string },
): Promise<Reissued> {
  return db.transaction(async (tx) => {
    const { row, as } = await lockCertificate(tx, act, { number, permission: 'REISSUE_CERTIFICATES' });
    const decision = mayReissue(row);
    const id = decision.ok
      ? await supersede(tx, act, { old: row, as, ...correction })
      : await firstSuccessor(tx, row, decision.because, correction);
    return { replaced: await issuedCertificate(tx, row.id), successor: await issuedCertificate(tx, id) };
  });
}

async function firstSuccessor(
  tx: Database,
  row: LockedCertificate,
  because: ReissueRefusal,
  { vault, correctedName }: Correction,
): Promise<CertificateId> {
  if (because === 'REVOKED' && row.revokedAt !== null) throw new CertificateRevokedError(row.revokedAt);
  const [successor] = await tx.select().from(certificates).where(eq(certificates.supersedesId, row.id));
  const opened = successor === undefined ? null : openFacts(vault, successor);
  if (because === 'ERASED' || successor === undefined || opened === null) throw new CertificateErasedError();
  if (opened.facts.learnerName !== correctedName) throw new AlreadyReplacedError(successor.number);
  return successor.id;
}

type Superseding = Correction & { old: LockedCertificate; as: AuditActor };

async function supersede(tx: Database, act: UserAct, { old, as, ...correction }: Superseding): Promise<CertificateId> {
  const now = laterOf(act.now, old.issuedAt);
  const successor = sealFacts(correction.vault, correctedFacts(old, now, correction));
  // The old one first, then the new one: there is one live certificate for each claim.
  await tx.update(certificates).set({ supersededAt: now }).where(eq(certificates.id, old.id));
  const { claimKey, enrollmentId, userId, organizationId, purpose, specimen, expiresAt, nameShared } = old;
  const kept = { claimKey, enrollmentId, userId, organizationId, purpose, specimen, expiresAt, nameShared };
  await tx.insert(certificates).values({ ...successor, ...kept, issuedAt: now, supersedesId: old.id });
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
    details: { successorId: successor.id },
  });
  await recordEvent(tx, act, 'CERTIFICATE_ISSUED', {
    objectId: successor.id,
    organizationId,
    as,
    details: { supersedesId: old.id },
  });
  await enqueue(tx, certificateIssued, { certificateId: successor.id }, { key: successor.id });
  await enqueue(tx, certificateWithdrawn, { certificateId: old.id }, { key: `${old.id}:superseded` });
  return successor.id;
}

function correctedFacts(
  old: LockedCertificate,
  now: Date,
  { vault, correctedName, publicUrl }: Correction,
): CertificateFacts {
  const opened = openFacts(vault, old);
  if (opened === null) throw new CertificateErasedError();
  const drawable = drawableName(correctedName);
  if (!drawable.ok) throw new NameUndrawableError(drawable.characters);
  if (opened.facts.learnerName === correctedName) {
    const message = 'The certificate already prints this name. Write the corrected one.';
    throw new InvalidInputError([{ path: 'correctedName', message }]);
  }
  const number = newCertificateNumber();
  const read = parseFacts({
    ...opened.facts,
    number,
    learnerName: correctedName,
    issuedAt: now.toISOString(),
    verifyUrl: `${publicUrl}/verify/${number}`,
  });
  if (!read.ok) throw new Error(`corrected facts break their own rules: ${read.faults.join('; ')}`);
  return read.facts;
}

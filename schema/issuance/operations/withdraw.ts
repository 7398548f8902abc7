import { eq } from 'drizzle-orm';
import { type CertificateFacts, parseFacts } from '../../../certificates/facts.ts';
import { drawableName } from '../../../certificates/fonts/drawable.ts';
import { revocationPayload, supersessionPayload } from '../../../certificates/log/entry.ts';
import { newCertificateNumber, parseCertificateNumber } from '../../../certificates/number.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId, UserId } from '../../../drizzle/ids.ts';
import { certificates, enrollments } from '../../../drizzle/schema.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { systemAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordUntypedEvent } from '../../events/operations.ts';
import { enqueue } from '../../jobs/operations.ts';
import { appendToLog } from '../../log/operations/appendToLog.ts';
import { roleOf } from '../../organizations/queries.ts';
import { speaksOf } from '../../plainText.ts';
import { AlreadyReplacedError, CertificateErasedError, CertificateRevokedError } from '../errors.ts';
import { type IssuedRow, issuedCertificate, issuerOf } from '../queries.ts';
import { mayReissue, type RevocationReason } from '../rules.ts';
import { openFacts, sealFacts } from './sealFacts.ts';

type Act = { userId: UserId; number: string; now: Date; requestId: string };
type Locked = typeof certificates.$inferSelect;

/** Entries about a certificate's life, not about one of its documents. */
const NO_REVISION = 0;

const auditOf = ({ userId, now, requestId }: Act, objectId: CertificateId) => ({
  objectType: 'Certificate',
  objectId,
  actorUserId: userId,
  actor: 'owner',
  at: now,
  requestId,
});

/**
 * Locks a certificate for an owner of the organization that issued it; to everyone else there is none. Its enrollment comes first, as
 * in a claim and in an erasure, so that none of them waits for another in a circle.
 */
const lockForOwner = async (tx: Database, { userId, number }: Act): Promise<Locked> => {
  const parsed = parseCertificateNumber(number);
  const found = parsed.ok ? await issuerOf(tx, parsed.number) : null;
  const role = found === null ? null : await roleOf(tx, { userId, organizationId: found.organizationId });
  if (found === null || role !== 'OWNER') throw new NotFoundError('The certificate');
  await tx
    .select({ id: enrollments.id })
    .from(enrollments)
    .where(eq(enrollments.id, found.enrollmentId))
    .for('key share');
  const [row] = await tx.select().from(certificates).where(eq(certificates.id, found.id)).for('update');
  if (row === undefined) throw new Error('a certificate that is never deleted is gone');
  return row;
};

/**
 * Withdraws a certificate for good, with a public reason; the note goes to the audit trail alone. Once: a second call answers what
 * stands, also when it gives another reason. Throws NotFound to everyone but an owner of the organization that issued it, and
 * InvalidInput for a note that names the holder.
 */
export const revokeCertificate = async (
  db: Database,
  act: Act & { reason: RevocationReason; note: string | null; vault: Vault },
): Promise<IssuedRow> =>
  db.transaction(async (tx) => {
    const row = await lockForOwner(tx, act);
    requireNameless(openFacts(act.vault, row)?.facts.learnerName, act.note);
    if (row.revokedAt === null) await revoke(tx, row, act);
    return issuedCertificate(tx, row.id);
  });

const requireNameless = (name: string | undefined, note: string | null): void => {
  if (name === undefined || note === null || !speaksOf(note, [name])) return;
  const message = 'Leave the name out: the note stays on record for ever.';
  throw new InvalidInputError([{ path: 'note', message }]);
};

const revoke = async (
  tx: Database,
  { id, number }: Locked,
  act: Act & { reason: RevocationReason; note: string | null },
): Promise<void> => {
  const { reason, note, now } = act;
  await tx.update(certificates).set({ revokedAt: now, revocationReason: reason }).where(eq(certificates.id, id));
  await appendToLog(tx, systemAct(now), {
    kind: 'REVOCATION',
    certificateId: id,
    revision: NO_REVISION,
    payloadHash: revocationPayload({ number, reason, at: now.toISOString() }),
  });
  await recordUntypedEvent(tx, {
    ...auditOf(act, id),
    verb: 'CERTIFICATE_REVOKED',
    details: { reason },
    ...(note === null ? {} : { reason: note }),
  });
  await enqueue(tx, 'certificate-withdrawn', { certificateId: id }, { key: `${id}:revoked` });
};

type Reissue = Act & { correctedName: string; vault: Vault; publicUrl: string };
export type Reissued = { replaced: IssuedRow; successor: IssuedRow };

/**
 * Issues the certificate anew under a corrected name; everything else stays as it was frozen, and the old one is superseded. Once:
 * a later call with the same name answers the first successor. Throws NotFound to everyone but an owner of the organization,
 * NameUndrawable, InvalidInput for the name it already has, AlreadyReplaced, CertificateRevoked, CertificateErased.
 */
export const reissueCertificate = async (db: Database, act: Reissue): Promise<Reissued> =>
  db.transaction(async (tx) => {
    const row = await lockForOwner(tx, act);
    const verdict = mayReissue(row);
    const id = verdict.ok ? await supersede(tx, row, act) : await firstSuccessor(tx, row, verdict.because, act);
    return { replaced: await issuedCertificate(tx, row.id), successor: await issuedCertificate(tx, id) };
  });

const firstSuccessor = async (
  tx: Database,
  row: Locked,
  because: 'ERASED' | 'REPLACED' | 'REVOKED',
  { vault, correctedName }: Reissue,
): Promise<CertificateId> => {
  if (because === 'REVOKED' && row.revokedAt !== null) throw new CertificateRevokedError(row.revokedAt);
  const [successor] = await tx.select().from(certificates).where(eq(certificates.supersedesId, row.id));
  const opened = successor === undefined ? null : openFacts(vault, successor);
  if (because === 'ERASED' || successor === undefined || opened === null) throw new CertificateErasedError();
  if (opened.facts.learnerName !== correctedName) throw new AlreadyReplacedError(successor.number);
  return successor.id;
};

const supersede = async (tx: Database, old: Locked, act: Reissue): Promise<CertificateId> => {
  const { now, vault } = act;
  const successor = sealFacts(vault, correctedFacts(old, act));
  // First the old one, then the new: one live certificate for each claim.
  await tx.update(certificates).set({ supersededAt: now }).where(eq(certificates.id, old.id));
  await tx.insert(certificates).values({
    ...successor,
    claimKey: old.claimKey,
    enrollmentId: old.enrollmentId,
    userId: old.userId,
    organizationId: old.organizationId,
    purpose: old.purpose,
    specimen: old.specimen,
    issuedAt: now,
    expiresAt: old.expiresAt,
    nameShared: old.nameShared,
    supersedesId: old.id,
  });
  await appendToLog(tx, systemAct(now), {
    kind: 'SUPERSESSION',
    certificateId: old.id,
    revision: NO_REVISION,
    payloadHash: supersessionPayload({ number: old.number, successor: successor.number, at: now.toISOString() }),
  });
  await recordUntypedEvent(tx, {
    ...auditOf(act, old.id),
    verb: 'CERTIFICATE_SUPERSEDED',
    details: { successorId: successor.id },
  });
  await recordUntypedEvent(tx, {
    ...auditOf(act, successor.id),
    verb: 'CERTIFICATE_ISSUED',
    details: { supersedesId: old.id },
  });
  await enqueue(tx, 'certificate-issued', { certificateId: successor.id }, { key: successor.id });
  await enqueue(tx, 'certificate-withdrawn', { certificateId: old.id }, { key: `${old.id}:superseded` });
  return successor.id;
};

const correctedFacts = (old: Locked, { vault, correctedName, publicUrl, now }: Reissue): CertificateFacts => {
  const opened = openFacts(vault, old);
  if (opened === null) throw new CertificateErasedError();
  const drawable = drawableName(correctedName);
  if (!drawable.ok) throw new NameUndrawableError(drawable.characters);
  if (opened.facts.learnerName === correctedName) {
    const message = 'The certificate prints this very name. Write the corrected one.';
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
};

import { eq } from 'drizzle-orm';
import { revocationPayload } from '../../../certificates/log/entry.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { certificates } from '../../../drizzle/schema.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { Act, UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { enqueue } from '../../jobs/operations.ts';
import { appendToLog } from '../../log/operations/appendToLog.ts';
import { speaksOf } from '../../plainText.ts';
import { type IssuedRow, issuedCertificate } from '../queries.ts';
import { NO_REVISION } from '../rules/documents.ts';
import type { RevocationReason } from '../rules.ts';
import { certificateWithdrawn } from './certificateWithdrawn.ts';
import { type LockedCertificate, lockCertificate } from './lockCertificate.ts';
import { answer } from './nameCorrections.ts';
import { openFacts } from './sealFacts.ts';

type Revocation = { number: string; reason: RevocationReason; note: string | null; vault: Vault };

/**
 * Revokes a certificate permanently, with a public reason; the note goes only to the audit trail. A second call returns the first
 * revocation, even when it gives another reason. Throws NotFound, Forbidden, and InvalidInput for a note that names the holder or comes after their erasure.
 */
export async function revokeCertificate(
  db: Database,
  act: UserAct,
  { number, vault, ...why }: Revocation,
): Promise<IssuedRow> {
  return db.transaction(async (tx) => {
    const { row, as } = await lockCertificate(tx, act, { number, permission: 'REVOKE_CERTIFICATES' });
    requireNameless(openFacts(vault, row)?.facts.learnerName ?? null, why.note);
    if (row.revokedAt === null) await revoke(tx, act, { row, as, ...why });
    return issuedCertificate(tx, row.id);
  });
}

/** The name is null after erasure: then nobody could tell whether a note holds it. */
function requireNameless(name: string | null, note: string | null): void {
  if (note === null || (name !== null && !speaksOf(note, [name]))) return;
  const message =
    name === null
      ? 'Leave the note out: the holder was erased, and nothing about them is written down again.'
      : 'Remove the name: others read the note.';
  throw new InvalidInputError([{ path: 'note', message }]);
}

type Revoking = {
  row: Pick<LockedCertificate, 'id' | 'number' | 'organizationId'>;
  as?: AuditActor | undefined;
  reason: RevocationReason;
  note: string | null;
};

/** Revokes a certificate that stands, under the lock of its enrollment; whether it may be is for the caller to say. */
export async function revoke(tx: Database, act: Act, { row, as, reason, note }: Revoking): Promise<void> {
  const { id, number, organizationId } = row;
  const { now } = act;
  await tx.update(certificates).set({ revokedAt: now, revocationReason: reason }).where(eq(certificates.id, id));
  await answer(tx, { certificateId: id, state: 'REVOKED', now });
  await appendToLog(tx, act, {
    kind: 'REVOCATION',
    certificateId: id,
    revision: NO_REVISION,
    payloadHash: revocationPayload({ number, reason, at: now.toISOString() }),
  });
  await recordEvent(tx, act, 'CERTIFICATE_REVOKED', {
    objectId: id,
    organizationId,
    as,
    reason: note,
    details: { reason },
  });
  await enqueue(tx, certificateWithdrawn, { certificateId: id }, { key: `${id}:revoked` });
}

import { eq } from 'drizzle-orm';
import { drawableName } from '../../../certificates/fonts/drawable.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CertificateId } from '../../../drizzle/ids.ts';
import { certificates } from '../../../drizzle/schema.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { AlreadyReplacedError, CertificateErasedError, CertificateRevokedError } from '../errors.ts';
import { type IssuedRow, issuedCertificate } from '../queries.ts';
import { mayReissue, type ReissueRefusal } from '../rules.ts';
import { type LockedCertificate, lockCertificate } from './lockCertificate.ts';
import { openFacts } from './sealFacts.ts';
import { supersedeCertificate } from './supersedeCertificate.ts';

type Correction = { correctedName: string; reason?: string | null; vault: Vault; publicUrl: string };
export type Reissued = { replaced: IssuedRow; successor: IssuedRow };

/**
 * Issues a certificate again under a corrected name. All other facts stay frozen, and the old certificate is superseded. The reason
 * goes into the audit trail. A later call with the same name returns the first successor. Throws NotFound, Forbidden,
 * NameUndrawable, InvalidInput for the name it already has, AlreadyReplaced, CertificateRevoked, CertificateErased.
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
      ? await rename(tx, act, { old: row, as, ...correction })
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

type Naming = Correction & { old: LockedCertificate; as: AuditActor };

async function rename(
  tx: Database,
  act: UserAct,
  { old, as, correctedName, reason = null, ...how }: Naming,
): Promise<CertificateId> {
  const opened = openFacts(how.vault, old);
  if (opened === null) throw new CertificateErasedError();
  const drawable = drawableName(correctedName);
  if (!drawable.ok) throw new NameUndrawableError(drawable.characters);
  if (opened.facts.learnerName === correctedName) {
    const message = 'The certificate already prints this name. Write the corrected one.';
    throw new InvalidInputError([{ path: 'correctedName', message }]);
  }
  return supersedeCertificate(tx, act, {
    ...how,
    old,
    facts: opened.facts,
    corrected: { learnerName: correctedName },
    as,
    reason,
  });
}

import { and, eq, isNull, sql } from 'drizzle-orm';
import { drawableName } from '../../../certificates/fonts/drawable.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { type CertificateId, type NameCorrectionId, newId, type UserId } from '../../../drizzle/ids.ts';
import { certificates, nameCorrections, users } from '../../../drizzle/schema.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import { laterOf, type UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import {
  CertificateErasedError,
  CertificateReplacedError,
  CertificateRevokedError,
  NameCorrectionClosedError,
  NameCorrectionOpenError,
} from '../errors.ts';
import { NAME_CORRECTIONS, nameCorrectionsKey } from '../rules/nameCorrections.ts';
import { mayReissue } from '../rules.ts';
import { tellHolder, tellOwners } from './nameCorrectionMail.ts';
import { openFacts } from './sealFacts.ts';

type Wanted = { wantedName: string; reason: string };
type Request = Wanted & { certificateId: CertificateId | null; vault: Vault };
type Held = typeof certificates.$inferSelect;

const openOf = (certificateId: CertificateId) =>
  and(eq(nameCorrections.certificateId, certificateId), eq(nameCorrections.state, 'OPEN'));

/** Locks a certificate for its holder. The person comes first, as in an erasure. */
async function lockOwn(tx: Database, userId: UserId, certificateId: CertificateId | null): Promise<Held> {
  const open = and(eq(users.id, userId), isNull(users.disabledAt));
  const [person] = await tx.select({ id: users.id }).from(users).where(open).for('share');
  if (certificateId === null || person === undefined) throw new NotFoundError('The certificate');
  const own = and(eq(certificates.id, certificateId), eq(certificates.userId, userId));
  const [row] = await tx.select().from(certificates).where(own).for('update');
  if (row === undefined) throw new NotFoundError('The certificate');
  return row;
}

/**
 * Asks the organization to issue a certificate again under another name. The same request again answers the first. Throws NotFound,
 * NameUndrawable, InvalidInput for the name that it has, NameCorrectionOpen, RateLimited, CertificateReplaced, CertificateRevoked,
 * CertificateErased.
 */
export async function requestNameCorrection(
  db: Database,
  act: UserAct,
  { certificateId, vault, ...wanted }: Request,
): Promise<{ id: CertificateId }> {
  return db.transaction(async (tx) => {
    const row = await lockOwn(tx, act.userId, certificateId);
    const [open] = await tx.select().from(nameCorrections).where(openOf(row.id));
    if (open !== undefined) {
      if (open.wantedName !== wanted.wantedName || open.reason !== wanted.reason)
        throw new NameCorrectionOpenError(open.wantedName, open.askedAt);
      return { id: row.id };
    }
    await requireCorrectable(tx, row);
    requireOtherName(vault, row, wanted.wantedName);
    const counted = { key: nameCorrectionsKey(act.userId), limit: NAME_CORRECTIONS, now: act.now };
    await requireWithinLimit(tx, counted);
    await write(tx, act, row, wanted);
    return { id: row.id };
  });
}

async function requireCorrectable(tx: Database, row: Held): Promise<void> {
  const decision = mayReissue(row);
  if (decision.ok) return;
  if (decision.because === 'REVOKED' && row.revokedAt !== null) throw new CertificateRevokedError(row.revokedAt);
  const [successor] = await tx.select().from(certificates).where(eq(certificates.supersedesId, row.id));
  if (decision.because === 'ERASED' || successor === undefined) throw new CertificateErasedError();
  throw new CertificateReplacedError(successor.number);
}

function requireOtherName(vault: Vault, row: Held, wantedName: string): void {
  const drawable = drawableName(wantedName);
  if (!drawable.ok) throw new NameUndrawableError(drawable.characters);
  if (openFacts(vault, row)?.facts.learnerName !== wantedName) return;
  const message = 'The certificate already prints this name. Write the name as it should be.';
  throw new InvalidInputError([{ path: 'wantedName', message }]);
}

async function write(tx: Database, act: UserAct, row: Held, wanted: Wanted): Promise<void> {
  const { userId, now } = act;
  const { organizationId, id: certificateId } = row;
  const id = newId<NameCorrectionId>();
  await tx.insert(nameCorrections).values({ id, certificateId, organizationId, userId, ...wanted, askedAt: now });
  await recordEvent(tx, act, 'NAME_CORRECTION_REQUESTED', { objectId: certificateId, organizationId });
  await tellOwners(tx, { id, organizationId });
}

/** Takes the open request about a certificate back; without one it changes nothing. Throws NotFound. */
export async function withdrawNameCorrection(
  db: Database,
  act: UserAct,
  { certificateId }: { certificateId: CertificateId | null },
): Promise<{ id: CertificateId }> {
  return db.transaction(async (tx) => {
    const { id } = await lockOwn(tx, act.userId, certificateId);
    await answer(tx, { certificateId: id, state: 'WITHDRAWN', now: act.now });
    return { id };
  });
}

type Answer = { certificateId: CertificateId; state: 'CORRECTED' | 'WITHDRAWN' | 'REVOKED'; now: Date };

const answeredAt = (now: Date) => sql`greatest(${nameCorrections.askedAt}, ${now.toISOString()}::timestamptz)`;

/** Answers the request about a certificate, if one is open. The caller has locked the certificate. */
export async function answer(tx: Database, { certificateId, state, now }: Answer): Promise<void> {
  await tx
    .update(nameCorrections)
    .set({ state, answeredAt: answeredAt(now) })
    .where(openOf(certificateId));
}

type Moved = { from: CertificateId; to: CertificateId };

/** A certificate that was replaced for another reason has the same name still, so what its holder asks is about its successor. */
export async function moveToSuccessor(tx: Database, { from, to }: Moved): Promise<void> {
  await tx.update(nameCorrections).set({ certificateId: to }).where(openOf(from));
}

/**
 * Declines a request, with a reason that its holder reads. Again with the same reason, it changes nothing. Throws NotFound,
 * Forbidden, and NameCorrectionClosed.
 */
export async function declineNameCorrection(
  db: Database,
  act: UserAct,
  { id, because }: { id: NameCorrectionId | null; because: string },
): Promise<{ id: NameCorrectionId }> {
  return db.transaction(async (tx) => {
    const [found] = id === null ? [] : await tx.select().from(nameCorrections).where(eq(nameCorrections.id, id));
    const asked = { permission: 'REISSUE_CERTIFICATES', organizationId: found?.organizationId ?? null } as const;
    const { organizationId, as } = await requirePermission(tx, act, { ...asked, what: 'The request' });
    if (id === null) throw new NotFoundError('The request');
    const [row] = await tx.select().from(nameCorrections).where(eq(nameCorrections.id, id)).for('no key update');
    if (row === undefined) throw new NotFoundError('The request');
    if (row.state === 'DECLINED' && row.declinedBecause === because) return { id };
    if (row.state !== 'OPEN') throw new NameCorrectionClosedError(row.state);
    const declined = {
      state: 'DECLINED',
      declinedBecause: because,
      answeredAt: laterOf(act.now, row.askedAt),
    } as const;
    await tx.update(nameCorrections).set(declined).where(eq(nameCorrections.id, id));
    const objectId = row.certificateId;
    await recordEvent(tx, act, 'NAME_CORRECTION_DECLINED', {
      objectId,
      organizationId,
      as,
      details: { requestId: id },
    });
    await tellHolder(tx, row);
    return { id };
  });
}

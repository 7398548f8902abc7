import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { type CertificateFacts, canonicalFacts } from '../../certificates/facts.ts';
import { drawableName } from '../../certificates/fonts/drawable.ts';
import { drawCertificate } from '../../certificates/pdf.ts';
import type { Database } from '../../drizzle/client.ts';
import { keyFor, newDataKey, seal, unseal, type Vault } from '../../drizzle/encryption.ts';
import { type CertificateId, type EnrollmentId, newId, type UserId } from '../../drizzle/ids.ts';
import { certificates, documents } from '../../drizzle/schema.ts';
import { NameUndrawableError } from '../accounts/errors.ts';
import { NotFoundError } from '../errors.ts';
import { enqueue } from '../jobs/operations.ts';
import { NoNameToShareError } from './errors.ts';
import { gatherFacts, type ToPrint } from './facts.ts';
import { type CertificateRow, liveCertificate } from './queries.ts';
import { commitToName, NAME_COMMITMENT } from './rules.ts';
import { factsPlace, keyPlace, openFacts } from './sealed.ts';

type Issue = ToPrint & { claimKey: string; enrollmentId: EnrollmentId; userId: UserId; vault: Vault };

/** The current look of the PDF: a later look is a later revision, earlier bytes stay. */
const REVISION = 1;
const bytesPlace = (id: string, revision: number) => `documents:${id}:PDF:${revision}`;

/**
 * Freezes the facts, draws the number and inserts the certificate, once per claim key: a racing second call reads the first.
 * Leaves the drawing of the PDF as a job on the same transaction. Throws NameUndrawable before anything is written.
 */
export const issueCertificate = async (tx: Database, issue: Issue): Promise<CertificateRow> => {
  const drawable = drawableName(issue.learnerName);
  if (!drawable.ok) throw new NameUndrawableError(drawable.characters);
  const { facts, organizationId } = await gatherFacts(tx, issue);
  const id = newId<CertificateId>();
  const nameSalt = randomBytes(32);
  const nameCommitment = commitToName(keyFor(issue.vault, NAME_COMMITMENT), nameSalt, facts.learnerName);
  const { learnerName: _, ...publicFacts } = facts;
  const dataKey = newDataKey(issue.vault, keyPlace(id));
  await tx
    .insert(certificates)
    .values({
      id,
      number: facts.number,
      claimKey: issue.claimKey,
      enrollmentId: issue.enrollmentId,
      userId: issue.userId,
      organizationId,
      purpose: issue.purpose,
      specimen: issue.specimen,
      publicFacts,
      factsHash: createHash('sha256').update(canonicalFacts(facts)).update(nameSalt).digest('hex'),
      nameSalt,
      nameCommitment,
      sealedFacts: seal(dataKey.vault, Buffer.from(canonicalFacts(facts)), factsPlace(id)),
      wrappedDataKey: dataKey.wrapped,
      issuedAt: issue.now,
    })
    .onConflictDoNothing({ target: certificates.claimKey, where: isNull(certificates.supersededAt) });
  const winner = await liveCertificate(tx, issue.claimKey);
  if (winner === null) throw new Error('no certificate stands after its own insert');
  await enqueue(tx, 'certificate-issued', { certificateId: winner.id }, { key: winner.id });
  return winner;
};

export type OpenedDocument = {
  bytes: Buffer;
  sha256: string;
  ownerUserId: UserId | null;
  revoked: boolean;
  certificateId: CertificateId;
};

/**
 * The issued PDF of a number: drawn and stored the first time anyone asks, the same bytes ever after. `gone` when the person
 * was erased; null for an unknown number.
 */
export const openDocument = async (
  db: Database,
  vault: Vault,
  { number, now }: { number: string; now: Date },
): Promise<OpenedDocument | { gone: true } | null> => {
  const [row] = await db.select().from(certificates).where(eq(certificates.number, number));
  if (row === undefined) return null;
  const opened = openFacts(vault, row);
  if (opened === null) return { gone: true };
  const place = bytesPlace(row.id, REVISION);
  const stored = (await storedDocument(db, row.id)) ?? (await drawAndStore(db, row.id, opened, now));
  const bytes = unseal(opened.dataKey, stored.sealedBytes, place);
  return {
    bytes,
    sha256: stored.sha256,
    ownerUserId: row.userId,
    revoked: row.revokedAt !== null,
    certificateId: row.id,
  };
};

const storedDocument = async (db: Database, certificateId: CertificateId) => {
  const [row] = await db
    .select({ sealedBytes: documents.sealedBytes, sha256: documents.sha256 })
    .from(documents)
    .where(
      and(eq(documents.certificateId, certificateId), eq(documents.kind, 'PDF'), eq(documents.revision, REVISION)),
    );
  return row ?? null;
};

const drawAndStore = async (
  db: Database,
  certificateId: CertificateId,
  { facts, dataKey }: { facts: CertificateFacts; dataKey: Vault },
  now: Date,
) => {
  const bytes = await drawCertificate(facts);
  await db
    .insert(documents)
    .values({
      certificateId,
      kind: 'PDF',
      revision: REVISION,
      sealedBytes: seal(dataKey, bytes, bytesPlace(certificateId, REVISION)),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      createdAt: now,
    })
    .onConflictDoNothing();
  const stored = await storedDocument(db, certificateId);
  if (stored === null) throw new Error('a document is missing after its own insert');
  return stored;
};

/** Draws and stores the PDF if nobody has yet; for the job that follows issue. */
export const ensureDocument = async (
  db: Database,
  vault: Vault,
  { certificateId, now }: { certificateId: CertificateId; now: Date },
): Promise<{ number: string; ownerUserId: UserId | null } | null> => {
  const [row] = await db.select().from(certificates).where(eq(certificates.id, certificateId));
  if (row === undefined) return null;
  await openDocument(db, vault, { number: row.number, now });
  return { number: row.number, ownerUserId: row.userId };
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

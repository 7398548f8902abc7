import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, OrganizationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Purpose } from '../../../drizzle/tables/enrollments.ts';
import { FIRST_SEALED_REVISION } from '../../../drizzle/tables/issuance.ts';
import { type DocumentKind, REVISION } from '../rules/documents.ts';

export type SealedDocument = { revision: number; sealedBytes: Buffer; sha256: string };

const newest = statement<{ certificateId: CertificateId; kind: DocumentKind }, SealedDocument>(
  'newest_document',
  (p) => sql`select revision, sealed_bytes as "sealedBytes", sha256 from documents
    where certificate_id = ${p('certificateId')} and kind = ${p('kind')} order by revision desc limit 1`,
);

/** The newest document of a kind; null before the first. */
export async function newestDocument(
  db: Database,
  document: { certificateId: CertificateId; kind: DocumentKind },
): Promise<SealedDocument | null> {
  return (await newest(db, document))[0] ?? null;
}

/**
 * The facts that documents are made from. `publicFacts` are as stored, whatever their version, because the log hashes them so.
 */
export type ToPrepare = {
  id: CertificateId;
  organizationId: OrganizationId;
  number: string;
  purpose: Purpose;
  specimen: boolean;
  publicFacts: unknown;
  nameCommitment: Buffer;
  issuedAt: Date;
  expiresAt: Date | null;
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
};

const preparing = statement<{ id: CertificateId }, ToPrepare>(
  'certificate_to_prepare',
  (p) => sql`select id, organization_id as "organizationId", number, purpose, specimen, public_facts as "publicFacts",
      name_commitment as "nameCommitment", issued_at as "issuedAt", expires_at as "expiresAt", sealed_facts as "sealedFacts",
      wrapped_data_key as "wrappedDataKey"
    from certificates where id = ${p('id')}`,
);

export async function certificateToPrepare(db: Database, id: CertificateId): Promise<ToPrepare | null> {
  return (await preparing(db, { id }))[0] ?? null;
}

type SealedCertificate = {
  id: CertificateId;
  revokedAt: Date | null;
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
};

const sealed = statement<{ number: string }, SealedCertificate>(
  'sealed_certificate',
  (p) => sql`select id, revoked_at as "revokedAt", sealed_facts as "sealedFacts",
      wrapped_data_key as "wrappedDataKey"
    from certificates where number = ${p('number')}`,
);

/** The certificate of a number with what opens its documents; null for an unknown number. */
export async function sealedCertificate(db: Database, number: string): Promise<SealedCertificate | null> {
  return (await sealed(db, { number }))[0] ?? null;
}

const lacking = statement<{ after: string; revision: number }, { id: CertificateId }>(
  'certificates_lacking_documents',
  (p) => sql`select certificate_id as id from documents_pending
    where certificate_id > ${p('after')}::uuid and revision <= ${p('revision')}::int
    order by certificate_id limit 100`,
);

const FIRST = '00000000-0000-0000-0000-000000000000';

/** The next hundred certificates that wait for documents of the current revision, in the order of issue. */
export async function certificatesLackingDocuments(
  db: Database,
  after: CertificateId | null,
): Promise<CertificateId[]> {
  return (await lacking(db, { after: after ?? FIRST, revision: REVISION })).map(({ id }) => id);
}

const sealedPdfs = statement<{ ids: readonly CertificateId[]; revision: number }, { id: CertificateId }>(
  'sealed_pdfs',
  (p) => sql`select k.id from unnest(${p('ids')}::uuid[]) k(id) where exists (select from documents d
    where d.certificate_id = k.id and d.kind = 'PDF' and d.revision >= ${p('revision')}::int)`,
);

/** Which of these certificates have a sealed PDF. */
export async function withSealedPdf(db: Database, ids: readonly CertificateId[]): Promise<Set<CertificateId>> {
  const found = await sealedPdfs(db, { ids, revision: FIRST_SEALED_REVISION });
  return new Set(found.map(({ id }) => id));
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CertificateId } from '../../drizzle/ids.ts';
import { statement } from '../../drizzle/statement.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import type { DOCUMENT_KINDS } from '../../drizzle/tables/issuance.ts';
import { FIRST_SEALED_REVISION } from '../../drizzle/tables/issuance.ts';
import { type Stored, withFacts } from '../issuance/queries/storedFacts.ts';
import { type IssuedRow, issuedColumns } from '../issuance/queries.ts';

/** What the register stores about a number, and what is needed to check a name. */
export type RegisteredRow = IssuedRow & {
  purpose: Purpose;
  nameShared: boolean;
  nameSalt: Buffer;
  nameCommitment: Buffer;
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
  /** The hash of the sealed PDF, in hex; it stays after erasure. */
  pdfSha256: string | null;
  /** The position of its credential in the log. */
  logPosition: number | null;
};

/** The first revision of documents with a seal and a credential. Earlier releases drew the revisions before it. */
const FIRST_SEALED = sql.raw(String(FIRST_SEALED_REVISION));

// Hashes of unsealed PDFs are not selected: without a signature in the bytes, a caller could use them to test names.
const byNumbers = statement<{ numbers: readonly string[] }, RegisteredRow, Stored<RegisteredRow>>(
  'certificates_by_numbers',
  (p) => sql`select ${issuedColumns}, k.purpose, k.name_shared as "nameShared", k.name_salt as "nameSalt",
    k.name_commitment as "nameCommitment", k.sealed_facts as "sealedFacts", k.wrapped_data_key as "wrappedDataKey",
    (select d.sha256 from documents d where d.certificate_id = k.id and d.kind = 'PDF' and d.revision >= ${FIRST_SEALED}
      order by d.revision desc limit 1) as "pdfSha256",
    (select min(l.position)::double precision from log_entries e join log_leaves l on l.entry_id = e.id
      where e.certificate_id = k.id and e.kind = 'CREDENTIAL') as "logPosition"
    from certificates k where k.number = any(${p('numbers')}::text[])`,
  withFacts,
);

/** The certificates of these numbers, in one statement and in no order. */
export async function registeredByNumbers(db: Database, numbers: readonly string[]): Promise<RegisteredRow[]> {
  return numbers.length === 0 ? [] : byNumbers(db, { numbers });
}

export type IssuedFile = { kind: (typeof DOCUMENT_KINDS)[number]; revision: number; sha256: string };
type IssuedFiles = { certificateId: CertificateId; files: IssuedFile[] };

const files = statement<{ number: string }, IssuedFiles>(
  'issued_files_of_number',
  (p) => sql`select k.id as "certificateId", (select coalesce(json_agg(json_build_object(
        'kind', d.kind, 'revision', d.revision, 'sha256', d.sha256) order by d.revision), '[]')
      from documents d where d.certificate_id = k.id) as files
    from certificates k where k.number = ${p('number')}`,
);

/** Every file that was issued under a number, the oldest first; null for an unknown number. */
export async function issuedFilesOf(db: Database, number: string): Promise<IssuedFiles | null> {
  return (await files(db, { number }))[0] ?? null;
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CertificateId, EnrollmentId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Purpose } from '../../../drizzle/tables/enrollments.ts';
import type { sealFacts } from './sealFacts.ts';

/** What the certificates of one claim have in common. */
type Claimed = { enrollmentId: EnrollmentId; userId: UserId; purpose: Purpose; issuedAt: Date };
/** A certificate's own columns. */
type Frozen = ReturnType<typeof sealFacts> & {
  claimKey: string;
  organizationId: OrganizationId;
  specimen: boolean;
  expiresAt: Date | null;
  /** The certificate that this one takes the place of. */
  supersedesId: CertificateId | null;
  /** Of the printed name, hashed. */
  nameWords: readonly string[];
};

const insert = statement<Claimed & { rows: string; nameKeyId: string }, { id: CertificateId }>(
  'insert_certificates',
  (
    p,
  ) => sql`with claimed as (select * from json_to_recordset(${p('rows')}::text::json) as c(id uuid, number text, "claimKey" text,
      "organizationId" uuid, specimen boolean, "publicFacts" jsonb, "factsHash" text, "nameSalt" text, "nameCommitment" text,
      "sealedFacts" text, "wrappedDataKey" text, "expiresAt" timestamptz, "supersedesId" uuid, "nameWords" text[])),
    inserted as (insert into certificates (id, number, claim_key, enrollment_id, user_id, organization_id, purpose, specimen, public_facts,
      facts_hash, name_salt, name_commitment, sealed_facts, wrapped_data_key, issued_at, expires_at, supersedes_id, name_key_id)
    select c.id, c.number, c."claimKey", ${p('enrollmentId')}, ${p('userId')}, c."organizationId", ${p('purpose')}, c.specimen,
      c."publicFacts", c."factsHash", decode(c."nameSalt", 'base64'), decode(c."nameCommitment", 'base64'),
      decode(c."sealedFacts", 'base64'), decode(c."wrappedDataKey", 'base64'), ${p('issuedAt')}, c."expiresAt", c."supersedesId", ${p('nameKeyId')}
    from claimed c on conflict (claim_key) where superseded_at is null do nothing returning id),
    named as (insert into certificate_name_words (word, certificate_id) select decode(word, 'hex'), c.id
      from claimed c join inserted using (id) cross join unnest(c."nameWords") word)
    select id from inserted`,
);

/**
 * Inserts the certificates of a claim, each once for its claim key, and answers how many were inserted. One prepared statement,
 * whatever their number: with as many parameters as columns and rows it would be planned anew each time.
 */
export async function insertCertificates(
  tx: Database,
  claimed: Claimed & { nameKeyId: string },
  frozen: readonly Frozen[],
): Promise<number> {
  const rows = frozen.map(({ nameSalt, nameCommitment, sealedFacts, wrappedDataKey, ...row }) => ({
    ...row,
    nameSalt: nameSalt.toString('base64'),
    nameCommitment: nameCommitment.toString('base64'),
    sealedFacts: sealedFacts.toString('base64'),
    wrappedDataKey: wrappedDataKey.toString('base64'),
  }));
  return (await insert(tx, { ...claimed, rows: JSON.stringify(rows) })).length;
}

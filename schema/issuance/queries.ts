import { sql } from 'drizzle-orm';
import type { PublicFacts } from '../../certificates/facts/publicFacts.ts';
import type { Database } from '../../drizzle/client.ts';
import type { CertificateId, EnrollmentId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { statement } from '../../drizzle/statement.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import { type Stored, withFacts } from './queries/storedFacts.ts';
import { plainKeyInSql } from './rules/claimKeys.ts';
import type { RevocationReason } from './rules.ts';

/** A certificate as the register shows it, without anything sealed. */
export type IssuedRow = {
  id: CertificateId;
  number: string;
  specimen: boolean;
  publicFacts: PublicFacts;
  issuedAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  revocationReason: RevocationReason | null;
  supersededAt: Date | null;
  successorNumber: string | null;
};

/** For certificates k: an IssuedRow before its facts are read. */
export const issuedColumns = sql`k.id, k.number, k.specimen, k.public_facts as "publicFacts", k.issued_at as "issuedAt",
  k.expires_at as "expiresAt", k.revoked_at as "revokedAt", k.revocation_reason as "revocationReason", k.superseded_at as "supersededAt",
  (select s.number from certificates s where s.supersedes_id = k.id) as "successorNumber"`;

/** A certificate as its holder sees it. The name is decrypted only where it is shown. */
export type CertificateRow = IssuedRow & {
  claimKey: string;
  enrollmentId: EnrollmentId;
  organizationId: OrganizationId;
  nameShared: boolean;
  /** The certificate that it replaced, and the one that replaced it. */
  predecessorId: CertificateId | null;
  successorId: CertificateId | null;
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
};

/** For certificates k: a CertificateRow before its facts are read. */
export const holdersColumns = sql`${issuedColumns}, k.claim_key as "claimKey", k.enrollment_id as "enrollmentId", k.organization_id as "organizationId",
  k.name_shared as "nameShared", k.supersedes_id as "predecessorId",
  (select s.id from certificates s where s.supersedes_id = k.id) as "successorId",
  k.sealed_facts as "sealedFacts", k.wrapped_data_key as "wrappedDataKey"`;

const live = statement<{ keys: readonly string[] }, CertificateRow, Stored<CertificateRow>>(
  'live_certificates',
  (p) =>
    sql`select ${holdersColumns} from certificates k where k.claim_key = any(${p('keys')}::text[]) and k.superseded_at is null`,
  withFacts,
);

/** The live certificates of claims, in the order of their keys, without those that were not issued. */
export async function liveCertificates(db: Database, keys: readonly string[]): Promise<CertificateRow[]> {
  const found = keys.length === 0 ? [] : await live(db, { keys });
  return keys.flatMap((key) => found.find(({ claimKey }) => claimKey === key) ?? []);
}

/** The one live certificate of a claim, if it was issued. */
export async function liveCertificate(db: Database, claimKey: string): Promise<CertificateRow | null> {
  return (await live(db, { keys: [claimKey] }))[0] ?? null;
}

const own = statement<{ userId: UserId; ids: readonly CertificateId[] }, CertificateRow, Stored<CertificateRow>>(
  'own_certificates',
  (p) =>
    sql`select ${holdersColumns} from certificates k where k.user_id = ${p('userId')} and k.id = any(${p('ids')}::uuid[])`,
  withFacts,
);

/** The certificates among these ids that belong to this learner. */
export function ownCertificatesByIds(
  db: Database,
  userId: UserId,
  ids: readonly CertificateId[],
): Promise<CertificateRow[]> {
  return own(db, { userId, ids });
}

const ownByNumber = statement<{ userId: UserId; number: string }, CertificateRow, Stored<CertificateRow>>(
  'own_certificate_by_number',
  (p) =>
    sql`select ${holdersColumns} from certificates k where k.number = ${p('number')} and k.user_id = ${p('userId')}`,
  withFacts,
);

/** The certificate of a number, for its holder; null for every other number. */
export async function ownCertificateByNumber(
  db: Database,
  asked: { userId: UserId; number: string },
): Promise<CertificateRow | null> {
  return (await ownByNumber(db, asked))[0] ?? null;
}

const ofEnrollments = statement<{ ids: readonly EnrollmentId[] }, CertificateRow, Stored<CertificateRow>>(
  'certificates_of_enrollments',
  (p) => sql`select ${holdersColumns} from certificates k
    where k.claim_key = any(array(select ${sql.raw(plainKeyInSql('id'))} from unnest(${p('ids')}::uuid[]) id)) and k.superseded_at is null`,
  withFacts,
);

/** The live plain certificates of these enrollments. The caller has checked that they belong to the reader. */
export function certificatesOfEnrollments(db: Database, ids: readonly EnrollmentId[]): Promise<CertificateRow[]> {
  return ofEnrollments(db, { ids });
}

const byId = statement<{ id: CertificateId }, IssuedRow, Stored<IssuedRow>>(
  'issued_certificate',
  (p) => sql`select ${issuedColumns} from certificates k where k.id = ${p('id')}`,
  withFacts,
);

/** One certificate by its id. The caller has checked that it may be shown. */
export async function issuedCertificate(db: Database, id: CertificateId): Promise<IssuedRow> {
  const [row] = await byId(db, { id });
  if (row === undefined) throw new Error('certificate row not found although certificates are never deleted');
  return row;
}

type CertificateIssuer = { id: CertificateId; organizationId: OrganizationId; enrollmentId: EnrollmentId };

const issuers = statement<{ number: string }, CertificateIssuer>(
  'issuer_of_certificate',
  (p) => sql`select id, organization_id as "organizationId", enrollment_id as "enrollmentId" from certificates
    where number = ${p('number')}`,
);

/** The organization and enrollment of a number's certificate; null for an unknown number. */
export async function issuerOf(db: Database, number: string): Promise<CertificateIssuer | null> {
  return (await issuers(db, { number }))[0] ?? null;
}

export type Ownership = {
  id: CertificateId;
  ownerUserId: UserId | null;
  organizationId: OrganizationId;
  purpose: Purpose;
  erased: boolean;
};

const owners = statement<{ number: string }, Ownership>(
  'owner_of_certificate',
  (p) => sql`select id, user_id as "ownerUserId", organization_id as "organizationId", purpose,
      wrapped_data_key is null as erased
    from certificates where number = ${p('number')}`,
);

/** The holder and the organization of a number's certificate, read before anything is opened or drawn. */
export async function ownerOf(db: Database, number: string): Promise<Ownership | null> {
  return (await owners(db, { number }))[0] ?? null;
}

export type Withdrawal = {
  holder: UserId;
  /** Null when it was replaced and not revoked. */
  reason: RevocationReason | null;
  grievanceContact: string;
};

const withdrawals = statement<{ id: CertificateId }, Withdrawal>(
  'withdrawal_of_certificate',
  (p) => sql`select k.user_id as holder, k.revocation_reason as reason, o.grievance_contact as "grievanceContact"
    from certificates k join organizations o on o.id = k.organization_id
    where k.id = ${p('id')} and k.user_id is not null and (k.revoked_at is not null or k.superseded_at is not null)`,
);

/**
 * The holder to mail about a revocation or a replacement, and the facts; null when it is still valid or its holder was erased.
 */
export async function withdrawalOf(db: Database, id: CertificateId): Promise<Withdrawal | null> {
  return (await withdrawals(db, { id }))[0] ?? null;
}

const unwithdrawnHolders = statement<{ id: CertificateId }, { holder: UserId }>(
  'holder_to_notify',
  (p) => sql`select user_id as holder from certificates
    where id = ${p('id')} and user_id is not null and revoked_at is null and superseded_at is null`,
);

/** The holder to mail that a certificate is ready; null when it was revoked or replaced, or its holder was erased. */
export async function holderToNotify(db: Database, id: CertificateId): Promise<UserId | null> {
  return (await unwithdrawnHolders(db, { id }))[0]?.holder ?? null;
}

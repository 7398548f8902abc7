import { sql } from 'drizzle-orm';
import type { CertificateFacts } from '../../certificates/facts.ts';
import type { Database } from '../../drizzle/client.ts';
import type { CertificateId, EnrollmentId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { handWritten } from '../../drizzle/prepared.ts';
import { windowOn } from '../../drizzle/window.ts';
import type { RevocationReason } from './rules.ts';

/** A certificate as its owner sees it; instants as ISO texts. The name is opened only where it is shown. */
export type CertificateRow = {
  id: CertificateId;
  number: string;
  enrollmentId: EnrollmentId;
  userId: UserId | null;
  purpose: 'CREDIT' | 'PERSONAL';
  specimen: boolean;
  publicFacts: Omit<CertificateFacts, 'learnerName'>;
  issuedAt: string;
  expiresAt: string | null;
  nameShared: boolean;
  revokedAt: string | null;
  revocationReason: RevocationReason | null;
  supersededAt: string | null;
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
  successorNumber: string | null;
};

/** Of certificates k, as a CertificateRow. */
export const certificateColumns = sql`k.id, k.number, k.enrollment_id as "enrollmentId", k.user_id as "userId", k.purpose, k.specimen,
  k.public_facts as "publicFacts", k.issued_at as "issuedAt", k.expires_at as "expiresAt", k.name_shared as "nameShared", k.revoked_at as "revokedAt",
  k.revocation_reason as "revocationReason", k.superseded_at as "supersededAt", k.sealed_facts as "sealedFacts",
  k.wrapped_data_key as "wrappedDataKey",
  (select s.number from certificates s where s.supersedes_id = k.id) as "successorNumber"`;

const live = handWritten<CertificateRow>(
  'live_certificate',
  sql`select ${certificateColumns} from certificates k
    where k.claim_key = ${sql.placeholder('claimKey')} and k.superseded_at is null`,
);

/** The one live certificate of a claim, if it was issued. */
export const liveCertificate = async (db: Database, claimKey: string): Promise<CertificateRow | null> =>
  (await live(db, { claimKey }))[0] ?? null;

/** A learner's certificates, newest first, within a page's window. */
export const certificatesOf = handWritten<CertificateRow>(
  'certificates_of',
  sql`select ${certificateColumns} from certificates k
    where k.user_id = ${sql.placeholder('userId')} and ${windowOn('k.id')}`,
);

const own = handWritten<CertificateRow>(
  'own_certificates',
  sql`select ${certificateColumns} from certificates k
    where k.user_id = ${sql.placeholder('userId')} and k.id = any(${sql.placeholder('ids')}::uuid[])`,
);

/** The certificates among these keys that belong to this learner. */
export const ownCertificatesByIds = (db: Database, userId: UserId, ids: readonly CertificateId[]) =>
  own(db, { userId, ids: `{${ids.join(',')}}` });

const ofEnrollments = handWritten<CertificateRow>(
  'certificates_of_enrollments',
  sql`select ${certificateColumns} from certificates k
    where k.enrollment_id = any(${sql.placeholder('ids')}::uuid[]) and k.superseded_at is null order by k.issued_at desc`,
);

/** The live certificate of each of these enrollments. The caller has shown that they are the reader's. */
export const certificatesOfEnrollments = (db: Database, ids: readonly EnrollmentId[]) =>
  ofEnrollments(db, { ids: `{${ids.join(',')}}` });

export type Ownership = { ownerUserId: UserId | null; organizationId: OrganizationId; erased: boolean };

/** A certificate as the organization that issued it sees it: without anything sealed. */
export type IssuedRow = Omit<CertificateRow, 'sealedFacts' | 'wrappedDataKey'>;

const byId = handWritten<IssuedRow>(
  'issued_certificate',
  sql`select ${certificateColumns} from certificates k where k.id = ${sql.placeholder('id')}`,
);

/** One certificate by its key, which the caller may know of. */
export const issuedCertificate = async (db: Database, id: CertificateId): Promise<IssuedRow> => {
  const [row] = await byId(db, { id });
  if (row === undefined) throw new Error('a certificate that is never deleted is gone');
  return row;
};

type Issuer = { id: CertificateId; organizationId: OrganizationId; enrollmentId: EnrollmentId };

const issuers = handWritten<Issuer>(
  'issuer_of_certificate',
  sql`select id, organization_id as "organizationId", enrollment_id as "enrollmentId" from certificates
    where number = ${sql.placeholder('number')}`,
);

/** Who issued the certificate of a number, for which enrollment; null for an unknown number. */
export const issuerOf = async (db: Database, number: string): Promise<Issuer | null> =>
  (await issuers(db, { number }))[0] ?? null;

export type Withdrawal = {
  holder: UserId;
  /** Null when it was replaced and not revoked. */
  reason: RevocationReason | null;
  grievanceContact: string;
};

const withdrawals = handWritten<Withdrawal>(
  'withdrawal_of_certificate',
  sql`select k.user_id as holder, k.revocation_reason as reason, o.grievance_contact as "grievanceContact"
    from certificates k join organizations o on o.id = k.organization_id
    where k.id = ${sql.placeholder('id')} and k.user_id is not null
      and (k.revoked_at is not null or k.superseded_at is not null)`,
);

/** Whom to tell of a revocation or a replacement, and what; null when it still stands or its holder was erased. */
export const withdrawalOf = async (db: Database, id: CertificateId): Promise<Withdrawal | null> =>
  (await withdrawals(db, { id }))[0] ?? null;

const owners = handWritten<Ownership>(
  'owner_of_certificate',
  sql`select user_id as "ownerUserId", organization_id as "organizationId", wrapped_data_key is null as erased
    from certificates where number = ${sql.placeholder('number')}`,
);

/** Whose certificate a number is and who issued it, asked before anything is opened or drawn. */
export const ownerOf = async (db: Database, number: string): Promise<Ownership | null> =>
  (await owners(db, { number }))[0] ?? null;

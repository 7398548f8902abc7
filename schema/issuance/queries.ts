import { timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { CertificateFacts } from '../../certificates/facts.ts';
import { parseCertificateNumber } from '../../certificates/number.ts';
import type { Database } from '../../drizzle/client.ts';
import { keyFor, type Vault } from '../../drizzle/encryption.ts';
import type { CertificateId, EnrollmentId, UserId } from '../../drizzle/ids.ts';
import { handWritten } from '../../drizzle/prepared.ts';
import { windowOn } from '../pages.ts';
import { commitToName, NAME_COMMITMENT, statusOf, type VerdictStatus } from './rules.ts';
import { openFacts } from './sealed.ts';

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
  nameShared: boolean;
  revokedAt: string | null;
  revocationReason: string | null;
  supersededAt: string | null;
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
  successorNumber: string | null;
};

const columns = sql`k.id, k.number, k.enrollment_id as "enrollmentId", k.user_id as "userId", k.purpose, k.specimen,
  k.public_facts as "publicFacts", k.issued_at as "issuedAt", k.name_shared as "nameShared", k.revoked_at as "revokedAt",
  k.revocation_reason as "revocationReason", k.superseded_at as "supersededAt", k.sealed_facts as "sealedFacts",
  k.wrapped_data_key as "wrappedDataKey",
  (select s.number from certificates s where s.supersedes_id = k.id) as "successorNumber"`;

const live = handWritten<CertificateRow>(
  'live_certificate',
  sql`select ${columns} from certificates k
    where k.claim_key = ${sql.placeholder('claimKey')} and k.superseded_at is null`,
);

/** The one live certificate of a claim, if it was issued. */
export const liveCertificate = async (db: Database, claimKey: string): Promise<CertificateRow | null> =>
  (await live(db, { claimKey }))[0] ?? null;

/** A learner's certificates, newest first, within a page's window. */
export const certificatesOf = handWritten<CertificateRow>(
  'certificates_of',
  sql`select ${columns} from certificates k
    where k.user_id = ${sql.placeholder('userId')} and ${windowOn('k.id')}`,
);

const own = handWritten<CertificateRow>(
  'own_certificates',
  sql`select ${columns} from certificates k
    where k.user_id = ${sql.placeholder('userId')} and k.id = any(${sql.placeholder('ids')}::uuid[])`,
);

/** The certificates among these keys that belong to this learner. */
export const ownCertificatesByIds = (db: Database, userId: UserId, ids: readonly CertificateId[]) =>
  own(db, { userId, ids: `{${ids.join(',')}}` });

const ofEnrollments = handWritten<CertificateRow>(
  'certificates_of_enrollments',
  sql`select ${columns} from certificates k
    where k.enrollment_id = any(${sql.placeholder('ids')}::uuid[]) and k.superseded_at is null order by k.issued_at desc`,
);

/** The live certificate of each of these rounds. The caller has shown that they are the reader's. */
export const certificatesOfEnrollments = (db: Database, ids: readonly EnrollmentId[]) =>
  ofEnrollments(db, { ids: `{${ids.join(',')}}` });

const owners = handWritten<{ ownerUserId: UserId | null; erased: boolean }>(
  'owner_of_certificate',
  sql`select user_id as "ownerUserId", wrapped_data_key is null as erased from certificates
    where number = ${sql.placeholder('number')}`,
);

/** Whose certificate a number is, asked before anything is opened or drawn. */
export const ownerOf = async (
  db: Database,
  number: string,
): Promise<{ ownerUserId: UserId | null; erased: boolean } | null> => (await owners(db, { number }))[0] ?? null;

/** What the public learns of a number. */
export type Verdict = {
  status: VerdictStatus;
  number: string;
  issuedAt: string | null;
  course: { title: string; version: string } | null;
  hoursHundredths: number | null;
  completedOn: string | null;
  organization: string | null;
  purpose: 'CREDIT' | 'PERSONAL' | null;
  statements: string[];
  revocation: { reason: string; at: string } | null;
  /** Only when the holder shares it. */
  name: string | null;
  /** Whether the name asked about is the holder's; null when none was asked. */
  nameMatches: boolean | null;
  /** Only after a matching name. */
  successorNumber: string | null;
};

type VerdictRow = CertificateRow & { nameSalt: Buffer; nameCommitment: Buffer };

const byNumbers = handWritten<VerdictRow>(
  'certificates_by_numbers',
  sql`select ${columns}, k.name_salt as "nameSalt", k.name_commitment as "nameCommitment" from certificates k
    where k.number = any(${sql.placeholder('numbers')}::text[])`,
);

const without = (status: VerdictStatus, number: string, name?: string): Verdict => ({
  status,
  number,
  issuedAt: null,
  course: null,
  hoursHundredths: null,
  completedOn: null,
  organization: null,
  purpose: null,
  statements: [],
  revocation: null,
  name: null,
  nameMatches: name === undefined ? null : false,
  successorNumber: null,
});

const verdictFor = (vault: Vault, row: VerdictRow, name?: string): Verdict => {
  const facts = row.publicFacts;
  const nameMatches =
    name === undefined
      ? null
      : timingSafeEqual(commitToName(keyFor(vault, NAME_COMMITMENT), row.nameSalt, name), row.nameCommitment);
  const shows = row.nameShared && row.purpose === 'CREDIT';
  return {
    status: statusOf(row),
    number: row.number,
    issuedAt: new Date(row.issuedAt).toISOString(),
    course: { title: facts.course.title, version: facts.course.version },
    hoursHundredths: facts.studyHundredths,
    completedOn: facts.completedOn,
    organization: facts.organization.legalName,
    purpose: row.purpose,
    statements: facts.statements,
    revocation:
      row.revokedAt === null
        ? null
        : { reason: row.revocationReason ?? 'ADMINISTRATIVE', at: new Date(row.revokedAt).toISOString() },
    name: shows ? (openFacts(vault, row)?.facts.learnerName ?? null) : null,
    nameMatches,
    successorNumber: nameMatches === true ? row.successorNumber : null,
  };
};

type Asked = { number: string; name?: string };

/** The verdicts on up to a hundred numbers, in the order asked, in one statement. Names are compared, never revealed. */
export const verdictsOf = async (db: Database, vault: Vault, asked: readonly Asked[]): Promise<Verdict[]> => {
  const read = asked.map(({ number, name }) => ({ number, name, parsed: parseCertificateNumber(number) }));
  const numbers = read.flatMap(({ parsed }) => (parsed.ok ? [parsed.number] : []));
  const rows = numbers.length === 0 ? [] : await byNumbers(db, { numbers: `{${numbers.join(',')}}` });
  const found = new Map(rows.map((row) => [row.number, row]));
  return read.map(({ number, name, parsed }) => {
    if (!parsed.ok) return without('MALFORMED', number.slice(0, 40), name);
    const row = found.get(parsed.number);
    return row === undefined ? without('UNKNOWN', parsed.number, name) : verdictFor(vault, row, name);
  });
};

/** The verdict on one number. */
export const verdictOf = async (db: Database, vault: Vault, asked: Asked): Promise<Verdict> => {
  const [verdict] = await verdictsOf(db, vault, [asked]);
  if (verdict === undefined) throw new Error('a verdict was asked for and none came');
  return verdict;
};

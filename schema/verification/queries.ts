import { timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { parseCertificateNumber } from '../../certificates/number.ts';
import type { Database } from '../../drizzle/client.ts';
import { keyFor, type Vault } from '../../drizzle/encryption.ts';
import { handWritten } from '../../drizzle/prepared.ts';
import { FIRST_SEALED_REVISION } from '../../drizzle/tables/issuance.ts';
import { openFacts } from '../issuance/operations/sealFacts.ts';
import { type CertificateRow, certificateColumns } from '../issuance/queries.ts';
import {
  commitToName,
  credentialUrlOf,
  NAME_COMMITMENT,
  type RevocationReason,
  type Sealing,
  sealingOf,
  statusOf,
  type VerdictStatus,
} from '../issuance/rules.ts';

/** What the public learns of a number. */
export type Verdict = {
  status: VerdictStatus;
  number: string;
  issuedAt: string | null;
  /** The organization's, in which its paper prints days; null as long as nothing was issued. */
  timeZone: string | null;
  course: { title: string; version: string } | null;
  hoursHundredths: number | null;
  completedOn: string | null;
  /** The last day it holds; null when it does not expire. */
  expiresOn: string | null;
  organization: string | null;
  purpose: 'CREDIT' | 'PERSONAL' | null;
  statements: string[];
  revocation: { reason: RevocationReason; at: string } | null;
  sealing: Sealing | null;
  /** SHA-256 of the sealed PDF in hex, so that a file can be compared; stays after erasure. */
  pdfSha256: string | null;
  /** Where its credential stands in the transparency log; null until it has a place. */
  logPosition: number | null;
  credentialUrl: string | null;
  /** Only when the holder shares it. */
  name: string | null;
  /** Whether the name asked about is the holder's; null when none was asked. */
  nameMatches: boolean | null;
  /** Only after a matching name. */
  successorNumber: string | null;
};

type VerdictRow = CertificateRow & {
  nameSalt: Buffer;
  nameCommitment: Buffer;
  pdfSha256: string | null;
  logPosition: number | null;
};

/** The first revision of documents that carries a seal and a credential; earlier releases drew the ones before it. */
const FIRST_SEALED = sql.raw(String(FIRST_SEALED_REVISION));

// Hashes of unsealed PDFs stay inside: without a signature's chance in the bytes, names could be tried against them.
const byNumbers = handWritten<VerdictRow>(
  'certificates_by_numbers',
  sql`select ${certificateColumns}, k.name_salt as "nameSalt", k.name_commitment as "nameCommitment",
    (select d.sha256 from documents d where d.certificate_id = k.id and d.kind = 'PDF' and d.revision >= ${FIRST_SEALED}
      order by d.revision desc limit 1) as "pdfSha256",
    (select min(l.position)::double precision from log_entries e join log_leaves l on l.entry_id = e.id
      where e.certificate_id = k.id and e.kind = 'CREDENTIAL') as "logPosition"
    from certificates k
    where k.number = any(${sql.placeholder('numbers')}::text[])`,
);

const without = (status: VerdictStatus, number: string, name?: string): Verdict => ({
  status,
  number,
  issuedAt: null,
  timeZone: null,
  course: null,
  hoursHundredths: null,
  completedOn: null,
  expiresOn: null,
  organization: null,
  purpose: null,
  statements: [],
  revocation: null,
  sealing: null,
  pdfSha256: null,
  logPosition: null,
  credentialUrl: null,
  name: null,
  nameMatches: name === undefined ? null : false,
  successorNumber: null,
});

const verdictFor = (vault: Vault, row: VerdictRow, now: Date, name?: string): Verdict => {
  const facts = row.publicFacts;
  const nameMatches =
    name === undefined
      ? null
      : timingSafeEqual(commitToName(keyFor(vault, NAME_COMMITMENT), row.nameSalt, name), row.nameCommitment);
  const shows = row.nameShared && row.purpose === 'CREDIT';
  return {
    status: statusOf(row, now),
    number: row.number,
    issuedAt: new Date(row.issuedAt).toISOString(),
    timeZone: facts.timeZone,
    course: { title: facts.course.title, version: facts.course.version },
    hoursHundredths: facts.studyHundredths,
    completedOn: facts.completedOn,
    expiresOn: facts.expiresOn ?? null,
    organization: facts.organization.legalName,
    purpose: row.purpose,
    statements: facts.statements,
    revocation:
      row.revokedAt === null
        ? null
        : { reason: row.revocationReason ?? 'ADMINISTRATIVE', at: new Date(row.revokedAt).toISOString() },
    sealing: sealingOf({ sealed: row.pdfSha256 !== null, erased: row.wrappedDataKey === null }),
    pdfSha256: row.pdfSha256,
    logPosition: row.logPosition,
    credentialUrl: credentialUrlOf(facts),
    name: shows ? (openFacts(vault, row)?.facts.learnerName ?? null) : null,
    nameMatches,
    successorNumber: nameMatches === true ? row.successorNumber : null,
  };
};

type Asked = { number: string; name?: string | undefined };

/**
 * The verdicts on up to a hundred numbers as they stand now, in the order asked, in one statement. Names are compared, never
 * revealed.
 */
export const verdictsOf = async (
  db: Database,
  vault: Vault,
  { asked, now }: { asked: readonly Asked[]; now: Date },
): Promise<Verdict[]> => {
  const read = asked.map(({ number, name }) => ({ number, name, parsed: parseCertificateNumber(number) }));
  const numbers = read.flatMap(({ parsed }) => (parsed.ok ? [parsed.number] : []));
  const rows = numbers.length === 0 ? [] : await byNumbers(db, { numbers: `{${numbers.join(',')}}` });
  const found = new Map(rows.map((row) => [row.number, row]));
  return read.map(({ number, name, parsed }) => {
    if (!parsed.ok) return without('MALFORMED', number.slice(0, 40), name);
    const row = found.get(parsed.number);
    return row === undefined ? without('UNKNOWN', parsed.number, name) : verdictFor(vault, row, now, name);
  });
};

/** The verdict on one number as it stands now. */
export const verdictOf = async (db: Database, vault: Vault, asked: Asked & { now: Date }): Promise<Verdict> => {
  const [verdict] = await verdictsOf(db, vault, { asked: [asked], now: asked.now });
  if (verdict === undefined) throw new Error('a verdict was asked for and none came');
  return verdict;
};

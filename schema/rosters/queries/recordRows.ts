import type {
  ApprovalId,
  CertificateId,
  CreditAwardId,
  CreditExceptionId,
  CreditOfferId,
  EnrollmentId,
  LicenseId,
  OrganizationId,
} from '../../../drizzle/ids.ts';
import { instantOf } from '../../../drizzle/statement.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { AWARD_BASES } from '../../../drizzle/tables/credits.ts';
import type { Purpose } from '../../../drizzle/tables/enrollments.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { LOG_ENTRY_KINDS } from '../../../drizzle/tables/log.ts';
import type { Period } from '../../accreditation/rules/approval.ts';
import type { DisclosureItem } from '../../courses/rules.ts';
import type { InJson } from '../../enrollments/queries/attemptHistory.ts';
import { type Stored, withFacts } from '../../issuance/queries/storedFacts.ts';
import type { IssuedRow } from '../../issuance/queries.ts';
import type { DocumentKind } from '../../issuance/rules/documents.ts';

export type RecordedAward = {
  id: CreditAwardId;
  offerId: CreditOfferId;
  approvalId: ApprovalId;
  approval: Period;
  basis: (typeof AWARD_BASES)[number];
  lines: OfferLine[];
  totalHundredths: number;
  completedAt: Date;
  countsOn: string;
  keptUntil: string;
  awardedAt: Date;
};
/** A signature of the statement; the address of its network and the browser are left out. */
export type RecordedAttestation = {
  ordinal: number;
  textVersion: string;
  text: string;
  typedName: string;
  signedInBy: string;
  attestedAt: Date;
};
/** A sitting of the post-test that was handed in, without its questions and answers. */
export type RecordedSitting = {
  ordinal: number;
  /** Of the enrollment in which it was taken. */
  round: number;
  courseVersion: string;
  startedAt: Date;
  submittedAt: Date;
  correctCount: number;
  /** With the questions that were later counted as right for everyone. */
  raisedCount: number;
  questionCount: number;
};
export type RecordedException = {
  id: CreditExceptionId;
  offerId: CreditOfferId | null;
  blocker: string;
  untilOn: string;
  reason: string;
  grantedBy: string;
  grantedAs: AuditActor | null;
  grantedAt: Date;
};
export type RecordedDocument = { kind: DocumentKind; revision: number; sha256: string; createdAt: Date };
export type RecordedLogEntry = {
  kind: (typeof LOG_ENTRY_KINDS)[number];
  revision: number;
  /** In hexadecimal. */
  body: string;
  position: number | null;
  createdAt: Date;
};

/** What stands behind a certificate, with what opens its holder's name. */
export type RecordRow = IssuedRow & {
  sealedFacts: Buffer;
  wrappedDataKey: Buffer | null;
  predecessorNumber: string | null;
  organizationId: OrganizationId;
  enrollmentId: EnrollmentId;
  purpose: Purpose;
  round: number;
  enrolledAt: Date;
  startedAt: Date | null;
  contentDoneAt: Date | null;
  passedAt: Date | null;
  evaluatedAt: Date | null;
  attestedAt: Date | null;
  completedAt: Date | null;
  claimedAt: Date | null;
  disclosuresHash: string;
  disclosuresAcceptedAt: Date;
  disclosures: DisclosureItem[];
  /** Null for a plain certificate. */
  award: RecordedAward | null;
  licenseIds: LicenseId[];
  attestations: RecordedAttestation[];
  sittings: RecordedSitting[];
  exceptions: RecordedException[];
  documents: RecordedDocument[];
  logEntries: RecordedLogEntry[];
  /** This certificate, those that it replaced and those that replaced it. */
  certificateIds: CertificateId[];
  extraAttemptIds: string[];
};

/** A record as the driver returns it: facts unread, and the instants inside JSON as text. */
export type StoredRecord = Omit<Stored<RecordRow>, keyof Parts | 'award'> & {
  [Key in keyof Parts]: InJson<Parts[Key][number]>[];
} & { award: InJson<RecordedAward> | null };
type Parts = Pick<RecordRow, 'attestations' | 'sittings' | 'exceptions' | 'documents' | 'logEntries'>;

/** Instants of JSON: by the house's rule, exactly the members whose names end in At. */
function withInstants<Part extends object>(part: InJson<Part>): Part {
  const members = Object.entries(part).map(([name, value]) => [
    name,
    name.endsWith('At') && typeof value === 'string' ? instantOf(value) : value,
  ]);
  // TypeScript cannot follow the names.
  return Object.fromEntries(members) as Part;
}

const each = <Part extends object>(parts: InJson<Part>[]): Part[] => parts.map(withInstants<Part>);

/** Reads a record from its row. */
export function readRecord(stored: StoredRecord): RecordRow {
  const { award, attestations, sittings, exceptions, documents, logEntries, ...row } = stored;
  return withFacts<RecordRow>({
    ...row,
    award: award && withInstants<RecordedAward>(award),
    attestations: each<RecordedAttestation>(attestations),
    sittings: each<RecordedSitting>(sittings),
    exceptions: each<RecordedException>(exceptions),
    documents: each<RecordedDocument>(documents),
    logEntries: each<RecordedLogEntry>(logEntries),
  });
}

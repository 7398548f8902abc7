import type {
  ApprovalId,
  CertificateId,
  CourseId,
  CourseVersionId,
  CreditAwardId,
  CreditExceptionId,
  CreditOfferId,
  EnrollmentId,
  ExtraAttemptsId,
  OrganizationId,
  UserId,
} from '../../../drizzle/ids.ts';
import { instantOf } from '../../../drizzle/statement.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { AwardBasis, Purpose } from '../../../drizzle/tables/enrollments.ts';
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
  basis: AwardBasis;
  lines: OfferLine[];
  totalHundredths: number;
  /** The code of the unit, which rosters take. */
  unitCode: string | null;
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
/** A sitting of the post-test without its questions and answers; one that was never handed in has no result. */
export type RecordedSitting = {
  ordinal: number;
  /** Of the enrollment in which it was taken. */
  round: number;
  courseVersion: string;
  startedAt: Date;
  submittedAt: Date | null;
  correctCount: number | null;
  /** With the questions that were later counted as right for everyone. */
  raisedCount: number | null;
  questionCount: number;
  /** Right answers that the version required, in percent. */
  passPercent: number;
  /** Keys of the objectives that it missed and that the version requires by themselves; with regrades. */
  missed: string[];
  /** When it became a pass: when it was handed in, or by a regrade. */
  passedAt: Date | null;
};
/** A module of the version that was studied, with what was counted in it. */
export type RecordedModule = {
  key: string;
  title: string;
  position: number;
  minSeconds: number;
  countedMillis: number;
  completedAt: Date | null;
  /** Whether a quiz checks it. */
  checked: boolean;
  checkPassedAt: Date | null;
};
/** What was agreed with the person for the course while it was studied; never why. */
export type RecordedAccommodation = {
  studyTimeWaived: boolean;
  quizTimePercent: number;
  alternateFormat: boolean;
  grantedBy: string;
  grantedAt: Date;
  revokedAt: Date | null;
};
export type RecordedExtraAttempts = {
  id: ExtraAttemptsId;
  quizKey: string;
  count: number;
  reason: string;
  grantedBy: string;
  grantedAt: Date;
  /** Whether somebody waited for the next attempt at that moment: a grant ends the waiting time. */
  waitLifted: boolean;
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
  claimKey: string;
  userId: UserId;
  courseId: CourseId;
  versionId: CourseVersionId;
  courseSlug: string;
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
  attestations: RecordedAttestation[];
  sittings: RecordedSitting[];
  modules: RecordedModule[];
  accommodations: RecordedAccommodation[];
  extraAttempts: RecordedExtraAttempts[];
  exceptions: RecordedException[];
  documents: RecordedDocument[];
  logEntries: RecordedLogEntry[];
  /** This certificate, those that it replaced and those that replaced it. */
  certificateIds: CertificateId[];
};

/** A record as the driver returns it: facts unread, and the instants inside JSON as text. */
export type StoredRecord = Omit<Stored<RecordRow>, keyof Parts | 'award'> & {
  [Key in keyof Parts]: InJson<Parts[Key][number]>[];
} & { award: InJson<RecordedAward> | null };
type Parts = Pick<
  RecordRow,
  | 'attestations'
  | 'sittings'
  | 'modules'
  | 'accommodations'
  | 'extraAttempts'
  | 'exceptions'
  | 'documents'
  | 'logEntries'
>;

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
  const { award, attestations, sittings, modules, accommodations, extraAttempts, ...others } = stored;
  const { exceptions, documents, logEntries, ...row } = others;
  return withFacts<RecordRow>({
    ...row,
    award: award && withInstants<RecordedAward>(award),
    attestations: each<RecordedAttestation>(attestations),
    sittings: each<RecordedSitting>(sittings),
    modules: each<RecordedModule>(modules),
    accommodations: each<RecordedAccommodation>(accommodations),
    extraAttempts: each<RecordedExtraAttempts>(extraAttempts),
    exceptions: each<RecordedException>(exceptions),
    documents: each<RecordedDocument>(documents),
    logEntries: each<RecordedLogEntry>(logEntries),
  });
}

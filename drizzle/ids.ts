import { randomInt, randomUUID } from 'node:crypto';
import { v7 } from 'uuid';

/** A key that the compiler does not confuse with another noun's key. Cast only here. */
type Id<Noun extends string> = string & { readonly noun: Noun };

export type UserId = Id<'User'>;
export type AuthSessionId = Id<'AuthSession'>;
export type RecoveryId = Id<'Recovery'>;
export type AddressChangeId = Id<'AddressChange'>;
export type ProfileId = Id<'Profile'>;
export type OrganizationId = Id<'Organization'>;
export type PolicyId = Id<'Policy'>;
export type MembershipId = Id<'Membership'>;
export type CourseId = Id<'Course'>;
export type CourseVersionId = Id<'CourseVersion'>;
export type ContributorId = Id<'Contributor'>;
export type ErratumId = Id<'Erratum'>;
export type ErratumVersionsId = Id<'ErratumVersions'>;
export type SafetyNoticeId = Id<'SafetyNotice'>;
export type ModuleId = Id<'Module'>;
export type StoredFileId = Id<'StoredFile'>;
export type CourseFileId = Id<'CourseFile'>;
export type QuizId = Id<'Quiz'>;
export type QuestionId = Id<'Question'>;
export type OptionId = Id<'Option'>;
export type EnrollmentId = Id<'Enrollment'>;
export type StudySessionId = Id<'StudySession'>;
export type ModuleProgressId = Id<'ModuleProgress'>;
export type ReflectionId = Id<'Reflection'>;
export type AccommodationGrantId = Id<'AccommodationGrant'>;
export type EventEnrollmentId = Id<'EventEnrollment'>;
export type EnrollmentAttendanceId = Id<'EnrollmentAttendance'>;
export type EnrollmentTeachingId = Id<'EnrollmentTeaching'>;
export type TeachingStatementId = Id<'TeachingStatement'>;
export type AccommodationRequestId = Id<'AccommodationRequest'>;
export type DisclosureId = Id<'Disclosure'>;
export type AttestationId = Id<'Attestation'>;
export type QuizAttemptId = Id<'QuizAttempt'>;
export type AttemptQuestionId = Id<'AttemptQuestion'>;
export type ExtraAttemptsId = Id<'ExtraAttempts'>;
export type RegradeId = Id<'Regrade'>;
export type EvaluationResponseId = Id<'EvaluationResponse'>;
export type CertificateId = Id<'Certificate'>;
export type DocumentId = Id<'Document'>;
export type AuditEventId = Id<'AuditEvent'>;
export type StatusListId = Id<'StatusList'>;
export type StatusEntryId = Id<'StatusEntry'>;
export type SigningKeyId = Id<'SigningKey'>;
export type LogEntryId = Id<'LogEntry'>;
export type LogLeafId = Id<'LogLeaf'>;
export type LogNodeId = Id<'LogNode'>;
export type CheckpointId = Id<'Checkpoint'>;
export type LogTimestampId = Id<'LogTimestamp'>;
export type OrganizationImageId = Id<'OrganizationImage'>;
export type ErasureRequestId = Id<'ErasureRequest'>;
export type AgreementId = Id<'Agreement'>;
export type MailBounceId = Id<'MailBounce'>;
export type NameCorrectionId = Id<'NameCorrection'>;
export type RuleSetId = Id<'RuleSet'>;
export type ApprovalId = Id<'Approval'>;
export type ApprovalStateId = Id<'ApprovalState'>;
export type CreditOfferId = Id<'CreditOffer'>;
export type LicenseId = Id<'License'>;
export type LicenseVersionId = Id<'LicenseVersion'>;
export type CreditAwardId = Id<'CreditAward'>;
export type AwardLicenseId = Id<'AwardLicense'>;
export type AwardReportId = Id<'AwardReport'>;
export type CreditExceptionId = Id<'CreditException'>;
export type ReportedCertificateId = Id<'ReportedCertificate'>;
export type TranscriptLinkId = Id<'TranscriptLink'>;
export type IntensiveId = Id<'Intensive'>;
export type IntensiveDayId = Id<'EventSession'>;
export type AttendanceEventId = Id<'AttendanceEvent'>;
export type AttendanceCorrectionId = Id<'AttendanceCorrection'>;
export type AttendanceReportId = Id<'AttendanceReport'>;
export type AttendanceRowId = Id<'AttendanceRow'>;
export type AttendanceRowDecisionId = Id<'AttendanceRowDecision'>;
export type IntensiveInstructorId = Id<'IntensiveInstructor'>;
export type IntensiveSegmentId = Id<'IntensiveSegment'>;
export type IntensivePriceId = Id<'IntensivePrice'>;
export type IntensiveCodeId = Id<'IntensiveCode'>;
export type IntensiveChangeId = Id<'IntensiveChange'>;
export type TaxChoiceId = Id<'TaxChoice'>;
export type RegistrationId = Id<'Registration'>;
export type PairId = Id<'Pair'>;
export type HoldId = Id<'Hold'>;
export type WaitlistEntryId = Id<'WaitlistEntry'>;
export type WaitlistOfferId = Id<'WaitlistOffer'>;
export type CalendarFeedId = Id<'CalendarFeed'>;
export type EventMailId = Id<'EventMail'>;
export type OrderId = Id<'Order'>;
export type OrderLineId = Id<'OrderLine'>;
export type CheckoutId = Id<'Checkout'>;
export type PaymentId = Id<'Payment'>;
export type RefundId = Id<'Refund'>;
export type ScholarshipId = Id<'Scholarship'>;
export type DisputeId = Id<'Dispute'>;
export type InvoiceId = Id<'Invoice'>;
export type StripeEventId = Id<'StripeEvent'>;
export type CareSettingsId = Id<'CareSettings'>;
export type CareRecordId = Id<'CareRecord'>;
export type JointPlanId = Id<'JointPlan'>;
export type CareOpeningId = Id<'CareOpening'>;
export type WithdrawnScreeningId = Id<'WithdrawnScreening'>;
export type FollowUpId = Id<'FollowUp'>;
export type FollowUpAnswerId = Id<'FollowUpAnswer'>;
export type FollowUpMailId = Id<'FollowUpMail'>;

type AnyId = Id<string>;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** A clock that is put back by less than this is waited for. */
const SMALL_STEP_MS = 60_000;
const newest = { msecs: 0, seq: 0 };

/**
 * A new key that is ordered by time (UUIDv7), so that the index stays compact. Those of one process rise, except when a clock that was
 * far ahead is put right: then they follow it, because some rows are found and forgotten by the time of their keys.
 */
export function newId<T extends AnyId>(): T {
  const now = Date.now();
  const moved = now > newest.msecs || now < newest.msecs - SMALL_STEP_MS;
  Object.assign(newest, moved ? { msecs: now, seq: randomInt(2 ** 31) } : { seq: newest.seq + 1 });
  return v7(newest) as string as T;
}

/** The smallest key (UUIDv7) that could have been made at an instant: keys made before it sort below. */
export function firstIdAt<T extends AnyId>(at: Date): T {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000` as string as T;
}

/** A new key whose order reveals nothing (UUIDv4): options, questions, evaluation responses. */
export const newRandomId = <T extends AnyId>(): T => randomUUID() as string as T;

/** Reads a key from outside; null when it is not a UUID. */
export function parseId<T extends AnyId>(text: string): T | null {
  return UUID.test(text) ? (text.toLowerCase() as string as T) : null;
}

import type { CourseId, CreditAwardId, EnrollmentId, ReportedCertificateId } from '../../../drizzle/ids.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { EnrollmentBasis } from '../../../drizzle/tables/enrollments.ts';
import type { LICENSE_KINDS, RequiredHours } from '../../../drizzle/tables/licenses.ts';
import type { LoadedBoard } from '../../accreditation/queries.ts';
import type { Board } from '../../accreditation/rules/bodies.ts';
import type { AccreditorValues } from '../../accreditation/rules/values.ts';

export const ROW_STATUSES = [
  'COUNTED',
  'ASK_YOUR_BOARD',
  'NOT_JOINED',
  'REPEAT',
  'SPECIMEN',
  'LOGGED',
  'REPORTED',
] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

/** Why only the board can tell, from the least that is known to the most. */
export const ASK_REASONS = [
  'BOARD_UNKNOWN',
  'NO_APPROVAL',
  'ACCEPTS_NOT_STATED',
  'BODY_NOT_NAMED',
  'FORMAT_NOT_COVERED',
  'UNIT_NOT_CONVERTIBLE',
  'BELOW_SMALLEST',
  'APPROVAL_NOT_IN_FORCE',
  'TEACHING_NOT_ACCEPTED',
  'TEACHING_NOT_STATED',
  'REPEAT_NOT_DECIDED',
] as const;
export type AskReason = (typeof ASK_REASONS)[number];

/** An award with a certificate that stands. */
export type AwardFacts = {
  id: CreditAwardId;
  /** The key of the body and its name when it was offered. */
  accreditor: string;
  body: string;
  unit: AccreditorValues['unit'] | null;
  minutesPerUnit: number | null;
  lines: OfferLine[];
  totalHundredths: number;
  countsOn: string;
  /** Of its certificate. */
  number: string;
  specimen: boolean;
  /** Whether it is joined to the license. */
  joined: boolean;
  /** Whether its approval was in force on the day that counts, as it is known now. */
  approvalInForce: boolean;
};

/** What the plain certificate of a completion says. */
export type LogFacts = {
  number: string;
  specimen: boolean;
  completedOn: string;
  studyHundredths: number;
  /** How the course was taken, in words: "Self-paced reading". */
  interaction: string;
  /** The mark that had to be reached; null without an assessment. */
  passPercent: number | null;
};

/** A completion for credit: one round of a course. */
export type CompletionFacts = {
  enrollmentId: EnrollmentId;
  /** As what it was earned. */
  basis: EnrollmentBasis;
  lineage: CourseId;
  title: string;
  organization: string;
  /** Of its days. */
  timeZone: string;
  plain: LogFacts | null;
  awards: AwardFacts[];
};

export type ReportedFacts = {
  id: ReportedCertificateId;
  title: string;
  provider: string;
  earnedOn: string;
  amountHundredths: number;
  unit: string;
  category: string | null;
  note: string | null;
};

export type Cycle = { startsOn: string; endsOn: string };

export type LicenseFacts = {
  kind: (typeof LICENSE_KINDS)[number];
  profession: string;
  jurisdiction: string;
  expiresOn: string | null;
  cycle: Cycle | null;
  /** As the holder stated it; category null is the total. */
  required: RequiredHours[];
};

export type TranscriptInput = {
  license: LicenseFacts;
  /** The boards of the license's jurisdiction, as their files say now. */
  boards: readonly LoadedBoard[];
  completions: readonly CompletionFacts[];
  reported: readonly ReportedFacts[];
  today: string;
};

/** One line of the counted award, in the board's unit: what it is worth, and how much of it counts under the cap. */
export type Part = { category: string | null; selfStudy: boolean; hundredths: number; countedHundredths: number };

export type Row = {
  key: string;
  /** As what it was earned; a certificate of another provider does not say it. */
  basis: EnrollmentBasis | null;
  status: RowStatus;
  because: AskReason | null;
  /** The day that counts. */
  on: string;
  lineage: CourseId | null;
  title: string;
  organization: string;
  /** Of the day; null where the holder stated it. */
  timeZone: string | null;
  /** Of the certificate by which it counts or, where none does, of the first. */
  number: string | null;
  /** By which it counts; null when it does not. */
  award: AwardFacts | null;
  awards: AwardFacts[];
  parts: Part[];
  creditHundredths: number;
  countedHundredths: number;
  log: LogFacts | null;
  reported: ReportedFacts | null;
};

/** `kind`: whether it divides the total, lies over it, or is what none of the board's categories holds. */
export type CategoryTotal = {
  key: string | null;
  name: string;
  kind: 'DIVIDES' | 'OVERLIES';
  earnedHundredths: number;
  requiredHundredths: number | null;
  missingHundredths: number | null;
};

export type SelfStudy = {
  earnedHundredths: number;
  countedHundredths: number;
  /** Null without a limit, and where the board's file does not say. */
  capHundredths: number | null;
  limit: 'LIMITED' | 'NONE' | 'NOT_STATED';
};

export type Transcript = {
  license: LicenseFacts;
  board: Pick<Board, 'key' | 'name' | 'kind'> | null;
  /** The title of the license; null when no file names it. */
  title: string | null;
  unit: { singular: string; plural: string } | null;
  rows: Row[];
  totalHundredths: number;
  requiredHundredths: number | null;
  requiredBy: 'HOLDER' | 'BOARD' | null;
  missingHundredths: number | null;
  missingBy: string | null;
  categories: CategoryTotal[];
  /** What counts in no category while a category over the total still lacks some; else 0. */
  inNoCategoryHundredths: number;
  selfStudy: SelfStudy | null;
  askYourBoard: number;
};

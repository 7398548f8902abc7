import type { CourseId, CreditOfferId, EnrollmentId, IntensiveId, LicenseId } from '../../../../drizzle/ids.ts';
import type { APPROVAL_STATES, OfferLine } from '../../../../drizzle/tables/accreditation.ts';
import type { AwardBasis } from '../../../../drizzle/tables/enrollments.ts';
import type { LICENSE_KINDS } from '../../../../drizzle/tables/licenses.ts';
import type { Rules } from '../../../accreditation/rules/bodies.ts';

/** A state of an approval from a day on. */
export type ApprovalState = { state: (typeof APPROVAL_STATES)[number]; from: string };

/** An offer with everything that its gate looks at. Days are in the organization's zone. */
export type Offer = {
  id: CreditOfferId;
  accreditor: string;
  /** The name of the accreditor, as printed. */
  body: string;
  rules: Rules;
  /** The profession and the place that the approval is for; null where it names none. */
  profession: string | null;
  jurisdiction: string | null;
  timeZone: string;
  lines: readonly OfferLine[];
  totalHundredths: number;
  opensOn: string;
  lastEnrollmentOn: string | null;
  lastCompletionOn: string | null;
  withdrawnAt: Date | null;
  /** How many years the organization keeps records of credit. */
  keepYears: number;
  approval: {
    startsOn: string;
    endsOn: string | null;
    endedOn: string | null;
    confirmed: boolean;
    /** In the order in which they were recorded. */
    states: readonly ApprovalState[];
  };
};

export type ChosenLicense = {
  id: LicenseId;
  kind: (typeof LICENSE_KINDS)[number];
  profession: string;
  jurisdiction: string;
  expiresOn: string | null;
};

/** An award that the person has already, under any offer. */
export type EarlierAward = {
  enrollmentId: EnrollmentId;
  offerId: CreditOfferId;
  accreditor: string;
  countsOn: string;
  totalHundredths: number;
  /** As what it was earned, and at which training; null for a course that is studied alone. */
  basis: AwardBasis;
  intensiveId: IntensiveId | null;
  /** The oldest course of the same content, whatever its slug. */
  lineage: CourseId | null;
  /** Of the course, as it was taken. */
  title: string;
  online: boolean;
};

/** An award that this enrollment has already, whether or not its certificate stands, and the licenses that it counts for. */
export type HeldAward = { offerId: CreditOfferId; countsOn: string; licenses: ChosenLicense[] };

/** A blocker that does not hold until the end of a day; offerId null: for every offer. */
export type Exception = { offerId: CreditOfferId | null; blocker: string; untilOn: string };

/** A submitted attempt at the post-test, with what each regrade of a question made of its count. */
export type Sitting = {
  enrollmentId: EnrollmentId;
  ordinal: number;
  submittedAt: Date;
  /** When it became a pass of its version's test, which may require objectives by themselves; null when it did not. */
  passedAt: Date | null;
  /** As submitted. */
  correctCount: number;
  raises: readonly { correctCount: number; at: Date }[];
  questionCount: number;
};

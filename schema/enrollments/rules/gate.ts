import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { ATTENDANCE_WORDS, type AttendanceBlocker, attendanceBlockers, attendanceMetAt } from './gate/attendance.ts';
import { ATTESTATION_WORDS, type AttestationBlocker, attestationBlockers } from './gate/attestation.ts';
import type { MetAt } from './gate/blocker.ts';
import { CONTENT_WORDS, type ContentBlocker, contentBlockers, contentMetAt, latestOf } from './gate/content.ts';
import {
  EVALUATION_WORDS,
  type EvaluationBlocker,
  evaluationBlockers,
  evaluationMetAt,
  unevaluated,
} from './gate/evaluation.ts';
import { LICENSE_WORDS, type LicenseBlocker } from './gate/license.ts';
import { NAME_WORDS, type NameBlocker, nameBlockers } from './gate/name.ts';
import { OFFER_WORDS, type OfferBlocker } from './gate/offer.ts';
import { PAYMENT_WORDS, type PaymentBlocker, paymentBlockers } from './gate/payment.ts';
import { POST_TEST_WORDS, type PostTestBlocker, postTestBlockers, postTestMetAt } from './gate/postTest.ts';
import { TEACHING_WORDS, type TeachingBlocker, teachingBlockers, teachingMetAt } from './gate/teaching.ts';
import type { Standing } from './standing.ts';

// To add a requirement, add a file in gate/ and its names here. The API follows from them.

/** One thing that is missing, with the facts to act on. */
export type Blocker =
  | ContentBlocker
  | AttendanceBlocker
  | TeachingBlocker
  | PostTestBlocker
  | EvaluationBlocker
  | AttestationBlocker
  | NameBlocker
  | PaymentBlocker
  | LicenseBlocker
  | OfferBlocker;
export type BlockerCode = Blocker['code'];

/** How the API describes each blocker. */
export const BLOCKER_WORDS = {
  ...CONTENT_WORDS,
  ...ATTENDANCE_WORDS,
  ...TEACHING_WORDS,
  ...POST_TEST_WORDS,
  ...EVALUATION_WORDS,
  ...ATTESTATION_WORDS,
  ...NAME_WORDS,
  ...PAYMENT_WORDS,
  ...LICENSE_WORDS,
  ...OFFER_WORDS,
} satisfies Record<BlockerCode, unknown>;

type Requirement = (standing: Standing, now: Date) => Blocker[];

const OF_STUDY: readonly Requirement[] = [contentBlockers, attendanceBlockers, teachingBlockers, postTestBlockers];
const FOR_COMPLETION: readonly Requirement[] = [...OF_STUDY, evaluationBlockers];
const MET_AT: readonly MetAt[] = [contentMetAt, attendanceMetAt, teachingMetAt, postTestMetAt, evaluationMetAt];
const FOR_CERTIFICATE: readonly Requirement[] = [...FOR_COMPLETION, attestationBlockers, nameBlockers, paymentBlockers];

/** What a learner must do before the evaluation, which speaks of the whole course. */
export function blockersOfEvaluation(standing: Standing, now: Date): Blocker[] {
  return OF_STUDY.flatMap((requirement) => requirement(standing, now));
}

/** What a learner must do before the attestation: everything that its text says was done, for either purpose. */
export function blockersOfAttestation(standing: Standing, now: Date): Blocker[] {
  return [...blockersOfEvaluation(standing, now), ...(standing.teaching === null ? unevaluated(standing) : [])];
}

/** What a learner must do before an enrollment counts as completed. */
export function completionBlockers(standing: Standing, now: Date): Blocker[] {
  return FOR_COMPLETION.flatMap((requirement) => requirement(standing, now));
}

/** When the last requirement of completion was met, whenever that was noticed; null while one is missing. */
export function completedAt(standing: Standing, now: Date): Date | null {
  if (completionBlockers(standing, now).length > 0) return null;
  return latestOf(MET_AT.flatMap((metAt) => metAt(standing) ?? []));
}

/** When everything that is read or attended was done; null while some of it is not. */
export function contentDoneAt(standing: Standing, now: Date): Date | null {
  if (standing.teaching !== null) return completedAt(standing, now);
  if (standing.training === null) return contentMetAt(standing);
  if (attendanceBlockers(standing, now).length > 0) return null;
  const attended = attendanceMetAt(standing);
  const read = standing.modules.length === 0 ? attended : contentMetAt(standing);
  return attended === null || read === null ? null : latestOf([attended, read]);
}

/** The gate: everything that is missing before the learner can claim the certificate. When it is empty, the claim succeeds. */
export function blockers(standing: Standing, now: Date): Blocker[] {
  return FOR_CERTIFICATE.flatMap((requirement) => requirement(standing, now));
}

/** What is missing before a certificate of attendance, which says nothing of the test. */
export function blockersOfAttendance(standing: Standing, now: Date): Blocker[] {
  return [...attendanceBlockers(standing, now), ...nameBlockers(standing), ...paymentBlockers(standing)];
}

/** A blocker with its enrollment, whose modules and quizzes it speaks of. */
export type BlockerOf = Blocker & { enrollmentId: EnrollmentId };

/** The same blockers, each with its enrollment. */
export function blockersOf(enrollmentId: EnrollmentId, found: readonly Blocker[]): BlockerOf[] {
  return found.map((blocker) => ({ ...blocker, enrollmentId }));
}

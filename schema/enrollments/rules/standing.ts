import type {
  EnrollmentId,
  IntensiveId,
  IntensiveSegmentId,
  ModuleId,
  QuizId,
  RegistrationId,
  TeachingStatementId,
} from '../../../drizzle/ids.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { EnrollmentBasis, Purpose } from '../../../drizzle/tables/enrollments.ts';
import type { PlaceMoney } from '../../../drizzle/tables/eventEnrollments.ts';
import type { Requirement } from '../../../drizzle/tables/quizzes.ts';
import type { Attended } from '../../attendance/rules/minutes.ts';
import type { Span } from '../../attendance/rules/spans.ts';
import type { Taught } from '../../attendance/rules/taught.ts';
import type { AttemptHistory } from './attempts.ts';

/** The facts about one module of an enrollment. */
export type ModuleStanding = {
  moduleId: ModuleId;
  title: string;
  position: number;
  minSeconds: number;
  countedMillis: number;
  furthestPermille: number;
  lastActiveAt: Date | null;
  /** The quiz that checks the module, if it has one. */
  checkQuizId: QuizId | null;
  checkPassedAt: Date | null;
  completedAt: Date | null;
};

/** The facts about the post-test of an enrollment. */
export type PostTestStanding = AttemptHistory & {
  quizId: QuizId;
  maxAttempts: number | null;
  cooldownSeconds: number | null;
  passPercent: number;
  /** The objectives that must be passed by themselves. */
  required: readonly Requirement[];
};

/** The newest signature under the attestation. */
export type Signature = { signedAt: Date; typedName: string };

/** A part of the agenda of a training: when, and in which way it was held. */
export type HeldPart = {
  title: string;
  format: OfferLine['format'];
  /** The calendar day of the session, in its time zone. */
  day: string;
  timeZone: string;
  part: Span;
};

/** A part of instruction of a training, and how much of it somebody attended. */
export type TrainingPart = Attended<IntensiveSegmentId> &
  HeldPart & {
    /** Whether the same person taught some of it: then none of it was attended as a learner. */
    taught: boolean;
  };

/** How somebody attended the training of an enrollment, and how their place stands, by the record as it is now. */
export type TrainingStanding = {
  registrationId: RegistrationId;
  intensiveId: IntensiveId;
  /** Whether the registration still has its place. */
  confirmed: boolean;
  payment: PlaceMoney;
  /** The place of the training in public. */
  place: string;
  /** When its last part ends; null while it has no days. */
  endsAt: Date | null;
  /** The calendar day of its last session, in the zone of the training; null while it has no days. */
  lastDay: string | null;
  /** Days on which a sign-in waits for a sign-out. */
  openDays: { ordinal: number; day: string }[];
  /** In the order in which they begin. */
  parts: TrainingPart[];
};

/** A part of instruction, and how much of it an instructor taught by what the organization states. */
export type TaughtPart = Taught<TeachingStatementId> &
  HeldPart & {
    id: IntensiveSegmentId;
    minutes: number;
    /** Whether a certificate that stands says that the same person attended it: no minute earns twice. */
    attended: boolean;
  };

/** What the instructor of an enrollment taught of a training, by the record as it is now. */
export type TeachingStanding = {
  intensiveId: IntensiveId;
  /** Whether the training names the person's account as that of an instructor. */
  named: boolean;
  canceled: boolean;
  /** The place of the training in public. */
  place: string;
  /** When its last part ends; null while it has no days. */
  endsAt: Date | null;
  /** When the newest statement was made that stands about the person; null without one. */
  statedAt: Date | null;
  /** In the order in which they begin; those that the person taught. */
  parts: TaughtPart[];
};

/** Everything that the gate looks at in an open enrollment. */
export type Standing = {
  id: EnrollmentId;
  purpose: Purpose;
  basis: EnrollmentBasis;
  modules: ModuleStanding[];
  /** Null for a course that is studied alone. */
  training: TrainingStanding | null;
  /** Null for a learner. */
  teaching: TeachingStanding | null;
  studyTimeWaived: boolean;
  /** Null when nothing must be passed any more: it is passed, closed or not for credit, or the version has no post-test. */
  postTest: PostTestStanding | null;
  passedAt: Date | null;
  evaluatedAt: Date | null;
  /** When everything before the signature was done. */
  completedAt: Date | null;
  /** Null when nothing was signed, or when the enrollment is closed. */
  signature: Signature | null;
  legalName: string | null;
};

/** Seconds of study that a module requires; 0 where an accommodation waives study time. */
export function secondsRequired({ minSeconds }: Pick<ModuleStanding, 'minSeconds'>, waived: boolean): number {
  return waived ? 0 : minSeconds;
}

/** Whole seconds of study counted in a module so far. */
export function secondsCounted({ countedMillis }: Pick<ModuleStanding, 'countedMillis'>): number {
  return Math.floor(countedMillis / 1000);
}

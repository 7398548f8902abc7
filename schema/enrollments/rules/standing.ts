import type { EnrollmentId, ModuleId, QuizId } from '../../../drizzle/ids.ts';
import type { Purpose } from '../../../drizzle/tables/enrollments.ts';
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
};

/** The newest signature under the attestation. */
export type Signature = { signedAt: Date; typedName: string };

/** Everything that the gate looks at in an open enrollment. */
export type Standing = {
  id: EnrollmentId;
  purpose: Purpose;
  modules: ModuleStanding[];
  studyTimeWaived: boolean;
  /** Null when there is nothing left to pass: the test is passed, the enrollment is closed, or the version has no post-test. */
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
export const secondsRequired = (module: ModuleStanding, waived: boolean): number => (waived ? 0 : module.minSeconds);

/** Whole seconds of study counted in a module so far. */
export const secondsCounted = (module: ModuleStanding): number => Math.floor(module.countedMillis / 1000);

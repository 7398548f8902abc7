import type { EnrollmentId, QuizAttemptId } from '../../../drizzle/ids.ts';

/** The key of every version’s post-test: attempts at it are counted across versions. */
export const POST_TEST_KEY = 'post-test';

/** The facts of an attempt that the counting uses. passedAt is when it became a pass: at submission, or by a regrade. */
export type CountedAttempt = {
  id: QuizAttemptId;
  enrollmentId: EnrollmentId;
  ordinal: number;
  dueAt: Date | null;
  submittedAt: Date | null;
  passedAt: Date | null;
  /** As submitted, or as raised by regrades; null while the attempt is open. */
  correctCount: number | null;
  questionCount: number;
  /** Keys of the objectives that its version requires by themselves and that a submitted attempt did not pass. */
  missed: readonly string[];
};

export type ExtraGrant = { count: number; grantedAt: Date };

/** Every attempt and every grant of one person at one quiz of a course, across versions, enrollments and purposes. */
export type AttemptHistory = { attempts: readonly CountedAttempt[]; grants: readonly ExtraGrant[] };

export type Tally = {
  used: number;
  extra: number;
  lastFailedAt: Date | null;
  /** The best result among the attempts that count; null before the first submission. */
  bestScorePercent: number | null;
  passedHere: boolean;
};

/**
 * What counts toward the next attempt: everything since the last pass (docs/decisions/0010-quiz-attempts.md). A grant given after
 * the last failure also ends the waiting time, because an organization that grants an attempt means it to start now.
 */
export function tally({ attempts, grants }: AttemptHistory, enrollmentId: EnrollmentId): Tally {
  const lastPass = attempts.filter((attempt) => attempt.passedAt !== null).sort((a, b) => b.ordinal - a.ordinal)[0];
  const since = attempts.filter((attempt) => attempt.ordinal > (lastPass?.ordinal ?? 0));
  const passedAt = lastPass?.passedAt ?? null;
  const failures = since.flatMap((attempt) => attempt.submittedAt ?? []);
  return {
    used: since.length,
    extra: grants
      .filter((grant) => passedAt === null || grant.grantedAt > passedAt)
      .reduce((sum, grant) => sum + grant.count, 0),
    lastFailedAt: grants.some((grant) => failures.every((failedAt) => grant.grantedAt > failedAt))
      ? null
      : lastOf(failures),
    bestScorePercent: bestOf(since),
    passedHere: attempts.some((attempt) => attempt.passedAt !== null && attempt.enrollmentId === enrollmentId),
  };
}

const lastOf = (instants: readonly Date[]): Date | null =>
  instants.length === 0 ? null : new Date(Math.max(...instants.map(Number)));

const bestOf = (attempts: readonly CountedAttempt[]): number | null => {
  const scores = attempts.flatMap(({ correctCount, questionCount }) =>
    correctCount === null ? [] : [scorePercent(correctCount, questionCount)],
  );
  return scores.length === 0 ? null : Math.max(...scores);
};

/** Whole percent, rounded down, so that the display never exceeds the real result. */
export function scorePercent(correctCount: number, questionCount: number): number {
  return Math.floor((correctCount * 100) / questionCount);
}

/** How many attempts are allowed before a pass; null without a limit. */
export function allowedAttempts(maxAttempts: number | null, extra: number): number | null {
  return maxAttempts === null ? null : maxAttempts + extra;
}

/** How many attempts are left; null without a limit. */
export function attemptsLeft(used: number, allowed: number | null): number | null {
  return allowed === null ? null : Math.max(0, allowed - used);
}

/** When the waiting time after the last failed attempt ends; null when there is no waiting time. */
export function retryAfter(lastFailedAt: Date | null, cooldownSeconds: number | null): Date | null {
  return lastFailedAt === null || cooldownSeconds === null
    ? null
    : new Date(lastFailedAt.getTime() + cooldownSeconds * 1000);
}

const DAY_MS = 24 * 3600 * 1000;

/** 24 hours after an instant. */
export const dayAfter = (instant: Date): Date => new Date(instant.getTime() + DAY_MS);

/** Attempts of one person at one quiz within 24 hours, also at a quiz that limits neither attempts nor waiting time. */
const ATTEMPTS_PER_DAY = 30;

/** When the attempts of a day allow another one; null when they do now. */
export function nextDaysAttempt(attempts: readonly CountedAttempt[], now: Date): Date | null {
  const submitted = attempts.flatMap(({ submittedAt }) => submittedAt ?? []).sort((a, b) => b.getTime() - a.getTime());
  const oldest = submitted[ATTEMPTS_PER_DAY - 1];
  return oldest !== undefined && now < dayAfter(oldest) ? dayAfter(oldest) : null;
}

import type { FEEDBACK_POLICIES, QUIZ_KINDS } from '../../../drizzle/schema.ts';

export type QuizKind = (typeof QUIZ_KINDS)[number];
export type FeedbackPolicy = (typeof FEEDBACK_POLICIES)[number];

/** A sitting as the counting sees it. passedAt is when it came to count as passed: at submission, or by a regrade. */
export type Sitting = {
  enrollmentId: string;
  ordinal: number;
  dueAt: Date | null;
  submittedAt: Date | null;
  passedAt: Date | null;
};

export type Grant = { count: number; grantedAt: Date };

export type Tally = { used: number; extra: number; lastFailedAt: Date | null; passedHere: boolean };

/**
 * What counts for the next start: every sitting and every grant of one person at one quiz of a course since the last sitting
 * that was passed, whatever version, round or purpose it belonged to (docs/decisions/0010-quiz-attempts.md). A grant given
 * after the last failure also ends the waiting time: whoever grants another attempt means now.
 */
export const tally = (sittings: readonly Sitting[], grants: readonly Grant[], enrollmentId: string): Tally => {
  const lastPass = sittings.filter((sitting) => sitting.passedAt !== null).sort((a, b) => b.ordinal - a.ordinal)[0];
  const since = sittings.filter((sitting) => sitting.ordinal > (lastPass?.ordinal ?? 0));
  const passedAt = lastPass?.passedAt ?? null;
  const failures = since.flatMap((sitting) => sitting.submittedAt ?? []);
  return {
    used: since.length,
    extra: grants
      .filter((grant) => passedAt === null || grant.grantedAt > passedAt)
      .reduce((sum, grant) => sum + grant.count, 0),
    lastFailedAt: grants.some((grant) => failures.every((failedAt) => grant.grantedAt > failedAt))
      ? null
      : lastOf(failures),
    passedHere: sittings.some((sitting) => sitting.passedAt !== null && sitting.enrollmentId === enrollmentId),
  };
};

const lastOf = (instants: readonly Date[]): Date | null =>
  instants.length === 0 ? null : new Date(Math.max(...instants.map(Number)));

export const CLOSED_REASONS = ['ENROLLMENT_CLOSED', 'CONTENT_NOT_DONE', 'CONTENT_DONE'] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

export type StartFacts = Tally & {
  quiz: { kind: QuizKind; maxAttempts: number | null; cooldownSeconds: number | null };
  enrollmentOpen: boolean;
  contentDone: boolean;
  now: Date;
};

export type StartRefusal =
  | { ok: false; because: 'QUIZ_NOT_OPEN'; reason: ClosedReason }
  | { ok: false; because: 'ALREADY_PASSED' }
  | { ok: false; because: 'ATTEMPTS_USED'; used: number; allowed: number }
  | { ok: false; because: 'COOLDOWN'; retryAt: Date };

/** How many sittings there may be until one is passed; null for as many as one likes. A pre-test is taken once. */
export const allowedAttempts = ({ kind, maxAttempts }: StartFacts['quiz'], extra: number): number | null => {
  if (kind === 'PRE_TEST') return 1;
  return maxAttempts === null ? null : maxAttempts + extra;
};

/** Whether a new sitting may begin now, or the first reason why not. */
export const mayStart = (facts: StartFacts): { ok: true } | StartRefusal => {
  const reason = closedReason(facts);
  if (reason !== null) return { ok: false, because: 'QUIZ_NOT_OPEN', reason };
  if (facts.passedHere) return { ok: false, because: 'ALREADY_PASSED' };
  const { quiz, used, extra, now } = facts;
  const allowed = allowedAttempts(quiz, extra);
  if (allowed !== null && used >= allowed) return { ok: false, because: 'ATTEMPTS_USED', used, allowed };
  const retryAt = retryAfter(facts);
  return retryAt !== null && now < retryAt ? { ok: false, because: 'COOLDOWN', retryAt } : { ok: true };
};

const closedReason = ({ quiz, enrollmentOpen, contentDone }: StartFacts): ClosedReason | null => {
  if (!enrollmentOpen) return 'ENROLLMENT_CLOSED';
  if (quiz.kind === 'POST_TEST' && !contentDone) return 'CONTENT_NOT_DONE';
  return quiz.kind === 'PRE_TEST' && contentDone ? 'CONTENT_DONE' : null;
};

const retryAfter = ({ quiz, lastFailedAt }: StartFacts): Date | null =>
  lastFailedAt === null || quiz.cooldownSeconds === null
    ? null
    : new Date(lastFailedAt.getTime() + quiz.cooldownSeconds * 1000);

/** Seconds for one sitting. quizTimePercent is what was agreed with the learner: 150 gives half as much again. */
export const limitSeconds = (timeLimitSeconds: number | null, quizTimePercent: number): number | null =>
  timeLimitSeconds === null ? null : (timeLimitSeconds * quizTimePercent) / 100;

/** When a sitting's time is over; null without a limit. */
export const dueAt = (startedAt: Date, timeLimitSeconds: number | null, quizTimePercent: number): Date | null => {
  const seconds = limitSeconds(timeLimitSeconds, quizTimePercent);
  return seconds === null ? null : new Date(startedAt.getTime() + seconds * 1000);
};

export const isDue = (sitting: { dueAt: Date | null }, now: Date): boolean =>
  sitting.dueAt !== null && now >= sitting.dueAt;

/** A sitting closed by its limit counts as submitted at the limit, whenever somebody noticed. */
export const submissionAt = (sitting: { dueAt: Date | null }, now: Date): Date =>
  sitting.dueAt !== null && now >= sitting.dueAt ? sitting.dueAt : now;

export const timedOut = ({ dueAt, submittedAt }: { dueAt: Date | null; submittedAt: Date | null }): boolean =>
  dueAt !== null && submittedAt !== null && submittedAt >= dueAt;

/**
 * Whether right answers and rationales may be shown. Never while the person has a sitting of the same quiz open, so that an
 * old sitting is no crib for a new one.
 */
export const mayReview = (facts: {
  feedback: FeedbackPolicy;
  submittedAt: Date | null;
  passed: boolean | null;
  sittingOpen: boolean;
}): boolean => {
  if (facts.submittedAt === null || facts.sittingOpen) return false;
  return facts.feedback === 'AFTER_SUBMIT' || (facts.feedback === 'AFTER_PASS' && facts.passed === true);
};

type Looked = Omit<StartFacts, keyof Tally> & {
  enrollmentId: string;
  sittings: readonly Sitting[];
  grants: readonly Grant[];
};

export type Outlook = Tally & { allowed: number | null; left: number | null; refusal: StartRefusal | null };

/** What a learner is told of a quiz now. A sitting that is open can be gone on with while its round is open. */
export const outlook = ({ enrollmentId, sittings, grants, ...facts }: Looked): Outlook => {
  const counted = tally(sittings, grants, enrollmentId);
  const allowed = allowedAttempts(facts.quiz, counted.extra);
  const resumable = sittings.some((sitting) => sitting.submittedAt === null && sitting.enrollmentId === enrollmentId);
  const verdict = resumable && facts.enrollmentOpen ? ({ ok: true } as const) : mayStart({ ...facts, ...counted });
  return {
    ...counted,
    allowed,
    left: allowed === null ? null : Math.max(0, allowed - counted.used),
    refusal: verdict.ok ? null : verdict,
  };
};

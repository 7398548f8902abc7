import type { EnrollmentId } from '../../../drizzle/ids.ts';
import type { FEEDBACK_POLICIES, QUIZ_KINDS } from '../../../drizzle/schema.ts';
import {
  type AttemptHistory,
  allowedAttempts,
  attemptsLeft,
  nextDaysAttempt,
  retryAfter,
  type Tally,
  tally,
} from '../../enrollments/rules/attempts.ts';
import { type Mark, markStanding } from '../../enrollments/rules/offers/mark.ts';

export type QuizKind = (typeof QUIZ_KINDS)[number];
export type FeedbackPolicy = (typeof FEEDBACK_POLICIES)[number];

export const CLOSED_REASONS = ['ENROLLMENT_CLOSED', 'CONTENT_NOT_DONE', 'CONTENT_DONE'] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

export type StartFacts = Omit<Tally, 'bestScorePercent'> & {
  quiz: { kind: QuizKind; maxAttempts: number | null; cooldownSeconds: number | null };
  enrollmentOpen: boolean;
  contentDone: boolean;
  /** When a training ends, after which its test may begin; null for a course that is studied alone. */
  liveUntil: Date | null;
  /** Whether an offer of credit asks for a higher mark that can still be reached. */
  mayImprove: boolean;
  now: Date;
};

export type StartRefusal =
  | { ok: false; because: 'QUIZ_NOT_OPEN'; reason: ClosedReason }
  | { ok: false; because: 'ALREADY_PASSED' }
  | { ok: false; because: 'ATTEMPTS_USED'; used: number; allowed: number }
  | { ok: false; because: 'COOLDOWN'; retryAt: Date };

/** How many attempts are allowed before a pass; null without a limit. A pre-test allows one. */
const allowedAt = ({ kind, maxAttempts }: StartFacts['quiz'], extra: number): number | null =>
  kind === 'PRE_TEST' ? 1 : allowedAttempts(maxAttempts, extra);

/** Whether a new attempt may begin now, or the first reason why not. */
export function mayStart(facts: StartFacts): { ok: true } | StartRefusal {
  const reason = closedReason(facts);
  if (reason !== null) return { ok: false, because: 'QUIZ_NOT_OPEN', reason };
  if (facts.passedHere && !facts.mayImprove) return { ok: false, because: 'ALREADY_PASSED' };
  const { quiz, used, extra, lastFailedAt, now } = facts;
  const allowed = allowedAt(quiz, extra);
  if (allowed !== null && used >= allowed) return { ok: false, because: 'ATTEMPTS_USED', used, allowed };
  const retryAt = retryAfter(lastFailedAt, quiz.cooldownSeconds);
  return retryAt !== null && now < retryAt ? { ok: false, because: 'COOLDOWN', retryAt } : { ok: true };
}

/** The same, and within the attempts of a day. */
export function mayStartToday({
  attempts,
  ...facts
}: StartFacts & Pick<AttemptHistory, 'attempts'>): { ok: true } | StartRefusal {
  const decision = mayStart(facts);
  const retryAt = decision.ok ? nextDaysAttempt(attempts, facts.now) : null;
  return retryAt === null ? decision : { ok: false, because: 'COOLDOWN', retryAt };
}

const closedReason = ({ quiz, enrollmentOpen, liveUntil, now, ...facts }: StartFacts): ClosedReason | null => {
  const contentDone = facts.contentDone || (liveUntil !== null && now >= liveUntil);
  if (!enrollmentOpen) return 'ENROLLMENT_CLOSED';
  if (quiz.kind === 'POST_TEST' && !contentDone) return 'CONTENT_NOT_DONE';
  return quiz.kind === 'PRE_TEST' && contentDone ? 'CONTENT_DONE' : null;
};

/** Seconds for one attempt. quizTimePercent is the learner's accommodation: 150 gives half as much again. */
export function limitSeconds(timeLimitSeconds: number | null, quizTimePercent: number): number | null {
  return timeLimitSeconds === null ? null : (timeLimitSeconds * quizTimePercent) / 100;
}

/** When an attempt's time is over; null without a limit. */
export function dueAt(startedAt: Date, timeLimitSeconds: number | null, quizTimePercent: number): Date | null {
  const seconds = limitSeconds(timeLimitSeconds, quizTimePercent);
  return seconds === null ? null : new Date(startedAt.getTime() + seconds * 1000);
}

export function isDue(attempt: { dueAt: Date | null }, now: Date): boolean {
  return attempt.dueAt !== null && now >= attempt.dueAt;
}

/** Whole seconds until the limit; 0 once the attempt is closed, null without a limit. */
export function secondsLeft(facts: { dueAt: Date | null; submittedAt: Date | null; now: Date }): number | null {
  const { dueAt, submittedAt, now } = facts;
  if (dueAt === null) return null;
  return submittedAt === null ? Math.max(0, Math.floor((dueAt.getTime() - now.getTime()) / 1000)) : 0;
}

/** An attempt closed by its limit counts as submitted at the limit, even when the service noticed later. */
export function submissionAt(attempt: { dueAt: Date | null }, now: Date): Date {
  return attempt.dueAt !== null && now >= attempt.dueAt ? attempt.dueAt : now;
}

export function timedOut({ dueAt, submittedAt }: { dueAt: Date | null; submittedAt: Date | null }): boolean {
  return dueAt !== null && submittedAt !== null && submittedAt >= dueAt;
}

/**
 * Whether right answers and rationales may be shown. Never while the person has an open attempt at the same quiz, so that they
 * cannot copy from an old attempt into a new one.
 */
export function mayReview(facts: {
  feedback: FeedbackPolicy;
  submittedAt: Date | null;
  passed: boolean | null;
  attemptOpen: boolean;
}): boolean {
  if (facts.submittedAt === null || facts.attemptOpen) return false;
  return facts.feedback === 'AFTER_SUBMIT' || (facts.feedback === 'AFTER_PASS' && facts.passed === true);
}

type Improvable = AttemptHistory & { enrollmentId: EnrollmentId; offerMarks: readonly Mark[] };

/**
 * Whether somebody who passed the version's post-test may sit again: an offer asks for a higher mark, it was not reached, and the
 * attempts that the body allows last.
 */
export function mayImprove({ attempts, grants, enrollmentId, offerMarks }: Improvable): boolean {
  if (offerMarks.length === 0) return false;
  const sittings = attempts.flatMap(({ submittedAt, correctCount, ...attempt }) =>
    submittedAt === null || correctCount === null ? [] : [{ ...attempt, submittedAt, correctCount, raises: [] }],
  );
  return offerMarks.some((mark) => {
    const { passedAt, used, allowed } = markStanding(mark, { sittings, grants, enrollmentId });
    return passedAt === null && (allowed === null || used < allowed);
  });
}

type Looked = Omit<StartFacts, keyof Tally | 'mayImprove'> & Improvable;

export type Outlook = Tally & { allowed: number | null; left: number | null; refusal: StartRefusal | null };

/** What a learner sees of a quiz now. An open attempt can be continued while its enrollment is open. */
export function outlook({ enrollmentId, attempts, grants, offerMarks, ...looked }: Looked): Outlook {
  const facts = { ...looked, mayImprove: mayImprove({ attempts, grants, enrollmentId, offerMarks }) };
  const counted = tally({ attempts, grants }, enrollmentId);
  const allowed = allowedAt(facts.quiz, counted.extra);
  const resumable = attempts.some((attempt) => attempt.submittedAt === null && attempt.enrollmentId === enrollmentId);
  const decision =
    resumable && facts.enrollmentOpen ? ({ ok: true } as const) : mayStartToday({ ...facts, ...counted, attempts });
  return {
    ...counted,
    allowed,
    left: attemptsLeft(counted.used, allowed),
    refusal: decision.ok ? null : decision,
  };
}

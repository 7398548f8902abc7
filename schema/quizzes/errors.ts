import type { AttemptQuestionId } from '../../drizzle/ids.ts';
import { DomainError, type Facts } from '../errors.ts';
import type { ClosedReason, StartRefusal } from './rules/starting.ts';

export class AttemptsUsedError extends DomainError {
  static override readonly code = 'ATTEMPTS_USED';
  static override readonly meaning = 'Every attempt at this quiz is used. The organization may grant another.';
  static override readonly facts: Facts = {
    used: { type: 'Int', description: 'Attempts begun since this quiz was last passed, in any enrollment.' },
    allowed: { type: 'Int', description: 'Attempts allowed, granted ones included.' },
  };
  readonly used: number;
  readonly allowed: number;
  constructor(used: number, allowed: number) {
    super(`All ${allowed} attempts are used. Ask the organization that offers the course whether it grants another.`);
    this.used = used;
    this.allowed = allowed;
  }
}

export class CooldownError extends DomainError {
  static override readonly code = 'COOLDOWN';
  static override readonly meaning = 'The next attempt opens later.';
  static override readonly facts: Facts = {
    retryAt: { type: 'DateTime', description: 'When it opens.' },
  };
  readonly retryAt: Date;
  constructor(retryAt: Date) {
    super('The next attempt is not open yet. Use the time to reread what was unclear.');
    this.retryAt = retryAt;
  }
}

const CLOSED: Record<ClosedReason, string> = {
  ENROLLMENT_CLOSED: 'The enrollment is closed. Enroll again to start over.',
  CONTENT_NOT_DONE: 'The post-test opens when all modules are completed.',
  CONTENT_DONE: 'The pre-test comes before the course; you have already completed all modules.',
};

export class QuizNotOpenError extends DomainError {
  static override readonly code = 'QUIZ_NOT_OPEN';
  static override readonly meaning = 'The quiz is not open at this point of the course.';
  static override readonly facts: Facts = {
    reason: { type: 'QuizClosedReason', description: 'Why.' },
  };
  readonly reason: ClosedReason;
  constructor(reason: ClosedReason) {
    super(CLOSED[reason]);
    this.reason = reason;
  }
}

export class QuizPassedError extends DomainError {
  static override readonly code = 'QUIZ_PASSED';
  static override readonly meaning = 'The person has already passed the quiz in this enrollment.';
  constructor() {
    super('You have already passed this quiz in this enrollment.');
  }
}

export class AttemptClosedError extends DomainError {
  static override readonly code = 'ATTEMPT_CLOSED';
  static override readonly meaning = 'The attempt was submitted, or its time is over. It is final.';
  static override readonly facts: Facts = {
    submittedAt: { type: 'DateTime', description: 'When it was closed.' },
    timedOut: { type: 'Boolean', description: 'Whether the time limit closed it. The saved answers count.' },
  };
  readonly submittedAt: Date;
  readonly timedOut: boolean;
  constructor(submittedAt: Date, timedOut: boolean) {
    super(
      timedOut
        ? 'The time of this attempt is over. Your saved answers were submitted, and the result is final.'
        : 'This attempt was submitted and is final.',
    );
    this.submittedAt = submittedAt;
    this.timedOut = timedOut;
  }
}

export class QuizIncompleteError extends DomainError {
  static override readonly code = 'QUIZ_INCOMPLETE';
  static override readonly meaning =
    'Some questions have no answer yet; nothing was changed and the attempt stays open.';
  static override readonly facts: Facts = {
    unansweredQuestionIds: {
      type: ['ID'],
      node: 'AttemptQuestion',
      description: 'The questions without an answer, in their order in the attempt.',
    },
  };
  readonly unansweredQuestionIds: AttemptQuestionId[];
  constructor(unanswered: { id: AttemptQuestionId; position: number }[]) {
    const numbers = unanswered.map(({ position }) => position).join(', ');
    super(
      unanswered.length === 1
        ? `Question ${numbers} has no answer yet. Answer it, then submit.`
        : `Questions ${numbers} have no answer yet. Answer them, then submit.`,
    );
    this.unansweredQuestionIds = unanswered.map(({ id }) => id);
  }
}

/** The error that says why no attempt may begin. */
export function startError(refusal: StartRefusal): DomainError {
  switch (refusal.because) {
    case 'QUIZ_NOT_OPEN':
      return new QuizNotOpenError(refusal.reason);
    case 'ALREADY_PASSED':
      return new QuizPassedError();
    case 'ATTEMPTS_USED':
      return new AttemptsUsedError(refusal.used, refusal.allowed);
    case 'COOLDOWN':
      return new CooldownError(refusal.retryAt);
  }
}

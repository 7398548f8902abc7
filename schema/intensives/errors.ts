import { DomainError, type Facts } from '../errors.ts';
import type { PublicationGap } from './rules/publishing.ts';

export class IntensiveChangedError extends DomainError {
  static override readonly code = 'INTENSIVE_CHANGED';
  static override readonly meaning = 'Somebody saved it after you read it. Nothing was changed.';
  static override readonly facts: Facts = { revision: { type: 'Int', description: 'The revision that is stored.' } };
  readonly revision: number;
  constructor(revision: number) {
    super(`It is now at revision ${revision}. Read it again, and repeat your change on that.`);
    this.revision = revision;
  }
}

export class SlugTakenError extends DomainError {
  static override readonly code = 'SLUG_TAKEN';
  static override readonly meaning = 'Another intensive has this slug.';
  constructor(slug: string) {
    super(`The slug "${slug}" is taken. Choose another, for instance with a date.`);
  }
}

export class IntensiveNotReadyError extends DomainError {
  static override readonly code = 'INTENSIVE_NOT_READY';
  static override readonly meaning = 'Something is missing for publication. `gaps` lists everything.';
  static override readonly facts: Facts = {
    gaps: { type: ['PublicationGap'], description: 'Everything that is missing.' },
  };
  readonly gaps: readonly PublicationGap[];
  constructor(gaps: readonly PublicationGap[]) {
    super(gaps.map(({ message }) => message).join(' '));
    this.gaps = gaps;
  }
}

export class IntensiveFixedError extends DomainError {
  static override readonly code = 'INTENSIVE_FIXED';
  static override readonly meaning = 'A published intensive keeps these fields. Nothing was changed.';
  static override readonly facts: Facts = { names: { type: ['String'], description: 'The fields that differ.' } };
  readonly names: readonly string[];
  constructor(names: readonly string[]) {
    const others = names.filter((name) => name !== 'capacity');
    const told = [
      others.length < names.length ? 'The capacity of a published intensive changes by changeCapacity.' : [],
      others.length > 0 ? `It keeps ${others.join(', ')}: make another intensive, and cancel this one if need be.` : [],
    ];
    super(told.flat().join(' '));
    this.names = names;
  }
}

export class TimesMovedError extends DomainError {
  static override readonly code = 'TIMES_MOVED';
  static override readonly meaning =
    'The times of a published intensive change only by rescheduleIntensive, which asks everybody.';
  constructor() {
    super('People registered for other times. Use rescheduleIntensive, which asks each of them.');
  }
}

export class InstructorBusyError extends DomainError {
  static override readonly code = 'INSTRUCTOR_BUSY';
  static override readonly meaning =
    'Somebody would lead two things of the organization at once. Nothing was changed; the call can say that this is meant.';
  static override readonly facts: Facts = {
    overlaps: { type: ['String'], description: 'Who would lead what at the same time, a sentence each. Show them.' },
  };
  readonly overlaps: string[];
  constructor(overlaps: string[]) {
    super(`${overlaps.join(' ')} Change the agenda, or send \`acceptOverlaps\` if this is meant.`);
    this.overlaps = overlaps;
  }
}

export class IntensiveClosedError extends DomainError {
  static override readonly code = 'INTENSIVE_CLOSED';
  static override readonly meaning = 'It was cancelled, or it is over.';
  constructor(message = 'It was cancelled or is over; nothing of it changes any more.') {
    super(message);
  }
}

export class DraftPublishedError extends DomainError {
  static override readonly code = 'DRAFT_PUBLISHED';
  static override readonly meaning = 'It was published, so that it is no draft any more.';
  constructor() {
    super('It was published, and people may have read it or registered. Use cancelIntensive.');
  }
}

export class CodeTakenError extends DomainError {
  static override readonly code = 'CODE_TAKEN';
  static override readonly meaning = 'The intensive has this code already.';
  constructor() {
    super('The intensive has this code already, or had it once. Choose another.');
  }
}

export class TeachingAwardedError extends DomainError {
  static override readonly code = 'TEACHING_AWARDED';
  static override readonly meaning =
    'A certificate stands on what was to be changed: that an account taught these parts. Nothing was changed.';
  static override readonly facts: Facts = { parts: { type: ['String'], description: 'The titles of the parts.' } };
  readonly parts: string[];
  constructor(parts: string[]) {
    super(
      `A certificate for teaching stands on this: ${parts.join(', ')}. Reissue it under a corrected name, or revoke it and then change what is stated.`,
    );
    this.parts = parts;
  }
}

import type { CourseId, EnrollmentId } from '../../drizzle/ids.ts';
import type { Purpose } from '../../drizzle/tables/enrollments.ts';
import { DomainError, type Facts } from '../errors.ts';
import type { BlockerOf } from './rules/gate.ts';
import type { Refusal } from './rules/offers/judge.ts';

export class AlreadyEnrolledError extends DomainError {
  static override readonly code = 'ALREADY_ENROLLED';
  static override readonly meaning = 'The person has an open enrollment in this course for another purpose.';
  static override readonly facts: Facts = {
    enrollmentId: { type: 'ID', node: 'Enrollment', description: 'The open enrollment.' },
    purpose: { type: 'EnrollmentPurpose', description: 'What it is for.' },
  };
  readonly enrollmentId: EnrollmentId;
  readonly purpose: Purpose;
  constructor(enrollmentId: EnrollmentId, purpose: Purpose) {
    super(
      'You are already enrolled in this course for another purpose. Continue that enrollment, or withdraw it first. A new enrollment begins anew: modules and study time do not carry over, while attempts that you have used at the post-test still count.',
    );
    this.enrollmentId = enrollmentId;
    this.purpose = purpose;
  }
}

export class CourseRetiredError extends DomainError {
  static override readonly code = 'COURSE_RETIRED';
  static override readonly meaning = 'The course takes no new enrollments.';
  readonly courseId: CourseId;
  constructor(courseId: CourseId) {
    super(
      'This course takes no new enrollments. You can still finish an enrollment that was open when the course retired.',
    );
    this.courseId = courseId;
  }
}

export class CourseIsLiveError extends DomainError {
  static override readonly code = 'COURSE_IS_LIVE';
  static override readonly meaning = 'The course takes place live; nobody can study it alone.';
  constructor() {
    super('This course takes place live. Register for one of its dates: see the intensives of its organization.');
  }
}

export class NoHoursError extends DomainError {
  static override readonly code = 'NO_HOURS';
  static override readonly meaning = 'The course justifies no hours of study, so nobody can take it for credit.';
  constructor() {
    super(
      'This course justifies no hours of study, so it cannot be taken for credit. You can take it for personal growth.',
    );
  }
}

export class DisclosuresChangedError extends DomainError {
  static override readonly code = 'DISCLOSURES_CHANGED';
  static override readonly meaning = 'The accepted disclosures are not the current ones.';
  static override readonly facts: Facts = {
    currentHash: { type: 'String', description: 'The hash to accept, after you have shown the current texts.' },
  };
  readonly currentHash: string;
  constructor(currentHash: string) {
    super(
      'The disclosures you accepted are not the current ones. Show `course.disclosures` again and accept its hash.',
    );
    this.currentHash = currentHash;
  }
}

export class PlaceNotConfirmedError extends DomainError {
  static override readonly code = 'PLACE_NOT_CONFIRMED';
  static override readonly meaning = 'The registration for the training has no confirmed place.';
  constructor() {
    super('Your place at the training is not confirmed. Enroll once it is.');
  }
}

export class NotInstructorError extends DomainError {
  static override readonly code = 'NOT_INSTRUCTOR';
  static override readonly meaning =
    'The training names the account as that of none of its instructors, or it was canceled.';
  constructor() {
    super('The training names your account as that of none of its instructors, or it was canceled. Ask its organizer.');
  }
}

export class EnrollmentClosedError extends DomainError {
  static override readonly code = 'ENROLLMENT_CLOSED';
  static override readonly meaning = 'The enrollment was claimed or withdrawn.';
  static override readonly facts: Facts = { closedAt: { type: 'DateTime', description: 'When it closed.' } };
  readonly closedAt: Date;
  constructor(closedAt: Date) {
    super('This enrollment is closed: it was claimed or withdrawn. Enroll again to start over.');
    this.closedAt = closedAt;
  }
}

export class BlockedError extends DomainError {
  static override readonly code = 'BLOCKED';
  static override readonly meaning = 'Something is still missing; nothing was changed. `blockers` lists what.';
  static override readonly facts: Facts = {
    blockers: { type: ['Blocker'], description: 'Everything that is missing.' },
  };
  readonly blockers: BlockerOf[];
  constructor(blockers: BlockerOf[]) {
    super(
      blockers.length > 3
        ? `${blockers.length} things are missing; \`blockers\` lists them.`
        : blockers.map((blocker) => blocker.message).join(' '),
    );
    this.blockers = blockers;
  }
}

export class OffersBlockedError extends DomainError {
  static override readonly code = 'OFFERS_BLOCKED';
  static override readonly meaning =
    'Some of the offers that the claim names cannot be given; nothing was changed. `refused` says which and why.';
  static override readonly facts: Facts = {
    refused: {
      type: ['OfferRefusal'],
      description: 'The offers that cannot be given now, each with everything that is missing.',
    },
  };
  readonly refused: Refusal[];
  constructor(refused: Refusal[]) {
    const [first] = refused.flatMap(({ blockers }) => blockers);
    const count = refused.length === 1 ? 'One offer' : `${refused.length} offers`;
    super(`${count} cannot be given. ${first?.message ?? ''} Claim again without them, or with \`giveRest: true\`.`);
    this.refused = refused;
  }
}

export class TextChangedError extends DomainError {
  static override readonly code = 'TEXT_CHANGED';
  static override readonly meaning = 'The statement to sign has changed since the person read it.';
  static override readonly facts: Facts = {
    currentVersion: { type: 'String', description: 'The version to show and sign.' },
  };
  readonly currentVersion: string;
  constructor(currentVersion: string) {
    super('The statement has changed since you read it. Show the current text and sign that version.');
    this.currentVersion = currentVersion;
  }
}

export class ReflectionChangedError extends DomainError {
  static override readonly code = 'REFLECTION_CHANGED';
  static override readonly meaning =
    'Your writing was changed elsewhere since the version that this save is based on. Nothing was replaced.';
  static override readonly facts: Facts = {
    version: { type: 'Int', description: 'The version that stands. Base the next save on it.' },
    text: { type: 'String', description: 'The text that stands; empty when it was deleted.' },
  };
  readonly version: number;
  readonly text: string;
  constructor(version: number, text: string) {
    super('Your writing was changed in another tab or on another device. Look at that text, then save again.');
    this.version = version;
    this.text = text;
  }
}

import type { CourseId, EnrollmentId } from '../../drizzle/ids.ts';
import { DomainError } from '../errors.ts';
import type { Blocker } from './rules.ts';

export class AlreadyEnrolledError extends DomainError {
  readonly code = 'ALREADY_ENROLLED';
  readonly enrollmentId: EnrollmentId;
  constructor(enrollmentId: EnrollmentId) {
    super(
      'You are already enrolled in this course for another purpose. Go on with that enrollment, or withdraw it first.',
    );
    this.enrollmentId = enrollmentId;
  }
}

export class CourseRetiredError extends DomainError {
  readonly code = 'COURSE_RETIRED';
  readonly courseId: CourseId;
  constructor(courseId: CourseId) {
    super('This course takes no new enrollments. Rounds that were open when it retired can still be finished.');
    this.courseId = courseId;
  }
}

export class DisclosuresChangedError extends DomainError {
  readonly code = 'DISCLOSURES_CHANGED';
  readonly currentHash: string;
  constructor(currentHash: string) {
    super(
      'The disclosures you accepted are not the current ones. Show `course.disclosures` again and accept its hash.',
    );
    this.currentHash = currentHash;
  }
}

export class EnrollmentClosedError extends DomainError {
  readonly code = 'ENROLLMENT_CLOSED';
  readonly closedAt: Date;
  constructor(closedAt: Date) {
    super('This enrollment is closed: it was claimed or withdrawn. Enroll again to begin a new round.');
    this.closedAt = closedAt;
  }
}

/** Something is still missing; `blockers` says what, with facts. */
export class BlockedError extends DomainError {
  readonly code = 'BLOCKED';
  readonly blockers: Blocker[];
  constructor(blockers: Blocker[]) {
    super(
      blockers.length > 3
        ? `${blockers.length} things are missing; \`blockers\` names each of them.`
        : blockers.map((blocker) => blocker.message).join(' '),
    );
    this.blockers = blockers;
  }
}

/** The text signed is not the current one. */
export class TextChangedError extends DomainError {
  readonly code = 'TEXT_CHANGED';
  readonly currentVersion: string;
  constructor(currentVersion: string) {
    super('The statement has changed since you read it. Show the current text and sign that version.');
    this.currentVersion = currentVersion;
  }
}

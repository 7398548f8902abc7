/** Every expected failure: the words a client may see, and facts it can act on. Anything else is a bug. */
export const ERROR_CODES = [
  'ALREADY_ENROLLED',
  'ALREADY_REPLACED',
  'ATTEMPTS_USED',
  'ATTEMPT_CLOSED',
  'BLOCKED',
  'CERTIFICATE_ERASED',
  'CERTIFICATE_REVOKED',
  'COOLDOWN',
  'COURSE_RETIRED',
  'DISCLOSURES_CHANGED',
  'ENROLLMENT_CLOSED',
  'FORBIDDEN',
  'INVALID_INPUT',
  'NAME_UNDRAWABLE',
  'NOT_FOUND',
  'QUIZ_NOT_OPEN',
  'QUIZ_PASSED',
  'RATE_LIMITED',
  'TEXT_CHANGED',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;
  override readonly name = 'DomainError';
}

/** No such thing, or not yours: the two are not told apart. */
export class NotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';
  constructor(what: string) {
    super(`${what} was not found. Check the id, or that you are signed in as its owner.`);
  }
}

export type FieldFault = { path: string; message: string };

export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT';
  readonly fields: FieldFault[];
  constructor(fields: FieldFault[]) {
    super(fields.map((field) => `${field.path}: ${field.message}`).join(' '));
    this.fields = fields;
  }
}

export class ForbiddenError extends DomainError {
  readonly code = 'FORBIDDEN';
}

export class RateLimitedError extends DomainError {
  readonly code = 'RATE_LIMITED';
  readonly retryAt: Date;
  constructor(retryAt: Date) {
    super(`Too many tries. Try again after ${retryAt.toISOString()}.`);
    this.retryAt = retryAt;
  }
}

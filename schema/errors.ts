/** The GraphQL type of one fact of an error: the name of a scalar or a type, in brackets when it is a list. */
type FactType = string | readonly [string];
/** `node` turns a key, or each of a list, into a global id of that type; `enrolled` into that of the thing in the enrollment of the same error or blocker. */
export type Facts = Record<
  string,
  { type: FactType; node?: string; enrolled?: boolean; nullable?: boolean; description: string }
>;

/**
 * An expected failure. Its message says what happened and what to do. A subclass in a noun's errors.ts declares everything about
 * it. schema/graphql/errorTypes.ts derives the code and the API type `<ClassName>` from that when a mutation names the class. Any
 * other thrown error is a bug.
 */
export abstract class DomainError extends Error {
  /** For programs: `NOT_FOUND`. A class without its own code shares the code of the class it extends. */
  static readonly code: string;
  /** What the code and the type mean, in a sentence. */
  static readonly meaning: string;
  /** What a client can act on: fields of the instance, with their GraphQL types. */
  static readonly facts: Facts = {};
  override readonly name = 'DomainError';

  get code(): string {
    return (this.constructor as typeof DomainError).code;
  }
}

export class NotFoundError extends DomainError {
  static override readonly code = 'NOT_FOUND';
  static override readonly meaning = 'It does not exist, or it is not yours. The error does not say which.';
  /** The noun, for a command line, where nobody is signed in. */
  readonly what: string;
  constructor(what: string) {
    super(`${what} was not found. Check the id, and that you are signed in to the right account.`);
    this.what = what;
  }
}

export type FieldFault = { path: string; message: string };

export class InvalidInputError extends DomainError {
  static override readonly code = 'INVALID_INPUT';
  static override readonly meaning = 'The input breaks a rule; nothing was changed. `fields` lists every fault.';
  static override readonly facts: Facts = {
    fields: { type: ['FieldFault'], description: 'Every fault found, not only the first.' },
  };
  readonly fields: FieldFault[];
  constructor(fields: FieldFault[]) {
    super(fields.map((field) => `${field.path}: ${field.message}`).join(' '));
    this.fields = fields;
  }
}

export class ForbiddenError extends DomainError {
  static override readonly code = 'FORBIDDEN';
  static override readonly meaning: string = 'You are signed in but may not do this.';
}

export class RateLimitedError extends DomainError {
  static override readonly code = 'RATE_LIMITED';
  static override readonly meaning = 'Too many attempts in too short a time.';
  static override readonly facts: Facts = { retryAt: { type: 'DateTime', description: 'When to try again.' } };
  readonly retryAt: Date;
  constructor(retryAt: Date) {
    super('Too many attempts in a short time. Wait a while, then try again.');
    this.retryAt = retryAt;
  }
}

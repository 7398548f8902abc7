import { DomainError } from '../errors.ts';

/** A personal learner's verdict never shows a name. */
export class NoNameToShareError extends DomainError {
  readonly code = 'FORBIDDEN';
  constructor() {
    super('A certificate taken for personal growth never shows its holder’s name. Show the paper itself instead.');
  }
}

/** A certificate is replaced once; whoever wants another correction corrects the one that took its place. */
export class AlreadyReplacedError extends DomainError {
  readonly code = 'ALREADY_REPLACED';
  readonly successorNumber: string;
  constructor(successorNumber: string) {
    super(`This certificate was already replaced by ${successorNumber}, under another name. Reissue that one instead.`);
    this.successorNumber = successorNumber;
  }
}

export class CertificateRevokedError extends DomainError {
  readonly code = 'CERTIFICATE_REVOKED';
  readonly revokedAt: Date;
  constructor(revokedAt: Date) {
    super('This certificate was revoked, and a revocation is never undone. It cannot be issued again.');
    this.revokedAt = revokedAt;
  }
}

/** The name and the issued papers are gone for good. */
export class CertificateErasedError extends DomainError {
  readonly code = 'CERTIFICATE_ERASED';
  constructor() {
    super("The holder's record was erased. Nothing is left that could be issued again; the number still answers.");
  }
}

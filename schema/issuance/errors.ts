import { DomainError, type Facts, ForbiddenError } from '../errors.ts';

export class NoNameToShareError extends ForbiddenError {
  static override readonly meaning = 'A certificate taken for personal growth never shows a name to the public.';
  constructor() {
    super(
      'A certificate taken for personal growth never shows its holder’s name to the public. Show the printed certificate instead.',
    );
  }
}

export class AlreadyReplacedError extends DomainError {
  static override readonly code = 'ALREADY_REPLACED';
  static override readonly meaning =
    'The certificate was already replaced, under another name. `successorNumber` names the new one.';
  static override readonly facts: Facts = {
    successorNumber: { type: 'String', description: 'The certificate that replaced it; reissue that one.' },
  };
  readonly successorNumber: string;
  constructor(successorNumber: string) {
    super(`This certificate was already replaced by ${successorNumber}, under another name. Reissue that one instead.`);
    this.successorNumber = successorNumber;
  }
}

export class CertificateReplacedError extends DomainError {
  static override readonly code = 'CERTIFICATE_REPLACED';
  static override readonly meaning = 'The certificate was replaced. `successorNumber` names the new one.';
  static override readonly facts: Facts = {
    successorNumber: { type: 'String', description: 'The certificate that replaced it.' },
  };
  readonly successorNumber: string;
  constructor(successorNumber: string) {
    super(`This certificate was replaced by ${successorNumber}. Ask for a correction of that one.`);
    this.successorNumber = successorNumber;
  }
}

export class NameCorrectionOpenError extends DomainError {
  static override readonly code = 'NAME_CORRECTION_OPEN';
  static override readonly meaning = 'Another request about this certificate is open.';
  static override readonly facts: Facts = {
    wantedName: { type: 'String', description: 'The name that is asked for.' },
    askedAt: { type: 'DateTime', description: 'When it was asked for.' },
  };
  readonly wantedName: string;
  readonly askedAt: Date;
  constructor(wantedName: string, askedAt: Date) {
    super('You asked for another name on this certificate, and nobody has answered yet. Take that request back first.');
    this.wantedName = wantedName;
    this.askedAt = askedAt;
  }
}

export class NameCorrectionClosedError extends DomainError {
  static override readonly code = 'NAME_CORRECTION_CLOSED';
  static override readonly meaning = 'The request is no longer open.';
  static override readonly facts: Facts = {
    state: { type: 'NameCorrectionState', description: 'How it stands.' },
  };
  readonly state: string;
  constructor(state: string) {
    super('This request was answered or taken back already. Load it again to see how it stands.');
    this.state = state;
  }
}

export class CertificateRevokedError extends DomainError {
  static override readonly code = 'CERTIFICATE_REVOKED';
  static override readonly meaning = 'The certificate was revoked. A revocation cannot be undone.';
  static override readonly facts: Facts = {
    revokedAt: { type: 'DateTime', description: 'When it was revoked.' },
  };
  readonly revokedAt: Date;
  constructor(revokedAt: Date) {
    super('This certificate was revoked, and a revocation cannot be undone. It cannot be issued again.');
    this.revokedAt = revokedAt;
  }
}

export class CertificateErasedError extends DomainError {
  static override readonly code = 'CERTIFICATE_ERASED';
  static override readonly meaning = "The holder's data was erased; there is no name left to correct.";
  constructor() {
    super("The holder's data was erased, so the certificate cannot be issued again. Its number can still be checked.");
  }
}

export class ForbiddenWordError extends DomainError {
  static override readonly code = 'FORBIDDEN_WORD';
  static override readonly meaning =
    'What the organization wrote has a word that the accrediting body forbids on a certificate.';
  static override readonly facts: Facts = {
    word: { type: 'String', description: 'The word, as the body writes it.' },
    field: { type: 'String', description: 'Where it stands, for example `course.title`.' },
  };
  readonly word: string;
  readonly field: string;
  constructor({ word, field }: { word: string; field: string }) {
    super(
      `The accrediting body forbids "${word}" on its certificates, and it stands in ${field}. Ask the organization to correct that.`,
    );
    this.word = word;
    this.field = field;
  }
}

export class DemandedFactMissingError extends DomainError {
  static override readonly code = 'DEMANDED_FACT_MISSING';
  static override readonly meaning = 'The accrediting body demands a fact on the certificate that is not there.';
  static override readonly facts: Facts = {
    missing: { type: ['String'], description: 'What is missing, for example `LICENSE` or `SIGNATORY`.' },
  };
  readonly missing: string[];
  constructor(missing: readonly string[]) {
    super(
      `The accrediting body demands facts that the certificate would not show: ${missing.join(', ')}. For LICENSE, name one of yours in \`licenseIds\` of the claim; ask the organization for the others.`,
    );
    this.missing = [...missing];
  }
}

export class DrawingBusyError extends DomainError {
  static override readonly code = 'DRAWING_BUSY';
  static override readonly meaning = 'Many documents are being made. Nothing was drawn: call again in some seconds.';
  constructor() {
    super('We are making many documents right now. Try again in some seconds.');
  }
}

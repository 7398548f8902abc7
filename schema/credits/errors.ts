import { DomainError, type Facts } from '../errors.ts';

export class NotWaivableError extends DomainError {
  static override readonly code = 'NOT_WAIVABLE';
  static override readonly meaning = 'The body does not let the organization waive this.';
  constructor(blocker: string) {
    super(`The rules of the body do not let an organization waive ${blocker}. Choose a blocker that they name.`);
  }
}

export class CreditIssuedError extends DomainError {
  static override readonly code = 'CREDIT_ISSUED';
  static override readonly meaning =
    'A certificate stands on the place, and the organization does not take money back for it. Nothing was changed.';
  static override readonly facts: Facts = {
    reported: { type: 'Boolean', description: 'Whether its credit was reported to a board already.' },
    certificateNumbers: { type: ['String'], description: 'Their numbers, for members; empty for everyone else.' },
  };
  readonly reported: boolean;
  readonly certificateNumbers: string[];
  constructor({ numbers, reported }: { numbers: string[]; reported: boolean }) {
    super(
      reported
        ? 'Credit for this place was reported to a board. Clear it with the board, and revoke the certificate first.'
        : 'A certificate was issued for this place. An owner can revoke it first.',
    );
    this.reported = reported;
    this.certificateNumbers = numbers;
  }
}

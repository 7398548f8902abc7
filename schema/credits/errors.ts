import { DomainError } from '../errors.ts';

export class NotWaivableError extends DomainError {
  static override readonly code = 'NOT_WAIVABLE';
  static override readonly meaning = 'The body does not let the organization waive this.';
  constructor(blocker: string) {
    super(`The rules of the body do not let an organization waive ${blocker}. Choose a blocker that they name.`);
  }
}

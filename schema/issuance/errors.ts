import { DomainError } from '../errors.ts';

/** A personal learner's verdict never shows a name. */
export class NoNameToShareError extends DomainError {
  readonly code = 'FORBIDDEN';
  constructor() {
    super('A certificate taken for personal growth never shows its holder’s name. Show the paper itself instead.');
  }
}

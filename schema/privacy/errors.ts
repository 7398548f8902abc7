import { ForbiddenError } from '../errors.ts';
import type { ErasureVerdict } from './rules.ts';

export class RecordKeptError extends ForbiddenError {
  static override readonly meaning = 'A rule of retention still keeps a record of this person.';
  readonly dueAt: Date;
  constructor(verdict: Extract<ErasureVerdict, { ok: false }>) {
    const numbers = verdict.heldBy.map(
      ({ certificateNumber, until }) => `${certificateNumber} until ${until.toISOString().slice(0, 10)}`,
    );
    const shown = numbers.slice(0, 10).join(', ') + (numbers.length > 10 ? ` and ${numbers.length - 10} more` : '');
    super(`The record of credit must still be kept: ${shown}. Try again after ${verdict.dueAt.toISOString()}.`);
    this.dueAt = verdict.dueAt;
  }
}

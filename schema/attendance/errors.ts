import { DomainError } from '../errors.ts';

export class NoAttendanceError extends DomainError {
  static override readonly code = 'NO_ATTENDANCE';
  static override readonly meaning = 'Only trainings keep sign-ins and sign-outs. Nothing was recorded.';
  constructor() {
    super('Sign-ins are kept at trainings only. At other events an instructor marks who was present.');
  }
}

export class EventVoidedError extends DomainError {
  static override readonly code = 'EVENT_VOIDED';
  static override readonly meaning = 'A sign-in that was to be taken away is gone already. Nothing was changed.';
  constructor() {
    super('Somebody corrected this day before you. Read it again, and correct what you then see.');
  }
}

import type { AccommodationState } from '../../drizzle/tables/accommodations.ts';
import { DomainError, type Facts } from '../errors.ts';

export class AccommodationChangedError extends DomainError {
  static override readonly code = 'ACCOMMODATION_CHANGED';
  static override readonly meaning =
    'The request was answered, or withdrawn, after you read it. Nothing was changed: read it again.';
  static override readonly facts: Facts = {
    state: { type: 'AccommodationState', description: 'How it stands now.' },
  };
  readonly state: AccommodationState;
  constructor(state: AccommodationState) {
    super(
      state === 'WITHDRAWN'
        ? 'The request was withdrawn, so that there is nothing to answer.'
        : 'Somebody answered this request after you read it. Read it again before you answer.',
    );
    this.state = state;
  }
}

export class TooManyAccommodationsError extends DomainError {
  static override readonly code = 'TOO_MANY_ACCOMMODATIONS';
  static override readonly meaning = 'The registration has as many requests, or the request as many answers, as fit.';
  static override readonly facts: Facts = { most: { type: 'Int', description: 'How many there may be.' } };
  readonly most: number;
  constructor(most: number) {
    super(`There are ${most} already, and no more fit here. Write to the organization.`);
    this.most = most;
  }
}

export class NobodyAnswersError extends DomainError {
  static override readonly code = 'NOBODY_ANSWERS';
  static override readonly meaning =
    'Nobody can read requests about this event here. Nothing was kept. The event’s organization has a contact for them.';
  constructor(contact: string) {
    super(`Nobody can read a request about this event here, so nothing was kept. Write to ${contact}.`);
  }
}

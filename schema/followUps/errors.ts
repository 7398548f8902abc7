import { DomainError, type Facts } from '../errors.ts';
import type { RoundState } from './rules/rounds.ts';

const SENTENCES: Record<Exclude<RoundState, 'OPEN'>, string> = {
  EARLY: 'This round has not opened yet.',
  OVER: 'This round is over. What you answered stays.',
};

export class FollowUpClosedError extends DomainError {
  static override readonly code = 'FOLLOW_UP_CLOSED';
  static override readonly meaning =
    'The round of a follow-up is not asked now, or the person does not want to be asked.';
  static override readonly facts: Facts = {
    opensOn: {
      type: 'Date',
      nullable: true,
      description:
        'The day on which it opens or opened, in your zone; null before the course is completed, and for whoever is not asked.',
    },
  };
  readonly opensOn: string | null;
  constructor(state: RoundState | null, opensOn: string | null) {
    super(
      state === null || state === 'OPEN' ? 'You are not asked. Switch the later questions on first.' : SENTENCES[state],
    );
    this.opensOn = opensOn;
  }
}

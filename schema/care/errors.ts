import { DomainError, type Facts } from '../errors.ts';
import type { CareFact } from './rules/settings.ts';

export class CareNotSetUpError extends DomainError {
  static override readonly code = 'CARE_NOT_SET_UP';
  static override readonly meaning =
    'The organization has not said everything that it must before people in therapy events write anything here.';
  static override readonly facts: Facts = {
    missing: { type: ['CareFact'], description: 'What an owner of the organization must still say.' },
  };
  readonly missing: CareFact[];
  constructor(missing: CareFact[]) {
    super(
      `This is not open yet: the organization has not said ${missing.map(spelled).join(', ')}. An owner says it with setCareSettings.`,
    );
    this.missing = missing;
  }
}

const spelled = (fact: CareFact): string => fact.toLowerCase().replaceAll('_', ' ');

export class JointPlanChangedError extends DomainError {
  static override readonly code = 'JOINT_PLAN_CHANGED';
  static override readonly meaning =
    'The joint part has another version than the one that was read. Nothing was changed.';
  static override readonly facts: Facts = {
    version: { type: 'Int', description: 'The version as it stands; 0 when nothing is kept.' },
  };
  readonly version: number;
  constructor(version: number) {
    super(
      version === 0
        ? 'The text is no longer kept. Nothing was changed.'
        : 'The joint part has changed since you read it. Read it again, then edit it or agree.',
    );
    this.version = version;
  }
}

export class NoPairError extends DomainError {
  static override readonly code = 'NO_PAIR';
  static override readonly meaning = 'The place is not one of two people who both joined, so there is no joint part.';
  constructor() {
    super('A joint part is for two people who come together and have both joined.');
  }
}

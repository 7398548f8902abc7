import { DomainError, type Facts } from '../errors.ts';

export class NameUndrawableError extends DomainError {
  static override readonly code = 'NAME_UNDRAWABLE';
  static override readonly meaning = 'The name contains characters that a certificate cannot print.';
  static override readonly facts: Facts = {
    characters: {
      type: ['String'],
      description: 'The characters to remove; empty when the name has nothing to print.',
    },
  };
  readonly characters: string[];
  constructor(characters: string[]) {
    super(
      characters.length > 0
        ? 'A certificate cannot print this name. Write it without the listed characters, for example in Latin letters.'
        : 'Write your name with at least one letter.',
    );
    this.characters = characters;
  }
}

export class SessionNotFreshError extends DomainError {
  static override readonly code = 'SESSION_NOT_FRESH';
  static override readonly meaning = 'The session was not opened by a passkey within the last 15 minutes.';
  constructor() {
    super('Sign in with a passkey first. This action is allowed only within 15 minutes of that.');
  }
}

export class PasskeyMissingError extends DomainError {
  static override readonly code = 'PASSKEY_MISSING';
  static override readonly meaning = 'You have no passkey, so you cannot require one.';
  constructor() {
    super('Add a passkey first, better two on different devices. Then sign in with one.');
  }
}

export class TherapyConsentRequiredError extends DomainError {
  static override readonly code = 'THERAPY_CONSENT_REQUIRED';
  static override readonly meaning =
    'What you write here can tell about therapy, health or relationships, and is kept only with a consent of its own.';
  static override readonly facts: Facts = {
    consentVersion: { type: 'String', description: 'The version of the consent (THERAPY_DATA) to agree to.' },
    consentEffectiveOn: { type: 'Date', description: 'The day of that version.' },
  };
  readonly consentVersion: string;
  readonly consentEffectiveOn: string;
  constructor({ version, effectiveOn }: { version: string; effectiveOn: string }) {
    super(
      'Nothing was kept. What you write here is kept only with your consent about words on therapy and relationships. Read it, agree with `agreeToTexts`, and save again; or leave this empty, and everything else works.',
    );
    this.consentVersion = version;
    this.consentEffectiveOn = effectiveOn;
  }
}

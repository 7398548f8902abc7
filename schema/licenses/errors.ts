import type { LicenseId } from '../../drizzle/ids.ts';
import { DomainError, type Facts } from '../errors.ts';

export class LicenseExistsError extends DomainError {
  static override readonly code = 'LICENSE_EXISTS';
  static override readonly meaning = 'You have added a license of this profession, jurisdiction and number before.';
  static override readonly facts: Facts = {
    licenseId: { type: 'ID', node: 'License', description: 'The license with this number.' },
  };
  readonly licenseId: LicenseId;
  constructor(licenseId: LicenseId) {
    super(
      'Another of your licenses has this profession, jurisdiction and number. Change that one, or remove it first.',
    );
    this.licenseId = licenseId;
  }
}

export class LicenseLimitError extends DomainError {
  static override readonly code = 'LICENSE_LIMIT';
  static override readonly meaning = 'You have as many licenses, or as many changes of one, as a person may have.';
  static override readonly facts: Facts = { most: { type: 'Int', description: 'How many there may be.' } };
  readonly most: number;
  constructor(what: string, most: number) {
    super(`You may have at most ${most} ${what}. Ask the operator of this service if you need more.`);
    this.most = most;
  }
}

import { DomainError } from '../errors.ts';

/** The certificate's fonts cannot draw these characters of the name. */
export class NameUndrawableError extends DomainError {
  readonly code = 'NAME_UNDRAWABLE';
  readonly characters: string[];
  constructor(characters: string[]) {
    super(
      characters.length > 0
        ? 'Your certificate could not print this name. Write it without the listed characters, for example in Latin letters.'
        : 'Write your name with at least one letter.',
    );
    this.characters = characters;
  }
}

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

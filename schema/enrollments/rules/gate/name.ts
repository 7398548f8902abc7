import { sameName } from '../../../names.ts';
import type { Standing } from '../standing.ts';
import type { BlockerBase, BlockerWords } from './blocker.ts';

export type NameBlocker = BlockerBase<'NAME_UNCONFIRMED'>;

export const NAME_WORDS = {
  NAME_UNCONFIRMED: {
    type: 'NameBlocker',
    meaning: 'The profile has no legal name to print, or the typed name differs from it.',
    facts: {},
  } satisfies BlockerWords<NameBlocker>,
};

const unconfirmed = (message: string): NameBlocker[] => [{ code: 'NAME_UNCONFIRMED', message, deadline: null }];

/** The certificate needs a legal name to print. */
export function nameBlockers({ legalName }: Standing): NameBlocker[] {
  return legalName === null ? unconfirmed('Your profile has no legal name to print. Set it with `updateProfile`.') : [];
}

/** A typed confirmation must be the profile's legal name, as people type names. */
export function typedNameBlockers(typedName: string, legalName: string | null): NameBlocker[] {
  if (legalName !== null && sameName(typedName, legalName)) return [];
  return unconfirmed(
    legalName === null
      ? 'Your profile has no legal name yet. Set it with `updateProfile`, then type it here.'
      : 'The typed name is not the legal name in your profile. Type the name in the profile, or correct the profile first.',
  );
}

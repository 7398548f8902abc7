import { sameName } from '../../../names.ts';
import type { Standing } from '../standing.ts';
import type { BlockerBase, BlockerWords } from './blocker.ts';

export type NameBlocker = BlockerBase<'NAME_UNCONFIRMED'> & { legalName: string | null };

export const NAME_WORDS = {
  NAME_UNCONFIRMED: {
    type: 'NameBlocker',
    meaning: 'The profile has no legal name to print, or the typed name differs from it.',
    facts: {
      legalName: {
        type: 'String',
        nullable: true,
        description:
          'The legal name in your profile, from which the typed one differs; null when the profile has none.',
      },
    },
  } satisfies BlockerWords<NameBlocker>,
};

const unconfirmed = (legalName: string | null, message: string): NameBlocker[] => [
  { code: 'NAME_UNCONFIRMED', message, legalName, deadline: null },
];

/** The certificate needs a legal name to print. */
export function nameBlockers({ legalName }: Standing): NameBlocker[] {
  const message = 'Your profile has no legal name to print. Set it with `updateProfile`.';
  return legalName === null ? unconfirmed(null, message) : [];
}

/** A typed confirmation must be the profile's legal name, as people type names. */
export function typedNameBlockers(typedName: string, legalName: string | null): NameBlocker[] {
  if (legalName !== null && sameName(typedName, legalName)) return [];
  return unconfirmed(
    legalName,
    legalName === null
      ? 'Your profile has no legal name yet. Set it with `updateProfile`, then type it here.'
      : 'The typed name is not the legal name in your profile. Type the name in the profile, or correct the profile first.',
  );
}

import type { Standing } from '../standing.ts';
import type { BlockerBase, BlockerWords } from './blocker.ts';

export type NameBlocker = BlockerBase<'NAME_UNCONFIRMED'>;

export const NAME_WORDS = {
  NAME_UNCONFIRMED: {
    type: 'NameBlocker',
    meaning: 'The profile has no legal name to print, or the name typed is a different one.',
    facts: {},
  } satisfies BlockerWords<NameBlocker>,
};

const unconfirmed = (message: string): NameBlocker[] => [{ code: 'NAME_UNCONFIRMED', message, deadline: null }];

/** The certificate needs a legal name to print. */
export function nameBlockers({ legalName }: Standing): NameBlocker[] {
  return legalName === null ? unconfirmed('Your profile has no legal name to print. Set it with `updateProfile`.') : [];
}

/** A name typed to confirm it must be the legal name of the profile: the same characters, apart from spaces and case. */
export function typedNameBlockers(typedName: string, legalName: string | null): NameBlocker[] {
  if (namesAgree(typedName, legalName)) return [];
  return unconfirmed(
    legalName === null
      ? 'Your profile has no legal name yet. Set it with `updateProfile`, then type it here.'
      : 'The name typed is not the legal name in your profile. Type it as the profile has it, or correct the profile first.',
  );
}

/** Whether the name typed is the one in the profile: the same characters, apart from spaces and case. */
export function namesAgree(typed: string, legalName: string | null): boolean {
  return legalName !== null && foldName(typed) === foldName(legalName);
}

const foldName = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

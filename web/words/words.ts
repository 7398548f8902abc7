import type { accounts } from './en/accounts.ts';
import type { enrollments } from './en/enrollments.ts';
import type { intensives } from './en/intensives.ts';
import type { shell } from './en/shell.ts';

/** Everything that the pages say, by noun. A language is a folder with one file for each. */
export type Words = {
  shell: typeof shell;
  accounts: typeof accounts;
  enrollments: typeof enrollments;
  intensives: typeof intensives;
};
export type Noun = keyof Words;

/** The words that were loaded. A route names the nouns that its page speaks of. */
export const words = {} as Words;

const files = import.meta.glob<Record<string, never>>('./*/*.ts');
const language = (): string => document.documentElement.lang || 'en';

/** Loads the words of a noun in the language of the page. */
export async function loadWords(noun: Noun): Promise<void> {
  if (words[noun] !== undefined) return;
  const load = files[`./${language()}/${noun}.ts`] ?? files[`./en/${noun}.ts`];
  const loaded = (await load?.())?.[noun];
  if (loaded !== undefined) words[noun] = loaded;
}

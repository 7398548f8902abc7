import type { Language } from '../../../schema/languages.ts';
import { pages as english } from './en/pages.ts';
import { safety as englishSafety } from './en/safety.ts';
import { verify as englishVerify } from './en/verify.ts';
import { pages } from './mi/pages.ts';
import { safety } from './mi/safety.ts';
import { verify } from './mi/verify.ts';

/** What the pages of the server say. A language is a folder with one file for each part. */
export type Words = { pages: typeof english; safety: typeof englishSafety; verify: typeof englishVerify };

const en: Words = { pages: english, safety: englishSafety, verify: englishVerify };

/** The words of each language. */
export const WORDS: Record<Language, Words> = { en, es: en, mi: { pages, safety, verify } };

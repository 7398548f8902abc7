import type { Language } from '../../../schema/languages.ts';
import { pages } from './en/pages.ts';
import { safety } from './en/safety.ts';
import { verify } from './en/verify.ts';
import { pages as esPages } from './es/pages.ts';
import { safety as esSafety } from './es/safety.ts';
import { verify as esVerify } from './es/verify.ts';
import { pages as miPages } from './mi/pages.ts';
import { safety as miSafety } from './mi/safety.ts';
import { verify as miVerify } from './mi/verify.ts';
import type { Words } from './words.ts';

/** The words of each language. */
export const WORDS: Record<Language, Words> = {
  en: { pages, safety, verify },
  es: { pages: esPages, safety: esSafety, verify: esVerify },
  mi: { pages: miPages, safety: miSafety, verify: miVerify },
};

import type { Language } from '../../../schema/languages.ts';
import { en } from './en/texts.ts';
import { es } from './es/texts.ts';
import { mi } from './mi/texts.ts';
import type { Texts } from './texts.ts';

/** The mails of each language. */
export const TEXTS: Record<Language, Texts> = { en, es, mi };

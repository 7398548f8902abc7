import type { Language } from '../../../schema/languages.ts';
import { en } from './en/texts.ts';
import { es } from './es/texts.ts';
import { mi } from './mi/texts.ts';

/** What mails say. A language is a folder with one file for each subject. */
export type Texts = typeof en;

/** The mails of each language. */
export const TEXTS: Record<Language, Texts> = { en, es, mi };

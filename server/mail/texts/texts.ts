import type { en } from './en/texts.ts';

/** What mails say. A language is a folder with one file for each subject. */
export type Texts = typeof en;

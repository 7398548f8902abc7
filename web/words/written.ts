/** The language of the page. */
export const languageNow = (): string => document.documentElement.lang || 'en';

/** Said in English too, below a translation that nobody has read. */
export const UNREAD = 'No native speaker has read this translation yet.';

/** The `lang` of something that is written in a language; nothing where the page has it. */
export const langOf = (language: string): string | undefined => (language === languageNow() ? undefined : language);

/** The `lang` of words that stay as they were written. */
export const asWritten = (): string | undefined => langOf('en');

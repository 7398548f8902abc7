import { type Language, ORIGINAL } from './languages.ts';

/** Pages and mails in English have the American order. Certificates and invoices print the day first: certificates/words.ts. */
const localeOf = (language: Language): string => (language === ORIGINAL ? 'en-US' : language);

/** A calendar day in the words of a language: November 22, 2026; 22 de noviembre de 2026. */
export function dateIn(language: Language, day: string): string {
  return longDay(language, 'UTC', new Date(`${day}T00:00:00Z`));
}

/** The calendar day of an instant in a time zone, in the words of a language. */
export function dayIn(language: Language, at: Date, timeZone: string): string {
  return longDay(language, timeZone, at);
}

const longDay = (language: Language, timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone }).format(at);

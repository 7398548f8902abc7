import { dateInWords, dayInWords } from '../certificates/words.ts';
import { type Language, ORIGINAL } from './languages.ts';

/** A calendar day in the words of a language: 22 November 2026, 22 de noviembre de 2026. */
export function dateIn(language: Language, day: string): string {
  return language === ORIGINAL ? dateInWords(day) : longDay(language, 'UTC', new Date(`${day}T00:00:00Z`));
}

/** The calendar day of an instant in a time zone, in the words of a language. */
export function dayIn(language: Language, at: Date, timeZone: string): string {
  return language === ORIGINAL ? dayInWords(at.toISOString(), timeZone) : longDay(language, timeZone, at);
}

const longDay = (language: Language, timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(at);

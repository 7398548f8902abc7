import { dateInWords } from '../certificates/words.ts';
import { type Language, ORIGINAL } from './languages.ts';

/** A calendar day in the words of a language: 22 November 2026, 22 de noviembre de 2026. */
export function dateIn(language: Language, day: string): string {
  if (language === ORIGINAL) return dateInWords(day);
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

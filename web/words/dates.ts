import { format } from './format.ts';
import { languageNow } from './written.ts';

/** A day in words, in a zone or where the reader is: November 26, 2026. A date without a time is the same day everywhere. */
export function dayText(day: string, timeZone?: string | null): string {
  const zone = /^\d{4}-\d{2}-\d{2}$/.test(day) ? 'UTC' : (timeZone ?? undefined);
  return format(languageNow(), { dateStyle: 'long', timeZone: zone }, new Date(day));
}

/** A moment in words, in a zone or where the reader is. */
export function instantText(moment: string, timeZone: string | null): string {
  const zone = timeZone ?? undefined;
  return format(languageNow(), { dateStyle: 'long', timeStyle: 'short', timeZone: zone }, new Date(moment));
}

/** A moment with its day, in the zone of the reader, which it names. */
export function momentText(moment: string): string {
  const parts = { weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return format(languageNow(), { ...parts, timeZoneName: 'short' }, new Date(moment));
}

/** The time of day of a moment, where the reader is: 10:42. */
export function timeText(moment: string): string {
  return format(languageNow(), { timeStyle: 'short' }, new Date(moment));
}

/** The day of today in UTC, moved by so many days. */
export const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

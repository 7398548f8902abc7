const language = (): string => document.documentElement.lang || 'en';
const LONG = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** A calendar day in words: 26 November 2026. */
export function dayText(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(language(), { ...LONG, timeZone: 'UTC' });
}

/** The day of an instant where this person is, or in another time zone. */
export function dayOfText(instant: string, timeZone?: string): string {
  return new Date(instant).toLocaleDateString(language(), { ...LONG, timeZone });
}

/** The day of today in UTC, moved by so many days. */
export const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const language = (): string => document.documentElement.lang || 'en';

/** The time of day of a moment, where the reader is: 10:42. */
export function timeOf(moment: string): string {
  return new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(new Date(moment));
}

/** A day where the reader is: 27 November 2026. */
export function dayOf(moment: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(new Date(moment));
}

/** A moment with its day and the reader's zone. */
export function momentOf(moment: string): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(language(), { ...parts, timeZoneName: 'short' }).format(new Date(moment));
}

const language = (): string => document.documentElement.lang || 'en';

/** A day in words. A date without a time is the same day everywhere. */
export function dayInWords(day: string): string {
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(day);
  const format = new Intl.DateTimeFormat(language(), { dateStyle: 'long', ...(dateOnly ? { timeZone: 'UTC' } : {}) });
  return format.format(new Date(day));
}

/** A moment in words, in the zone of the reader, which it names. */
export function momentInWords(moment: string): string {
  const format = new Intl.DateTimeFormat(language(), {
    ...{ weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' },
  });
  return format.format(new Date(moment));
}

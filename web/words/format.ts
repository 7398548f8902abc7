/** How a language writes dates whose names browsers do not know: as a near language does, with these names. */
export type Dates = { like: string; names: Readonly<Record<string, string>> };

let own: Dates | null = null;
/** Takes how the language of the page writes dates. */
export function takeDates(dates: Dates): void {
  own = dates;
}

/** A moment in a language. */
export function format(language: string, options: Intl.DateTimeFormatOptions, at: Date): string {
  const formatter = new Intl.DateTimeFormat(own?.like ?? language, options);
  if (own === null) return formatter.format(at);
  const { names } = own;
  const parts = formatter.formatToParts(at);
  return parts.map(({ value }) => names[value] ?? value.replace(' at ', ', ')).join('');
}

const offsets = new Map<string, Intl.DateTimeFormat>();

/** The zone's offset from UTC at an instant, as +13:00 or -05:30. */
function offsetAt(at: Date, timeZone: string): string {
  const known = offsets.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  if (known === undefined) offsets.set(timeZone, format);
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName');
  return /[+-]\d{2}:\d{2}/.exec(name?.value ?? '')?.[0] ?? '+00:00';
}

/**
 * Open Badges requires an instant where the record has a day. Returns one within that day whose date is the same in the
 * organization's zone and in UTC.
 */
export function withinDay(date: string, timeZone: string): string {
  const offset = offsetAt(new Date(`${date}T12:00:00Z`), timeZone);
  return `${date}T${offset.startsWith('-') ? '06' : '18'}:00:00${offset}`;
}

/** The instant to the second in the zone's local time. Its first ten letters are the printed day. */
export function onClocksOf(timeZone: string, at: Date): string {
  const offset = offsetAt(at, timeZone);
  const clocks = new Date(at.getTime() - Date.parse(`1970-01-01T00:00:00${offset}`));
  return `${clocks.toISOString().slice(0, 19)}${offset}`;
}

/** 23:59:59 of the last day, in the zone's local time; `end` is the first instant of the following day, RFC 3339. */
export function lastSecondBefore(end: string, timeZone: string): string {
  return onClocksOf(timeZone, new Date(Math.ceil(Date.parse(end) / 1000) * 1000 - 1000));
}

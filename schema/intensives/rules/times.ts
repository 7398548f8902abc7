import { Temporal } from 'temporal-polyfill';
import { type Language, ORIGINAL } from '../../languages.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

type Local = Temporal.ZonedDateTime;

const localOf = (at: Date, timeZone: string): Local =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** What stands between two times, and when a day is over, in words. */
const WORDS: Record<Language, { to: string; endOf: (day: string) => string }> = {
  en: { to: 'to', endOf: (day) => `the end of ${day}` },
  es: { to: 'a', endOf: (day) => `el final del ${day}` },
  mi: { to: 'ki te', endOf: (day) => `te mutunga o te ${day}` },
};
const PARTS = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

function dayOf({ dayOfWeek, day, month, year }: Local, language: Language): string {
  if (language === ORIGINAL) return `${WEEKDAYS[dayOfWeek - 1]}, ${MONTHS[month - 1]} ${day}, ${year}`;
  return new Intl.DateTimeFormat(language, PARTS).format(Date.UTC(year, month - 1, day));
}

/** Invoices print the day first, as certificates do. */
const printedDayOf = ({ dayOfWeek, day, month, year }: Local): string =>
  `${WEEKDAYS[dayOfWeek - 1]}, ${day} ${MONTHS[month - 1]} ${year}`;

const clockOf = (local: Local): string => local.toPlainTime().toString({ smallestUnit: 'minute' });

/** Whether the wall shows this time twice, because clocks go back. */
export function comesTwice(local: Local): boolean {
  const plain = local.toPlainDateTime();
  const [one, other] = (['earlier', 'later'] as const).map((which) =>
    plain.toZonedDateTime(local.timeZoneId, { disambiguation: which }),
  );
  return one !== undefined && other !== undefined && one.epochMilliseconds !== other.epochMilliseconds;
}

/** The zone, and the offset where the wall alone would leave open which of two hours is meant. */
const zoneOf = (timeZone: string, ...locals: Local[]): string => {
  const offsets = new Set(locals.filter(comesTwice).map(({ offset }) => `UTC${offset}`));
  return `(${[timeZone, ...offsets].join(', ')})`;
};

/**
 * A time as every page and mail shows it: "Fri, March 12, 2027, 09:30 (America/Los_Angeles)". The zone always stands
 * beside it.
 */
export function timeInWords(at: Date, timeZone: string, language: Language = ORIGINAL): string {
  const local = localOf(at, timeZone);
  return `${dayOf(local, language)}, ${clockOf(local)} ${zoneOf(timeZone, local)}`;
}

/** A day with the zone in which it counts: "Fri, March 12, 2027 (America/Los_Angeles)". */
export function dayInWords(day: string, timeZone: string, language: Language = ORIGINAL): string {
  return `${dayOf(noonOf(day, timeZone), language)} (${timeZone})`;
}

/** The same as invoices print it: "Fri, 12 March 2027 (America/Los_Angeles)". */
export function printedDay(day: string, timeZone: string): string {
  return `${printedDayOf(noonOf(day, timeZone))} (${timeZone})`;
}

const noonOf = (day: string, timeZone: string): Local =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: '12:00' });

/** When a day that counts as a whole is over: "the end of Fri, March 12, 2027 (America/Los_Angeles)". */
export function endOfDayInWords(day: string, timeZone: string, language: Language = ORIGINAL): string {
  return WORDS[language].endOf(dayInWords(day, timeZone, language));
}

/** On which days, as invoices print them: "Fri, 12 March 2027 to Sun, 14 March 2027 (America/Los_Angeles)"; one day alone where there is but one. */
export function printedDays({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, timeZone: string): string {
  const [first, last] = [printedDayOf(localOf(startsAt, timeZone)), printedDayOf(localOf(endsAt, timeZone))];
  return `${first === last ? first : `${first} to ${last}`} (${timeZone})`;
}

/** The zone and its offset at these times, for paper that is read without a device: two where clocks change between them. */
const offsetsOf = (timeZone: string, ...locals: Local[]): string => {
  const offsets = new Set(locals.map(({ offset }) => `UTC${offset}`));
  return `(${[timeZone, ...offsets].join(', ')})`;
};

/** A time on paper: "Fri, 12 March 2027, 18:05 (America/Los_Angeles, UTC-08:00)". */
export function printedTime(at: Date, timeZone: string): string {
  const local = localOf(at, timeZone);
  return `${printedDayOf(local)}, ${clockOf(local)} ${offsetsOf(timeZone, local)}`;
}

/** A span on paper: "Fri, 12 March 2027, 09:30 to 17:00 (America/Los_Angeles, UTC-08:00)". */
export function printedSpan({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, timeZone: string): string {
  const [start, end] = [localOf(startsAt, timeZone), localOf(endsAt, timeZone)];
  const until = start.toPlainDate().equals(end.toPlainDate()) ? clockOf(end) : `${printedDayOf(end)}, ${clockOf(end)}`;
  return `${printedDayOf(start)}, ${clockOf(start)} to ${until} ${offsetsOf(timeZone, start, end)}`;
}

/** A time in a list under its day, which names the zone: the clock has the offset where the wall shows it twice. */
export function dayAndClock(at: Date, timeZone: string, language: Language = ORIGINAL): { day: string; clock: string } {
  const local = localOf(at, timeZone);
  const offset = comesTwice(local) ? ` (UTC${local.offset})` : '';
  return { day: `${dayOf(local, language)} (${timeZone})`, clock: `${clockOf(local)}${offset}` };
}

/** From when until when: "Fri, March 12, 2027, 09:30 to 17:00 (America/Los_Angeles)"; the second day only where it is another. */
export function spanInWords(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  timeZone: string,
  language: Language = ORIGINAL,
): string {
  const [start, end] = [localOf(startsAt, timeZone), localOf(endsAt, timeZone)];
  const until = start.toPlainDate().equals(end.toPlainDate())
    ? clockOf(end)
    : `${dayOf(end, language)}, ${clockOf(end)}`;
  return `${dayOf(start, language)}, ${clockOf(start)} ${WORDS[language].to} ${until} ${zoneOf(timeZone, start, end)}`;
}

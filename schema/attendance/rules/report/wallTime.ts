/** The order of day and month where both are numbers: 13/3/2027 or 3/13/2027. */
export const DATE_ORDERS = ['DAY_FIRST', 'MONTH_FIRST'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** A day as it is written: in one order, or in an order that the file does not tell. */
type WrittenDay = { year: number; month: number; day: number } | { year: number; first: number; second: number };
/** A time as it is written. `day` is null where the clock alone is written; `offset` in minutes where one is. */
export type WrittenTime = { day: WrittenDay | null; ms: number; offset: number | null };

/** No time is longer. */
const LONGEST = 60;

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T|,? |$)/;
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,? |$)/;
const MONTH_NAME = /^(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:,? (?:at )?|$)/i;
const DAY_NAME = /^(?:[a-z]{3,9},? )?(\d{1,2})\.?[ -]([a-z]{3,9})\.?,?[ -](\d{4})(?:,? (?:at )?|$)/i;
const CLOCK =
  /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)? ?(a\.? ?m\.?|p\.? ?m\.?)?(?: ?(Z|UTC|GMT)?([+-]\d{2}:?\d{2})?)?$/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const yearOf = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

/** What a spreadsheet writes so that a text stays a text. */
const AS_TEXT = /^="(.*)"$/;

/** Words of ASCII with one space between: they are what they say already. */
const PLAIN = /^(?:(?!=)[!-~]+(?: [!-~]+)*)?$/;

/** A cell without what stands around its words: control characters, spaces of every kind, the marks of a text. */
export function plainCell(cell: string, longest: number): string {
  if (cell.length <= longest && PLAIN.test(cell)) return cell;
  const words = cell
    .slice(0, longest * 2)
    .replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
    .trim();
  return (AS_TEXT.exec(words)?.[1] ?? words).trim().slice(0, longest);
}

/** What platforms write where there is nothing. */
export const isBlank = (words: string): boolean => /^(?:-{0,3}|n\/a)$/i.test(words);

/** Reads a time as platforms and spreadsheets write it; null when it is none. */
export function readTime(cell: string): WrittenTime | null {
  if (cell.length > LONGEST) return null;
  const words = plainCell(cell, LONGEST);
  const day = dayIn(words);
  const clock = CLOCK.exec(day === null ? words : words.slice(day.length));
  if (clock === null) return null;
  const ms = msOf(clock);
  return ms === null ? null : { day: day?.day ?? null, ms, offset: offsetOf(clock) };
}

function dayIn(words: string): { day: WrittenDay; length: number } | null {
  const iso = ISO.exec(words);
  if (iso !== null)
    return { length: iso[0].length, day: { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) } };
  const numbers = NUMBERS.exec(words);
  if (numbers !== null) return { length: numbers[0].length, day: numbersOf(numbers) };
  const named = MONTH_NAME.exec(words);
  if (named !== null) return namedDay(named, named[1] ?? '', named[2] ?? '');
  const dayFirst = DAY_NAME.exec(words);
  return dayFirst === null ? null : namedDay(dayFirst, dayFirst[2] ?? '', dayFirst[1] ?? '');
}

/** Between dots the day comes first, in every country that writes dots. */
function numbersOf([, first = '', between, second = '', year = '']: RegExpExecArray): WrittenDay {
  const [one, other] = [Number(first), Number(second)];
  return between === '.' || one === other
    ? { year: yearOf(year), month: other, day: one }
    : { year: yearOf(year), first: one, second: other };
}

function namedDay(found: RegExpExecArray, month: string, day: string): { day: WrittenDay; length: number } | null {
  if (monthOf(month) === 0) return null;
  return { length: found[0].length, day: { year: Number(found[3]), month: monthOf(month), day: Number(day) } };
}

function msOf([, hours = '', minutes = '', seconds = '0', fraction = '', half]: RegExpExecArray): number | null {
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  if (m > 59 || s > 59 || h > 23 || (half !== undefined && (h < 1 || h > 12))) return null;
  const hour = half === undefined ? h : (h % 12) + (/^p/i.test(half) ? 12 : 0);
  return ((hour * 60 + m) * 60 + s) * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

function offsetOf(clock: RegExpExecArray): number | null {
  const [zone, offset] = [clock[6], clock[7]];
  if (offset === undefined) return zone === undefined ? null : 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Reads how long somebody was there: 1:10:05, 70, 1h 10m 5s, 70 minutes; in milliseconds. Null when it is none. */
export function readDuration(cell: string): number | null {
  if (cell.length > LONGEST) return null;
  const words = plainCell(cell, LONGEST).toLowerCase();
  const clock = /^(\d{1,3}):(\d{2}):(\d{2})$/.exec(words);
  if (clock !== null) return ((Number(clock[1]) * 60 + Number(clock[2])) * 60 + Number(clock[3])) * 1_000;
  const minutes = /^(\d{1,4})(?: ?(?:m|min|mins|minutes?))?$/.exec(words);
  if (minutes !== null) return Number(minutes[1]) * 60_000;
  const parts =
    /^(?:(\d{1,3}) ?(?:h|hr|hrs|std)\.?,? ?)?(?:(\d{1,3}) ?(?:m|min)\.?,? ?)?(?:(\d{1,3}) ?(?:s|sec|sek)\.?)?$/.exec(
      words,
    );
  if (parts === null || words === '') return null;
  const [hours, mins, seconds] = [parts[1], parts[2], parts[3]].map((part) => Number(part ?? 0));
  return (((hours ?? 0) * 60 + (mins ?? 0)) * 60 + (seconds ?? 0)) * 1_000;
}

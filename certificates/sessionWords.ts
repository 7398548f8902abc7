import type { PrintedSession } from './facts/v2.ts';
import { dateInWords } from './words.ts';

/** The days of one place, format and time zone, each once, in order. */
export type Meeting = Omit<PrintedSession, 'on'> & { days: string[] };

const inOrder = (days: readonly string[]): string[] => [...new Set(days)].toSorted();

/** The sessions by where and how they took place, in the order in which each place begins. */
export function meetings(sessions: readonly PrintedSession[]): Meeting[] {
  const groups = Map.groupBy(sessions, ({ place, format, timeZone }) => JSON.stringify([place, format, timeZone]));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { on, ...where } = first;
    return [{ ...where, days: inOrder([on, ...others.map((one) => one.on)]) }];
  });
}

/** The time zone of all sessions; null where they are in several, or there are none. */
export function zoneOf(sessions: readonly PrintedSession[]): string | null {
  const [zone = null, ...others] = new Set(sessions.map(({ timeZone }) => timeZone));
  return others.length === 0 ? zone : null;
}

/** A list as a sentence has it: "a, b and c". */
const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Days in words, with each month and each year once: "13, 14 and 20 March; 3 April 2027". */
export function daysInWords(days: readonly string[]): string {
  const months = [...Map.groupBy(inOrder(days), (day) => day.slice(0, 7)).values()];
  const said = months.map((month, at) => {
    const words = month.map((day) => dateInWords(day).split(' '));
    const [, name = '', year = ''] = words[0] ?? [];
    const yearStays = months[at + 1]?.[0]?.startsWith(year) ?? false;
    return `${joined(words.map(([date = '']) => date))} ${name}${yearStays ? '' : ` ${year}`}`;
  });
  return months.every(({ length }) => length === 1) ? joined(said) : said.join('; ');
}

const MOST_NAMED = 2;

/** The days as a label's value: two are named, more are counted. */
export function spanInWords(sessions: readonly PrintedSession[]): string {
  const days = inOrder(sessions.map(({ on }) => on));
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return days.length <= MOST_NAMED
    ? daysInWords(days)
    : `${days.length} days, ${dateInWords(first)} to ${dateInWords(last)}`;
}

/** "Portland, Oregon (Live in person): 13 and 14 March 2027", with the time zone where others are in another. */
export function meetingTexts(sessions: readonly PrintedSession[]): string[] {
  const several = sessions.length > 0 && zoneOf(sessions) === null;
  return meetings(sessions).map(
    ({ place, format, timeZone, days }) =>
      `${place} (${format}): ${daysInWords(days)}${several ? ` (${timeZone})` : ''}`,
  );
}

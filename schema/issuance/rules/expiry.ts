import { dateIn } from '../../organizations/rules.ts';

const DAY_MINUTES = 24 * 60;
const MINUTE_MILLIS = 60_000;

/**
 * How long a certificate is valid: until the end of the same day of the month, `months` later, as law counts periods of months,
 * or until that month's last day if it has no such day. `completedOn` and `expiresOn` are dates (YYYY-MM-DD) in the time zone.
 * `expiresAt` is the first instant of the following day: from then on it has expired.
 */
export function expiryOf(
  completedOn: string,
  months: number,
  timeZone: string,
): { expiresOn: string; expiresAt: Date } {
  const expiresOn = monthsAfter(completedOn, months);
  return { expiresOn, expiresAt: endOf(expiresOn, timeZone) };
}

function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/**
 * Found by bisection, so that midnights that clocks skip or repeat need no special rule. No zone is more than 14 hours off UTC.
 */
function endOf(date: string, timeZone: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const instant = (minutes: number) => new Date(midnight + minutes * MINUTE_MILLIS);
  let [before, after] = [0, 2 * DAY_MINUTES];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateIn(timeZone, instant(middle)) > date) after = middle;
    else before = middle;
  }
  return instant(after);
}

import { Temporal } from 'temporal-polyfill';
import { dayIn, daysAfter } from '../../intensives/rules/deadline.ts';

/** For how many days a round is asked, the first included. */
export const OPEN_DAYS = 28;
/** A mail that is not sent within so many days after the round opened is dropped. */
export const LATE_DAYS = 7;
/** Mails leave from the first of these hours on and before the second, by the person's clock. */
export const CIVIL_HOURS = { from: 9, before: 18 };

/** When somebody completed a course, and the zone that they live in. */
export type Completion = { completedAt: Date; timeZone: string };

/** The day on which a round opens, so many weeks after the day of completion in the person's zone. */
export function opensOn({ completedAt, timeZone }: Completion, weeks: number): string {
  return daysAfter(dayIn(completedAt, timeZone), weeks * 7);
}

export const ROUND_STATES = ['EARLY', 'OPEN', 'OVER'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** Whether a round is asked now. */
export function stateOf(completion: Completion, weeks: number, now: Date): RoundState {
  const today = dayIn(now, completion.timeZone);
  const first = opensOn(completion, weeks);
  if (today < first) return 'EARLY';
  return today < daysAfter(first, OPEN_DAYS) ? 'OPEN' : 'OVER';
}

/** EARLY before the day, NIGHT outside the civil hours of a day on which it may go, LATE after the last of them. */
export type MailState = 'EARLY' | 'NIGHT' | 'SEND' | 'LATE';

/** Whether the mail of a round goes now. */
export function mailState(completion: Completion, weeks: number, now: Date): MailState {
  const { timeZone } = completion;
  const today = dayIn(now, timeZone);
  const first = opensOn(completion, weeks);
  if (today < first) return 'EARLY';
  if (today >= daysAfter(first, LATE_DAYS)) return 'LATE';
  const { hour } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  return hour >= CIVIL_HOURS.from && hour < CIVIL_HOURS.before ? 'SEND' : 'NIGHT';
}

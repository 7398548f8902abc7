import { soldAs } from '../../../intensives/rules/shown.ts';
import { type CalendarFacts, type Entry, entriesOf } from './entries.ts';
import { type CalendarFile, type CalendarMethod, calendarFile } from './file.ts';

/** `mailFrom` is the sender of every mail, as a header names it: Attune <attune@example.org>. */
type Made = { mailFrom: string; now: Date };

/** The address inside a sender. */
export const addressIn = (sender: string): string => /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender.trim();

const fileOf = (
  facts: CalendarFacts,
  { mailFrom, now }: Made,
  file: Partial<CalendarFile> & Pick<CalendarFile, 'method' | 'entries'>,
) => calendarFile({ organizer: addressIn(mailFrom), attendee: null, timeZone: facts.timeZone, now, ...file });

/** What a calendar that has subscribed reads. It is never without a part, also when nothing is left to show. */
export function feedFile(facts: CalendarFacts, made: Made): string {
  return fileOf(facts, made, { method: 'PUBLISH', entries: entriesOf(facts, made.now), name: soldAs(facts) });
}

/** The file that a person downloads. Null when it would say nothing. */
export function downloadFile(facts: CalendarFacts, made: Made): string | null {
  const entries = entriesOf(facts, made.now);
  return entries.length === 0 ? null : fileOf(facts, made, { method: 'PUBLISH', entries });
}

export type MailedCalendar = { method: Exclude<CalendarMethod, 'PUBLISH'>; text: string };

const methodOf = ({ status }: Entry) => (status === 'CONFIRMED' ? 'REQUEST' : 'CANCEL');

/**
 * What a mail carries, the first day first. A day is a file of its own, because a message that invites or cancels is about one UID
 * (RFC 5546, 3.2.2). Empty when the mail is late, so that the registration no longer is as it says.
 */
export function mailedFiles(
  facts: CalendarFacts,
  { method, attendee, ...made }: Made & { method: MailedCalendar['method']; attendee: string },
): MailedCalendar[] {
  const confirmed = facts.state === 'CONFIRMED';
  if (confirmed !== (method === 'REQUEST')) return [];
  const ahead = entriesOf(facts, made.now).filter(({ endsAt }) => endsAt > made.now);
  const ordered = ahead.toSorted((a, b) => Number(methodOf(b) === method) - Number(methodOf(a) === method));
  return ordered.map((entry) => ({
    method: methodOf(entry),
    text: fileOf(facts, made, { method: methodOf(entry), entries: [entry], attendee }),
  }));
}

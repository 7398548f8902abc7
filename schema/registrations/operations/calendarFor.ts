import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { calendarOf } from '../queries/calendar.ts';
import { type MailedCalendar, mailedFiles } from '../rules/calendar/files.ts';

type Mailed = {
  registrationId: RegistrationId;
  /** REQUEST invites, and tells of changes; CANCEL takes the events away. */
  method: MailedCalendar['method'];
  /** The address to which the mail goes. */
  to: string;
  /** The sender of every mail (MAIL_FROM). */
  mailFrom: string;
  /** When the mail was written, so that a further try to send it carries the same file. */
  now: Date;
};

/**
 * The calendar files that a mail about a registration carries, as things stand when it is sent. Empty when the registration is
 * no longer as the mail says, and for one that was never confirmed.
 */
export async function calendarFor(db: Database, { registrationId, to, ...asked }: Mailed): Promise<MailedCalendar[]> {
  const facts = await calendarOf(db, registrationId);
  if (facts === null) return [];
  const now = new Date(Math.max(facts.changedAt.getTime(), asked.now.getTime()));
  return mailedFiles(facts, { ...asked, now, attendee: to });
}

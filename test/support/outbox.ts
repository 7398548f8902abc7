import { isNull } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { eventMails } from '../../drizzle/schema.ts';
import { sendEventMails } from '../../schema/registrations/operations/writeMail.ts';
import type { Mail } from '../../server/mail/send.ts';
import { eventMail } from '../../server/mail/texts/events.ts';
import { MAIL_FROM } from './calendars.ts';
import { papersIn } from './papers.ts';

const PUBLIC_URL = 'https://attune.example.org';

/** Sends what waits in the outbox, as the job does; answers the mails as their readers get them. */
export const sendAll = async (db: Database): Promise<Mail[]> => {
  const sent: Mail[] = [];
  const rows = await db
    .select({ id: eventMails.id })
    .from(eventMails)
    .where(isNull(eventMails.sentAt))
    .orderBy(eventMails.id);
  const mail = {
    event: async (to: string, one: Parameters<typeof eventMail>[2]) => {
      sent.push(eventMail(to, PUBLIC_URL, one));
    },
  };
  const settings = { mailFrom: MAIL_FROM };
  await sendEventMails.run({ db, mail, papersOf: papersIn(db), settings }, { mailIds: rows.map(({ id }) => id) });
  return sent;
};

/** The secret in the link of a mail. */
export const secretIn = ({ text }: Mail): string =>
  /\/(?:decline|places|invitations)\/([\w-]{22})\b/.exec(text)?.[1] ?? '';

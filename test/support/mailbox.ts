import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNull } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { EventMailId } from '../../drizzle/ids.ts';
import { eventMails } from '../../drizzle/schema.ts';
import { sendEventMails } from '../../schema/registrations/operations/writeMail.ts';
import { createMails } from '../../server/mail/mails.ts';
import { createMailer } from '../../server/mail/send.ts';
import { MAIL_FROM, parseCalendar } from './calendars.ts';
import { mimeParts } from './mime.ts';
import { papersIn } from './papers.ts';

const readMail = (bytes: string) => {
  const parts = mimeParts(bytes);
  const named = (name: string) => new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'mi').exec(bytes)?.[1] ?? '';
  const files = parts.filter(({ type }) => type.startsWith('text/calendar')).map((part) => part.bytes.toString('utf8'));
  return {
    ...{ bytes, parts, files, to: named('to'), subject: named('subject'), id: named('message-id') },
    text: parts[0]?.bytes.toString('utf8') ?? '',
    calendars: files.map((file) => ({ file, ...parseCalendar(file) })),
  };
};
export type ReadMail = ReturnType<typeof readMail>;

/** Sends what waits in the outbox as the job does, and reads the messages as a mail server gets them. */
export const openMailbox = async (handle: () => Database) => {
  const root = await mkdtemp(join(tmpdir(), 'attune-mailbox-'));
  let rounds = 0;
  const send = async (mailIds: EventMailId[]): Promise<ReadMail[]> => {
    rounds += 1;
    const outboxDir = join(root, String(rounds));
    const mail = createMails(createMailer({ from: MAIL_FROM, outboxDir }), 'https://attune.example.org');
    await sendEventMails.run(
      { db: handle(), mail, papersOf: papersIn(handle()), settings: { mailFrom: MAIL_FROM } },
      { mailIds },
    );
    const names = (await readdir(outboxDir).catch(() => [])).toSorted();
    return Promise.all(names.map(async (name) => readMail(await readFile(join(outboxDir, name), 'latin1'))));
  };
  const waiting = async () =>
    (await handle().select().from(eventMails).where(isNull(eventMails.sentAt)).orderBy(eventMails.id)).map(
      ({ id }) => id,
    );
  return {
    waiting,
    send,
    /** All that waits. */
    receive: async () => send(await waiting()),
    close: () => rm(root, { recursive: true, force: true }),
  };
};

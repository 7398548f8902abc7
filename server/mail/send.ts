import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { MailedPaper } from '../../schema/registrations/operations/sendEventMail.ts';
import { addressIn, type MailedCalendar } from '../../schema/registrations/rules/calendar/files.ts';
import { sealedId } from './messageId.ts';
import { refusedBy } from './refusals.ts';

export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** Who reads an answer, if not the sender. */
  replyTo?: string;
  calendars?: readonly MailedCalendar[];
  papers?: readonly MailedPaper[];
  /** Where a POST stops mails of this kind (RFC 8058). */
  unsubscribe?: string;
  /** Of a mail that may be sent again: all tries are then one message, of which mailboxes show one. */
  identity?: { id: string; madeAt: Date };
};
type MailerOptions = {
  /** smtp:// or smtps:// with user and password. When unset, mail goes to the outbox folder. */
  smtpUrl?: string | undefined;
  from: string;
  outboxDir: string;
  /** The key by which a report about a mail is known again; without one it is not. */
  secret?: string | undefined;
};

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;
const CONTROL = /\p{Cc}/u;
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

/** One recipient and one line of subject, so that what a person typed can add neither a header nor a recipient. */
function message(
  { from, secret }: MailerOptions,
  { to, subject, text, replyTo, calendars = [], papers = [], identity, unsubscribe }: Mail,
): SendMailOptions {
  if (!ADDRESS.test(to)) throw new Error('A mail goes to exactly one address.');
  if (CONTROL.test(subject)) throw new Error('A subject is one line without control characters.');
  return {
    from,
    to: { name: '', address: to },
    subject,
    text,
    ...(replyTo !== undefined && ADDRESS.test(replyTo) && { replyTo: { name: '', address: replyTo } }),
    ...parts(calendars, papers),
    ...(identity === undefined ? {} : { date: identity.madeAt, baseBoundary: identity.id }),
    ...known(from, idOf(secret, to, identity?.id)),
    headers: { 'Auto-Submitted': 'auto-generated', ...(unsubscribe === undefined ? {} : stopping(unsubscribe)) },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** All tries of a mail that may be sent again have one id, of which mailboxes show one. */
const idOf = (secret: string | undefined, to: string, id?: string): string | undefined =>
  secret === undefined ? id : sealedId(secret, to, id);

/** A report of a failure names the envelope's id or returns the head of the mail. */
function known(from: string, id: string | undefined): Pick<SendMailOptions, 'messageId' | 'dsn'> {
  if (id === undefined) return {};
  const messageId = `<${id}@${addressIn(from).split('@').at(-1)}>`;
  return { messageId, dsn: { id, return: 'headers', notify: ['failure'] } };
}

/** One click in the mail program, without a page (RFC 8058). Only an address on https may be given for it. */
function stopping(url: string): Record<string, string> {
  const by = { 'List-Unsubscribe': `<${url}>` };
  return url.startsWith('https://') ? { ...by, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : by;
}

type Parts = Pick<SendMailOptions, 'icalEvent' | 'attachments'>;

function parts(calendars: readonly MailedCalendar[], papers: readonly MailedPaper[]): Parts {
  const { attachments = [], ...invitation } = calendarParts(calendars);
  const documents = papers.map(({ name, bytes }) => ({
    ...{ filename: name, content: Buffer.from(bytes), contentType: 'application/pdf' },
  }));
  const all = [...attachments, ...documents];
  return all.length === 0 ? invitation : { ...invitation, attachments: all };
}

/**
 * The first file is the other form of the mail's text, which programs take as an invitation; further days are files beside it. Their
 * names tell nothing.
 */
function calendarParts([first, ...more]: readonly MailedCalendar[]): Parts {
  if (first === undefined) return {};
  const attachments = more.map(({ method, text }, at) => ({
    filename: `calendar-${at + 2}.ics`,
    content: text,
    contentType: `text/calendar; charset=utf-8; method=${method}`,
  }));
  return { icalEvent: { method: first.method, content: first.text, filename: 'calendar.ics' }, attachments };
}

/** Sends mail by SMTP. Throws AddressRefused when the address is refused for good. Without SMTP_URL, writes each mail as one .eml file that appears only when it is complete. */
export function createMailer(options: MailerOptions): (mail: Mail) => Promise<void> {
  return options.smtpUrl ? bySmtp(options.smtpUrl, options) : toOutbox(options);
}

function bySmtp(url: string, options: MailerOptions) {
  const limits = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS };
  const transport = createTransport({ url, ...limits });
  return async (mail: Mail) => {
    const composed = message(options, mail);
    await transport.sendMail(composed).catch((error: unknown) => {
      throw refusedBy(error, mail.to);
    });
  };
}

function toOutbox(options: MailerOptions) {
  const { outboxDir } = options;
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return async (mail: Mail) => {
    const { message: bytes } = await transport.sendMail(message(options, mail));
    if (!Buffer.isBuffer(bytes)) throw new Error('The mail was not built in memory.');
    await mkdir(outboxDir, { recursive: true, mode: 0o700 });
    const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}.eml`;
    const draft = join(outboxDir, `.${name}.tmp`);
    await writeFile(draft, bytes, { mode: 0o600 });
    await rename(draft, join(outboxDir, name));
  };
}

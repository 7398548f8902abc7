import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EventMailId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { eventMails } from '../../../drizzle/schema.ts';
import { noteOutcome, refusalOf } from '../../accounts/operations/bounces.ts';
import { holdWhileSending } from '../../accounts/operations/mailOnce.ts';
import { personById } from '../../accounts/queries/people.ts';
import { mailedAbout } from '../queries/mailed.ts';
import type { MailedCalendar } from '../rules/calendar/files.ts';
import {
  calendarMethodOf,
  EVENT_TEXTS,
  type EventText,
  isToMembers,
  type MailAbout,
  type MailFacts,
} from '../rules/mails.ts';
import { calendarFor } from './calendarFor.ts';
import { makeLink } from './makeLink.ts';

/** The words of a mail come of its text, its facts, its event and the secret of its link, if it has one. */
export type WordsFrom = { text: EventText; facts: MailFacts; about: MailAbout | null; secret: string | null };
/** A mail as it is sent. A further try is the same mail: it has the id and the time of its row. */
export type EventMail = WordsFrom & {
  id: EventMailId;
  madeAt: Date;
  calendars: readonly MailedCalendar[];
  papers: readonly MailedPaper[];
};
/** A document that a mail carries. */
export type MailedPaper = { name: string; bytes: Uint8Array };
/** The documents that a mail of these facts carries; the same bytes at each try. */
export type PapersOf = (facts: MailFacts) => Promise<MailedPaper[]>;
export type Mailing = {
  db: Database;
  mail: { event(to: string, mail: EventMail): Promise<void> };
  papersOf: PapersOf;
  settings: { mailFrom: string };
};

const isText = (text: string): text is EventText => (EVENT_TEXTS as readonly string[]).includes(text);

type Row = typeof eventMails.$inferSelect & { text: EventText };

async function lockUnsent(tx: Database, mailId: EventMailId): Promise<Row | null> {
  const unsent = and(eq(eventMails.id, mailId), isNull(eventMails.sentAt), isNull(eventMails.refusedAt));
  const [row] = await tx.select().from(eventMails).where(unsent).for('update');
  return row !== undefined && isText(row.text) ? { ...row, text: row.text } : null;
}

/** An address without an account, the hash of a link, and names of others are not kept. */
async function close(
  tx: Database,
  { id, facts: { link: _link, whom: _whom, ...facts } }: Row,
  as: 'sentAt' | 'refusedAt',
): Promise<void> {
  const closed = { [as]: sql`clock_timestamp()`, address: null, facts };
  await tx.update(eventMails).set(closed).where(eq(eventMails.id, id));
}

/** Null for somebody whose account is closed. */
async function addressOf(tx: Database, { userId, address }: Row): Promise<string | null> {
  if (userId === null) return address;
  const person = await personById(tx, userId as UserId);
  return person === null || person.disabled ? null : person.mailAddress;
}

/**
 * Sends one mail of the outbox, once. A link's secret is made first and only its hash is stored; that commits at once, because no verb
 * should wait for a mail server. Then the mail's row is locked until the mail server took the mail: a second worker fails, and tries
 * again later. A mail whose address is refused for good is not tried again.
 */
export async function sendEventMail({ db, mail, papersOf, settings }: Mailing, mailId: EventMailId): Promise<void> {
  const ready = await db.transaction((tx) => prepare(tx, mailId));
  if (ready === null) return;
  // Drawing waits for a thread, so no row is locked meanwhile.
  const papers = await papersOf(ready.facts);
  const outcome = await db.transaction(async (tx) => {
    await holdWhileSending(tx);
    const row = await lockUnsent(tx, mailId);
    if (row === null) return null;
    if (row.facts.link !== ready.link) throw new Error('another worker makes the link of this mail');
    const { id, madeAt, text, facts } = row;
    const about = isToMembers(text) ? null : await mailedAbout(tx, { text, facts, at: madeAt });
    const calendars = await calendarsOf(tx, row, { about, to: ready.to, ...settings });
    const one = { id, madeAt, text, facts, about, secret: ready.secret, calendars, papers };
    const refused = await refusalOf(() => mail.event(ready.to, one));
    await close(tx, row, refused === null ? 'sentAt' : 'refusedAt');
    return { refused };
  });
  if (outcome !== null) await noteOutcome(db, { to: ready.to, ...outcome });
}

/** The files of the place that the mail is about, and of the one from which it moved. */
async function calendarsOf(
  tx: Database,
  { text, facts: { registrationId, movedFrom }, madeAt: now }: Row,
  { about, ...to }: { about: MailAbout | null; to: string; mailFrom: string },
): Promise<MailedCalendar[]> {
  const method = about === null ? null : calendarMethodOf(text, about);
  if (method === null) return [];
  const files = (id: MailFacts[string] | undefined, does: MailedCalendar['method']) =>
    typeof id === 'string'
      ? calendarFor(tx, { registrationId: id as RegistrationId, method: does, now, ...to })
      : Promise.resolve([]);
  return [...(await files(registrationId, method)), ...(await files(movedFrom, 'CANCEL'))];
}

type Ready = { to: string; secret: string | null; link: MailFacts[string] | undefined; facts: MailFacts };

/** Whom to mail, with the secret of the link. Null when nothing is left to send, which is written down. */
async function prepare(tx: Database, mailId: EventMailId): Promise<Ready | null> {
  await holdWhileSending(tx);
  const row = await lockUnsent(tx, mailId);
  if (row === null) return null;
  const to = await addressOf(tx, row);
  const link = to === null ? 'GONE' : await makeLink(tx, row);
  if (to === null || link === 'GONE') {
    await close(tx, row, 'sentAt');
    return null;
  }
  const { facts } = row;
  if (link === null) return { to, secret: null, link: facts.link, facts };
  await tx.update(eventMails).set({ facts: link.facts }).where(eq(eventMails.id, mailId));
  return { to, secret: link.secret, link: link.facts.link, facts };
}

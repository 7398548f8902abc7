import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { EventMailId, PairId, RegistrationId, WaitlistOfferId } from '../../../drizzle/ids.ts';
import { eventMails, pairs, registrations, waitlistOffers } from '../../../drizzle/schema.ts';
import { personById } from '../../accounts/queries/people.ts';
import { EVENT_TEXTS, type EventText, linkOf, type MailFacts } from '../rules/mails.ts';
import { newSecret } from './secrets.ts';

/** The words of a mail come of its text, its facts and the secret of its link, if it has one. */
export type EventMail = { text: EventText; facts: MailFacts; secret: string | null };
export type Mailing = { db: Database; mail: { event(to: string, mail: EventMail): Promise<void> } };

const isText = (text: string): text is EventText => (EVENT_TEXTS as readonly string[]).includes(text);

/**
 * Sends one mail of the outbox, once. Its row is locked until the mail server took the mail, so that a second worker fails and tries
 * again later. A link's secret is made now and only its hash is stored. An address without an account is blanked.
 */
export async function sendEventMail({ db, mail }: Mailing, mailId: EventMailId): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('lock_timeout', '2s', true),
      set_config('idle_in_transaction_session_timeout', '1h', true)`);
    const [row] = await tx
      .select()
      .from(eventMails)
      .where(and(eq(eventMails.id, mailId), isNull(eventMails.sentAt)))
      .for('update');
    if (row === undefined || !isText(row.text)) return;
    const to = row.userId === null ? row.address : await addressOf(tx, row.userId);
    const link = to === null ? 'GONE' : await linkFor(db, row.text, row.facts);
    if (to !== null && link !== 'GONE') await mail.event(to, { text: row.text, facts: row.facts, secret: link });
    await tx.update(eventMails).set({ sentAt: sql`clock_timestamp()`, address: null }).where(eq(eventMails.id, mailId));
  });
}

/** Null for somebody whose account is closed. */
async function addressOf(tx: Database, userId: Parameters<typeof personById>[1]): Promise<string | null> {
  const person = await personById(tx, userId);
  return person === null || person.disabled ? null : person.mailAddress;
}

/**
 * A new secret for the link of a mail, whose hash replaces the one before; null without a link, GONE when it would open nothing. It
 * commits at once, because no verb should wait for a mail server.
 */
async function linkFor(db: Database, text: EventText, facts: MailFacts): Promise<string | null | 'GONE'> {
  const kind = linkOf(text);
  if (kind === null) return null;
  const { secret, hash } = newSecret();
  const id = String(facts[kind]);
  const made = await {
    offerId: () =>
      db
        .update(waitlistOffers)
        .set({ declineHash: hash })
        .where(and(eq(waitlistOffers.id, id as WaitlistOfferId), isNull(waitlistOffers.answeredAt)))
        .returning({ id: waitlistOffers.id }),
    pairId: () =>
      db
        .update(pairs)
        .set({ inviteHash: hash })
        .where(and(eq(pairs.id, id as PairId), isNull(pairs.endedAt), isNull(pairs.joinedAt)))
        .returning({ id: pairs.id }),
    registrationId: () =>
      db
        .update(registrations)
        .set({ claimHash: hash })
        .where(
          and(
            eq(registrations.id, id as RegistrationId),
            isNull(registrations.endedAt),
            sql`${registrations.claimHash} is not null and ${registrations.claimedAt} is null`,
          ),
        )
        .returning({ id: registrations.id }),
  }[kind]();
  return made.length === 0 ? 'GONE' : secret;
}

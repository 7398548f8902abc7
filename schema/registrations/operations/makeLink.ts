import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { PairId, RegistrationId, WaitlistOfferId } from '../../../drizzle/ids.ts';
import { pairs, registrations, waitlistOffers } from '../../../drizzle/schema.ts';
import { type EventText, linkOf, type MailFacts } from '../rules/mails.ts';
import { newSecret } from './secrets.ts';

type Link = { id: string; from: Buffer; to: Buffer };

const REPLACE = {
  offerId: (tx: Database, { id, from, to }: Link) =>
    tx
      .update(waitlistOffers)
      .set({ declineHash: to })
      .where(
        and(
          eq(waitlistOffers.id, id as WaitlistOfferId),
          eq(waitlistOffers.declineHash, from),
          isNull(waitlistOffers.answeredAt),
        ),
      )
      .returning({ id: waitlistOffers.id }),
  pairId: (tx: Database, { id, from, to }: Link) =>
    tx
      .update(pairs)
      .set({ inviteHash: to })
      .where(and(eq(pairs.id, id as PairId), eq(pairs.inviteHash, from), isNull(pairs.endedAt), isNull(pairs.joinedAt)))
      .returning({ id: pairs.id }),
  registrationId: (tx: Database, { id, from, to }: Link) =>
    tx
      .update(registrations)
      .set({ claimHash: to })
      .where(
        and(
          eq(registrations.id, id as RegistrationId),
          eq(registrations.claimHash, from),
          isNull(registrations.endedAt),
          isNull(registrations.claimedAt),
        ),
      )
      .returning({ id: registrations.id }),
};

/**
 * Makes the secret for the link of a mail: its hash replaces the one that the mail's facts name. Null for a mail without a link; GONE
 * when the link would open nothing, or a newer one was made.
 */
export async function makeLink(
  tx: Database,
  { text, facts }: { text: EventText; facts: MailFacts },
): Promise<{ secret: string; facts: MailFacts } | null | 'GONE'> {
  const kind = linkOf(text);
  if (kind === null) return null;
  const { secret, hash } = newSecret();
  const link = { id: String(facts[kind]), from: Buffer.from(String(facts.link), 'hex'), to: hash };
  const replaced = await REPLACE[kind](tx, link);
  return replaced.length === 0 ? 'GONE' : { secret, facts: { ...facts, link: hash.toString('hex') } };
}

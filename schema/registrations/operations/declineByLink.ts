import type { Database } from '../../../drizzle/client.ts';
import { lockIntensive } from '../../intensives/queries.ts';
import { offerByLink } from '../queries/waitlist.ts';
import { secretHash } from '../rules/secrets.ts';
import { leave } from './waitlist.ts';

/** What the link of a mail would decline: OVER when its offer was answered or has ended. Null when no mail has such a link. */
export async function stateOfOfferLink(db: Database, secret: string): Promise<'OPEN' | 'OVER' | null> {
  const hash = secretHash(secret);
  const offer = hash && (await offerByLink(db, hash));
  if (offer === null) return null;
  return offer.answered || !offer.open ? 'OVER' : 'OPEN';
}

export type Declined = 'DECLINED' | 'OVER' | 'UNKNOWN';

/**
 * Declines an offer of the waitlist by the secret of its mail, without an account. The seat goes to the next at once. OVER when it was
 * answered or has ended before: nothing changes then.
 */
export async function declineByLink(db: Database, { secret, now }: { secret: string; now: Date }): Promise<Declined> {
  const hash = secretHash(secret);
  const seen = hash && (await offerByLink(db, hash));
  if (hash === null || seen === null) return 'UNKNOWN';
  return db.transaction(async (tx) => {
    await lockIntensive(tx, seen.intensiveId);
    const offer = await offerByLink(tx, hash);
    if (offer === null) return 'UNKNOWN';
    if (offer.answered || !offer.open) return 'OVER';
    await leave(tx, { intensiveId: offer.intensiveId, entryId: offer.entryId, answer: 'DECLINED', at: now });
    return 'DECLINED';
  });
}

import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { lockIntensive, segmentsOf } from '../../intensives/queries.ts';
import { startsAt } from '../../intensives/rules/agenda.ts';
import { HoldEndedError, PaidPlaceError } from '../errors.ts';
import { openOfferOf } from '../queries/own.ts';
import { MORE_OFFER_SECONDS } from '../rules/limits.ts';
import { extendHold } from './extendHold.ts';

/**
 * Gives a person once more time to answer an offer: a day, or as long as the event's offers last if that is less, and no longer than to
 * its start. A checkout is extended with its order. Throws NotFound, HoldEnded, HoldExtended, PaidPlace.
 */
export async function extendOffer(
  db: Database,
  act: UserAct,
  { intensiveId }: { intensiveId: IntensiveId | null },
): Promise<{ intensiveId: IntensiveId; endsAt: Date }> {
  return db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    const offer = await openOfferOf(tx, { intensiveId: intensive.id, userId: act.userId });
    if (offer === null || offer.expiresAt === null) throw new HoldEndedError();
    if (offer.kind !== 'OFFER') throw new PaidPlaceError();
    const start = startsAt(await segmentsOf(tx, intensive.id));
    const left = start === null ? MORE_OFFER_SECONDS : (start.getTime() - offer.expiresAt.getTime()) / 1000;
    const seconds = Math.floor(Math.min(MORE_OFFER_SECONDS, intensive.offerHours * 3600, left));
    if (seconds <= 0) throw new HoldEndedError();
    const { expiresAt } = await extendHold(tx, { holdId: offer.holdId, seconds });
    return { intensiveId: intensive.id, endsAt: expiresAt };
  });
}

import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CreditOfferId } from '../../../drizzle/ids.ts';
import { creditOffers } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';

type Withdrawal = { offerId: CreditOfferId | null; reason: string };

/**
 * Withdraws an offer, for an owner or organizer. Awards under it stay. A second call changes nothing and returns the first
 * withdrawal. Throws NotFound, Forbidden.
 */
export async function withdrawCreditOffer(
  db: Database,
  act: UserAct,
  { offerId, reason }: Withdrawal,
): Promise<{ offerId: CreditOfferId }> {
  return db.transaction(async (tx) => {
    const [offer] =
      offerId === null
        ? []
        : await tx.select().from(creditOffers).where(eq(creditOffers.id, offerId)).for('no key update');
    const { organizationId, as } = await requirePermission(tx, act, {
      permission: 'OFFER_CREDIT',
      organizationId: offer?.organizationId ?? null,
      what: 'The offer',
    });
    if (offer === undefined) throw new Error('an offer without its row');
    const { id, withdrawnAt } = offer;
    if (withdrawnAt !== null) return { offerId: id };
    await tx
      .update(creditOffers)
      .set({ withdrawnAt: act.now, withdrawalReason: reason })
      .where(eq(creditOffers.id, id));
    await recordEvent(tx, act, 'CREDIT_OFFER_WITHDRAWN', { objectId: id, organizationId, as, reason });
    return { offerId: id };
  });
}

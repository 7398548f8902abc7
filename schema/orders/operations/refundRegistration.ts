import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, RegistrationId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { MoneyChangedError, NothingToRefundError, RefundTooHighError } from '../errors.ts';
import { moneyOf } from '../queries.ts';
import { givenBackFor, linesWithMoney, lockPlace } from './lockPlace.ts';
import { requestRefund } from './requestRefund.ts';
import { settleCredit } from './settleCredit.ts';

type Refunding = {
  registrationId: RegistrationId | null;
  /** Null: what the policy of the order gives now. */
  amountMinor: number | null;
  /** What the member saw as left of the order, so that two who refund at once do not refund twice. */
  leftMinor: number;
  reason: string;
};

/**
 * Gives money back for a place, for a member who manages money, and ends no place. What came for no place, because its own refund
 * failed, goes first. Throws NotFound, Forbidden, MoneyChanged, NothingToRefund, RefundTooHigh, CreditIssued.
 */
export async function refundRegistration(
  db: Database,
  act: UserAct,
  { registrationId, amountMinor, leftMinor, reason }: Refunding,
): Promise<{ orderId: OrderId }> {
  return db.transaction(async (tx) => {
    const place = await lockPlace(tx, registrationId);
    const { order, intensive, registration } = place;
    const asked = { permission: 'MANAGE_MONEY', organizationId: intensive.organizationId } as const;
    const { organizationId, as } = await requirePermission(tx, act, { ...asked, what: 'The registration' });
    if (order === null) throw new NothingToRefundError(false);
    const { standing } = await moneyOf(tx, order);
    if (standing.leftMinor !== leftMinor) throw new MoneyChangedError(standing);
    const lines = await linesWithMoney(tx, order);
    const line = lines.find((one) => one.registrationId === registration.id);
    const left = line?.leftMinor ?? 0;
    const over = standing.leftMinor - lines.reduce((sum, one) => sum + one.leftMinor, 0);
    const given = await givenBackFor(tx, place, { leftMinor: left, endedBy: 'PERSON', now: act.now });
    const wanted = amountMinor ?? given?.amountMinor ?? 0;
    if (wanted === 0) throw new NothingToRefundError(true);
    if (wanted > left + over) throw new RefundTooHighError(left + over, { currency: order.currency, of: 'place' });
    const cause = amountMinor === null ? (given?.cause ?? 'POLICY') : 'ORGANIZER';
    const first = amountMinor === null ? 0 : Math.min(over, wanted);
    if (wanted > first) await settleCredit(tx, act, { registrationIds: [registration.id], what: 'GIVE_BACK', as });
    const because = { reason, now: act.now };
    if (first > 0) await requestRefund(tx, { order }, { ...because, amountMinor: first, cause: 'OVERPAID' });
    if (wanted > first) await requestRefund(tx, { order }, { ...because, amountMinor: wanted - first, cause, line });
    await recordEvent(tx, act, 'REFUND_REQUESTED', {
      ...{ objectId: order.id, organizationId, as, reason },
      details: { registrationId: registration.id, amountMinor: wanted, currency: order.currency, cause },
    });
    return { orderId: order.id };
  });
}

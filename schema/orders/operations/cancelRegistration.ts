import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { holds } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { cancelRegistration as cancelFree } from '../../registrations/operations/cancelRegistration.ts';
import { OrderStateError } from '../errors.ts';
import { isPayers } from '../queries/moving.ts';
import { isSeated, livePlaces, placesOf } from '../queries/places.ts';
import { moneyOf, type OrderRow } from '../queries.ts';
import { type Ender, endOrder } from './cancelOrder.ts';
import { endPlaces } from './endPlaces.ts';
import { lockPlace, type Place, readPlace } from './lockPlace.ts';
import type { Till } from './openPayment.ts';
import { settleCredit } from './settleCredit.ts';

type Cancelling = { registrationId: RegistrationId | null; reason: string | null };

/**
 * Ends a place, for whoever has it, whoever pays for it, or a member, and gives back to the payer what the policy of the order gives:
 * everything when the event was canceled or moved. A place that nobody has paid for yet ends with its order. A second call changes
 * nothing. Throws NotFound, Forbidden, RegistrationState, OrderState, PaymentsDown, CreditIssued.
 */
export async function cancelRegistration(
  till: Till,
  act: UserAct,
  { registrationId, reason }: Cancelling,
): Promise<{ registrationId: RegistrationId }> {
  const seen = await readPlace(till.db, registrationId);
  const ender = await placeEnder(till.db, act, seen);
  const { id } = seen.registration;
  if (seen.order === null && ender.by === 'user') return cancelFree(till.db, act, { registrationId: id });
  if (seen.order !== null && (await isWaiting(till.db, seen.order))) {
    await requireWhole(till.db, seen);
    await endOrder(till, act, { order: seen.order, ender, reason });
    return { registrationId: id };
  }
  await till.db.transaction(async (tx) => {
    const place = await lockPlace(tx, id);
    if (place.registration.state === 'CANCELLED') return;
    const { as, ...ender } = await placeEnder(tx, act, place);
    await settleCredit(tx, act, { registrationIds: [id], what: 'GIVE_BACK', as });
    await endPlaces(tx, { registrationIds: [id], ...ender, reason, now: act.now });
    const { organizationId } = place.intensive;
    await recordEvent(tx, act, 'REGISTRATION_CANCELLED', { objectId: id, organizationId, as, reason });
  });
  return { registrationId: id };
}

/** As whom the person may end a place: as its own, as its payer, or as a member. Throws NotFound, Forbidden. */
async function placeEnder(db: Database, act: UserAct, { registration, intensive, order }: Place): Promise<Ender> {
  const { userId } = act;
  const pays = (await isPayers(db, act, registration.id, order)) || (await isBuyer(db, act, registration));
  if (pays) return { because: 'WITHDRAWN', by: 'user', whose: userId, endedBy: 'PAYER' };
  if (registration.userId === userId) return { because: 'WITHDRAWN', by: 'user', whose: userId, endedBy: 'PERSON' };
  const { organizationId } = intensive;
  const asked = { permission: 'MANAGE_REGISTRATIONS', organizationId, what: 'The registration' } as const;
  const { as } = await requirePermission(db, act, asked);
  return { because: 'BY_ORGANIZER', by: 'member', whose: null, endedBy: 'ORGANIZER', as };
}

/** A place that nobody has claimed is its buyer's. */
async function isBuyer(db: Database, { userId }: UserAct, registration: Place['registration']): Promise<boolean> {
  if (registration.userId !== null || registration.holdId === null) return false;
  const [hold] = await db.select({ userId: holds.userId }).from(holds).where(eq(holds.id, registration.holdId));
  return hold?.userId === userId;
}

/** Whether an order has no seat yet, because nothing, or too little, was paid. */
export async function isWaiting(db: Database, order: OrderRow): Promise<boolean> {
  return order.settledAt === null && order.cancelledAt === null && !(await isSeated(db, order.id));
}

/** An unpaid order ends whole: with all of its places, or not at all. Throws OrderState. */
export async function requireWhole(db: Database, { registration, order }: Place): Promise<void> {
  if (order === null) return;
  const others = livePlaces(await placesOf(db, order.id)).filter((line) => line.registrationId !== registration.id);
  if (others.length === 0 || registration.pairId !== null) return;
  const { standing } = await moneyOf(db, order);
  throw new OrderStateError(
    standing.state,
    'This place is one of several that wait for payment. Cancel the whole order, and order fewer places.',
  );
}

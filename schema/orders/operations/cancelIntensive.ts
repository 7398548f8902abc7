import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { intensives } from '../../../drizzle/schema.ts';
import { LOWEST } from '../../../drizzle/window.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import type { Gateway } from '../../gateway.ts';
import { IntensiveClosedError } from '../../intensives/errors.ts';
import { addChange } from '../../intensives/operations/addChange.ts';
import { lockIntensive, segmentsOf } from '../../intensives/queries.ts';
import { spanOf } from '../../intensives/rules/agenda.ts';
import { enqueue, job, rowKey } from '../../jobs/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { closeWaitlist } from '../../registrations/operations/closeWaitlist.ts';
import { liveRegistrations } from '../queries/cancelling.ts';
import { isSeated, livePlaces, placesOf } from '../queries/places.ts';
import { lockOrder } from '../queries.ts';
import { endAtStripe, endUnpaid, tellEnded } from './cancelOrder.ts';
import { endPlaces } from './endPlaces.ts';
import { lockPlace, type Place, readPlace } from './lockPlace.ts';

type Needs = { db: Database; stripe: Gateway | null; clock: () => Date };

/** Ends every place of a canceled event and gives everything back. */
export const cancelIntensiveJob = job({
  name: 'cancel-intensive',
  payload: z.object({ intensiveId: rowKey<IntensiveId>() }),
  run: (needs: Needs, { intensiveId }) => endEverything(needs, intensiveId),
});

type Cancelling = { intensiveId: IntensiveId | null; reason: string };

/**
 * Cancels a published event, for a member who manages intensives. From now on nobody can register; a job ends every place and refunds
 * everybody in full. A second call changes nothing. Throws NotFound, Forbidden, and IntensiveClosed for a draft or one that is over.
 */
export async function cancelIntensive(
  db: Database,
  act: UserAct,
  { intensiveId, reason }: Cancelling,
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const row = await lockIntensive(tx, intensiveId);
    const asked = { permission: 'MANAGE_INTENSIVES', organizationId: row.organizationId } as const;
    const { organizationId, as } = await requirePermission(tx, act, { ...asked, what: 'The intensive' });
    if (row.cancelledAt !== null) return { intensiveId: row.id };
    const span = spanOf(await segmentsOf(tx, row.id));
    if (row.publishedAt === null) throw new IntensiveClosedError('A draft has nothing to cancel: nobody sees it.');
    if (span !== null && span.endsAt <= act.now) throw new IntensiveClosedError('It is over; refund single places.');
    const { now } = act;
    await tx.update(intensives).set({ cancelledAt: now, cancellationReason: reason }).where(eq(intensives.id, row.id));
    await addChange(tx, row.id, { kind: 'CANCELLED', says: ['It does not take place.', reason], answerBy: null, now });
    await enqueue(tx, cancelIntensiveJob, { intensiveId: row.id }, { key: row.id });
    await recordEvent(tx, act, 'INTENSIVE_CANCELLED', { objectId: row.id, organizationId, as, reason });
    return { intensiveId: row.id };
  });
}

const AT_ONCE = 50;

/**
 * One place after the other, each in a transaction of its own, so that a crash loses nothing and the next run goes on. One that fails,
 * because Stripe is away for example, keeps nothing from the others; its error is thrown at the end.
 */
async function endEverything(needs: Needs, intensiveId: IntensiveId): Promise<void> {
  const { db, clock } = needs;
  const failed: unknown[] = [];
  let after: string = LOWEST;
  for (let page = await next(db, intensiveId, after); page.length > 0; page = await next(db, intensiveId, after)) {
    for (const id of page) await endOne(needs, id).catch((error: unknown) => failed.push(error));
    after = page.at(-1) ?? after;
  }
  const waiting = () => db.transaction((tx) => closeWaitlist(tx, intensiveId, clock()));
  for (let closed = await waiting(); closed > 0; ) closed = await waiting();
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} places of a canceled event are left`);
}

const next = (db: Database, intensiveId: IntensiveId, after: string): Promise<RegistrationId[]> =>
  liveRegistrations(db, { intensiveId, after, most: AT_ONCE });

const ENDER = { because: 'EVENT_CANCELLED', by: 'system', endedBy: 'EVENT' } as const;

/** All that an order still has at the event, so that its payer hears of it once. */
async function placesToEnd(
  tx: Database,
  { id, intensive, order }: Pick<Place, 'intensive' | 'order'> & { id: RegistrationId },
): Promise<RegistrationId[]> {
  if (order === null) return [id];
  const live = livePlaces(await placesOf(tx, order.id)).filter(({ intensiveId }) => intensiveId === intensive.id);
  return live.flatMap(({ registrationId }) => registrationId ?? []);
}

/** What can still be paid for the place ends first; then the place, with everything back. */
async function endOne({ db, stripe, clock }: Needs, id: RegistrationId): Promise<void> {
  const seen = await readPlace(db, id);
  const now = clock();
  if (seen.order !== null && seen.order.settledAt === null)
    await endAtStripe({ db, stripe }, { orderId: seen.order.id, ending: 'EVENT_CANCELLED', now });
  await db.transaction(async (tx) => {
    const { registration, intensive, order } = await lockPlace(tx, id);
    const reason = intensive.cancellationReason;
    if (seen.order !== null && order !== null) await tellEnded(tx, seen.order, { order, ...ENDER, reason });
    if (registration.endedAt !== null) return;
    const locked = order === null ? null : await lockOrder(tx, order.id);
    const unpaid = locked !== null && locked.order.settledAt === null && !(await isSeated(tx, locked.order.id));
    if (unpaid) await endUnpaid(tx, { ...locked, ender: ENDER, reason, why: 'The event was canceled.', now });
    else
      await endPlaces(tx, { registrationIds: await placesToEnd(tx, { id, intensive, order }), ...ENDER, reason, now });
  });
}

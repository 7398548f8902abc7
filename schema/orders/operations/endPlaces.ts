import { inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, RefundId, RegistrationId } from '../../../drizzle/ids.ts';
import { orderLines } from '../../../drizzle/schema.ts';
import { endSeat } from '../../registrations/operations/endSeat.ts';
import type { Because, By } from '../../registrations/rules/states.ts';
import { livePlaces, placesOf } from '../queries/places.ts';
import { lockOrder } from '../queries.ts';
import type { EndedBy } from '../rules/endings.ts';
import type { GivenBack } from '../rules/givingBack.ts';
import { closeOrder } from './closeOrder.ts';
import { givenBackFor, type LineMoney, linesWithMoney, readPlace } from './lockPlace.ts';
import { mailPayer } from './mailPayer.ts';
import { requestRefund } from './requestRefund.ts';

type GivingBack = {
  registrationIds: readonly RegistrationId[];
  /** Whom the payer is told to have ended them. */
  endedBy: EndedBy;
  reason?: string | null;
  now: Date;
};
type Ending = GivingBack & { because: Because; by: By };

/**
 * Ends places of one order, and their pairs', under the locks of lockPlace, and gives back what the order promises to whoever paid. An
 * order without a place ends. A place that has ended already changes nothing. Throws RegistrationState for one that ended otherwise.
 */
export async function endPlaces(tx: Database, { registrationIds: ids, because, by, ...giving }: Ending): Promise<void> {
  const registrationIds: RegistrationId[] = [];
  for (const registrationId of ids) {
    const ended = await endSeat(tx, { registrationId, to: 'CANCELLED', because, by, at: giving.now });
    registrationIds.push(...ended.map(({ id }) => id));
  }
  await giveBackFor(tx, { ...giving, registrationIds });
}

/** Gives back, for places that have just ended, what their orders promise; orders without a place end. */
export async function giveBackFor(tx: Database, giving: GivingBack): Promise<RefundId[]> {
  const { registrationIds } = giving;
  if (registrationIds.length === 0) return [];
  const lines = await tx.select().from(orderLines).where(inArray(orderLines.registrationId, registrationIds));
  const made: RefundId[] = [];
  for (const orderId of new Set(lines.map((line) => line.orderId)))
    made.push(...(await settleOrder(tx, { ...giving, orderId })));
  return made;
}

async function settleOrder(
  tx: Database,
  { orderId, registrationIds, endedBy, reason = null, now }: GivingBack & { orderId: OrderId },
): Promise<RefundId[]> {
  const locked = await lockOrder(tx, orderId);
  if (locked === null || locked.order.cancelledAt !== null) return [];
  const { order } = locked;
  const ended = new Set<string>(registrationIds);
  const lines = (await linesWithMoney(tx, order)).filter((line) => ended.has(line.registrationId ?? ''));
  const made: RefundId[] = [];
  let amountMinor = 0;
  for (const line of lines) {
    const given = await givenFor(tx, line, now);
    if (given === null || given.amountMinor === 0) continue;
    amountMinor += given.amountMinor;
    made.push(...(await requestRefund(tx, { order }, { ...given, reason, line, quietly: true, now })));
  }
  const over = livePlaces(await placesOf(tx, order.id)).length === 0;
  const note = over ? await closeOrder(tx, order, { because: 'The place was canceled.', now }) : null;
  const [first] = made;
  const places = lines.flatMap(({ registrationId }) => registrationId ?? []);
  const told = { amountMinor, places, endedBy, reason, carries: note === null ? [] : [note] };
  if (first !== undefined) await mailPayer(tx, order, { key: `refund ${first}`, text: 'REFUND_REQUESTED', ...told });
  // Of what went back before, and of what a bank has taken, the policy says nothing.
  else if (note !== null || lines.some(({ leftMinor }) => leftMinor > 0))
    await mailPayer(tx, order, { key: `given up ${places[0]}`, text: 'PLACE_GIVEN_UP', ...told });
  return made;
}

async function givenFor(tx: Database, { registrationId, leftMinor }: LineMoney, now: Date): Promise<GivenBack | null> {
  if (registrationId === null || leftMinor === 0) return null;
  return givenBackFor(tx, await readPlace(tx, registrationId), { leftMinor, now });
}

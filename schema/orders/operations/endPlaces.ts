import { inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, RefundId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { orderLines } from '../../../drizzle/schema.ts';
import { endSeat } from '../../registrations/operations/endSeat.ts';
import type { Because, By } from '../../registrations/rules/states.ts';
import { livePlaces, placesOf } from '../queries/places.ts';
import { lockOrder, type OrderRow } from '../queries.ts';
import type { GivenBack } from '../rules/givingBack.ts';
import { closeOrder } from './closeOrder.ts';
import { givenBackFor, type LineMoney, linesWithMoney, readPlace } from './lockPlace.ts';
import { mailPayer } from './mailPayer.ts';
import { requestRefund } from './requestRefund.ts';
import { withholdRefund } from './withheldRefunds.ts';

type Ending = {
  registrationId: RegistrationId;
  because: Because;
  by: By;
  /** Who acted; whoever has the place when absent. */
  whose?: UserId | null;
  reason?: string | null;
  now: Date;
};

/**
 * Ends a place, and its pair's, under the locks of lockPlace, and gives back what its order promises to whoever paid. An order without a
 * place ends. A place that has ended already changes nothing. Throws RegistrationState for one that ended otherwise.
 */
export async function endPlaces(tx: Database, { registrationId, reason, now, ...ending }: Ending): Promise<void> {
  const ended = await endSeat(tx, { registrationId, to: 'CANCELLED', ...ending, at: now });
  await giveBackFor(tx, { registrationIds: ended.map(({ id }) => id), reason, now });
}

type GivingBack = { registrationIds: readonly RegistrationId[]; reason?: string | null; now: Date };

/** Gives back, for places that have just ended, what their orders promise; orders without a place end. */
export async function giveBackFor(tx: Database, { registrationIds, reason, now }: GivingBack): Promise<RefundId[]> {
  if (registrationIds.length === 0) return [];
  const lines = await tx.select().from(orderLines).where(inArray(orderLines.registrationId, registrationIds));
  const made: RefundId[] = [];
  for (const orderId of new Set(lines.map((line) => line.orderId)))
    made.push(...(await settleOrder(tx, { orderId, registrationIds, reason, now })));
  return made;
}

async function settleOrder(
  tx: Database,
  { orderId, registrationIds, reason = null, now }: GivingBack & { orderId: OrderId },
): Promise<RefundId[]> {
  const locked = await lockOrder(tx, orderId);
  if (locked === null || locked.order.cancelledAt !== null) return [];
  const { order } = locked;
  const ended = new Set<string>(registrationIds);
  const lines = (await linesWithMoney(tx, order)).filter((line) => ended.has(line.registrationId ?? ''));
  const made: RefundId[] = [];
  for (const line of lines) {
    const given = await givenFor(tx, line, now);
    if (given === null) continue;
    const { sendMinor, withholdMinor, cause } = given;
    const of = { cause, reason, line, now };
    if (sendMinor > 0) made.push(...(await requestRefund(tx, { order }, { amountMinor: sendMinor, ...of })));
    if (withholdMinor > 0) await withholdRefund(tx, order, { amountMinor: withholdMinor, ...of });
  }
  // Of what went back before, and of what a bank has taken, the policy says nothing.
  if (made.length === 0 && lines.some(({ leftMinor }) => leftMinor > 0)) await tellPayer(tx, order, registrationIds[0]);
  if (livePlaces(await placesOf(tx, order.id)).length === 0)
    await closeOrder(tx, order, { because: 'The place was canceled.', now });
  return made;
}

type Given = { cause: GivenBack['cause']; sendMinor: number; withholdMinor: number };

/** What goes back of a line: what is there is sent, the rest once a dispute is decided. */
async function givenFor(tx: Database, line: LineMoney, now: Date): Promise<Given | null> {
  const { registrationId, leftMinor, withheldMinor } = line;
  if (registrationId === null || leftMinor + withheldMinor === 0) return null;
  const given = await givenBackFor(tx, await readPlace(tx, registrationId), {
    leftMinor: leftMinor + withheldMinor,
    now,
  });
  if (given === null) return null;
  const sendMinor = Math.min(given.amountMinor, leftMinor);
  return { cause: given.cause, sendMinor, withholdMinor: given.amountMinor - sendMinor };
}

const tellPayer = (tx: Database, order: OrderRow, place: RegistrationId | undefined): Promise<void> =>
  mailPayer(tx, order, { key: `given up ${place}`, text: 'PLACE_GIVEN_UP' });

import { inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrderId, RefundId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
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
import { withholdRefund } from './withheldRefunds.ts';

type GivingBack = {
  registrationIds: readonly RegistrationId[];
  /** Whom the payer is told to have ended them. */
  endedBy: EndedBy;
  reason?: string | null;
  now: Date;
};
type Ending = GivingBack & {
  because: Because;
  by: By;
  /** Who acted; whoever has the place when absent. */
  whose?: UserId | null;
};

/**
 * Ends places of one order, and their pairs', under the locks of lockPlace, and gives back what the order promises to whoever paid. An
 * order without a place ends. A place that has ended already changes nothing. Throws RegistrationState for one that ended otherwise.
 */
export async function endPlaces(tx: Database, ending: Ending): Promise<void> {
  const { because, by, whose, ...giving } = ending;
  const registrationIds: RegistrationId[] = [];
  for (const registrationId of giving.registrationIds) {
    const ended = await endSeat(tx, { registrationId, to: 'CANCELLED', because, by, whose, at: giving.now });
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
  let [amountMinor, withheldMinor] = [0, 0];
  for (const line of lines) {
    const given = await givenFor(tx, line, { endedBy, now });
    if (given === null) continue;
    const { sendMinor, withholdMinor, cause } = given;
    const of = { cause, reason, line, now };
    amountMinor += sendMinor;
    withheldMinor += withholdMinor;
    if (sendMinor > 0)
      made.push(...(await requestRefund(tx, { order }, { amountMinor: sendMinor, ...of, quietly: true })));
    if (withholdMinor > 0) await withholdRefund(tx, order, { amountMinor: withholdMinor, ...of });
  }
  const over = livePlaces(await placesOf(tx, order.id)).length === 0;
  const note = over ? await closeOrder(tx, order, { because: 'The place was canceled.', now }) : null;
  const [first] = made;
  const places = lines.flatMap(({ registrationId }) => registrationId ?? []);
  const told = { amountMinor, places, endedBy, reason, carries: note === null ? [] : [note] };
  if (first !== undefined) await mailPayer(tx, order, { key: `refund ${first}`, text: 'REFUND_REQUESTED', ...told });
  // Of what went back before, and of what a bank has taken, the policy says nothing; what waits for a dispute may still come.
  else if (note !== null || (withheldMinor === 0 && lines.some(({ leftMinor }) => leftMinor > 0))) {
    const text = withheldMinor > 0 ? 'ORDER_CANCELLED' : 'PLACE_GIVEN_UP';
    await mailPayer(tx, order, { key: `given up ${places[0]}`, text, ...told });
  }
  return made;
}

type Given = { cause: GivenBack['cause']; sendMinor: number; withholdMinor: number };

type EndedAt = Pick<GivingBack, 'endedBy' | 'now'>;

/** What goes back of a line: what is there is sent, the rest once a dispute is decided. */
async function givenFor(tx: Database, line: LineMoney, { endedBy, now }: EndedAt): Promise<Given | null> {
  const { registrationId, leftMinor, withheldMinor } = line;
  if (registrationId === null || leftMinor + withheldMinor === 0) return null;
  const given = await givenBackFor(tx, await readPlace(tx, registrationId), {
    leftMinor: leftMinor + withheldMinor,
    endedBy,
    now,
  });
  if (given === null) return null;
  const sendMinor = Math.min(given.amountMinor, leftMinor);
  return { cause: given.cause, sendMinor, withholdMinor: given.amountMinor - sendMinor };
}

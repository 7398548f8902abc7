import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, OrderId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { type IntensiveRow, pricesOf } from '../../intensives/queries.ts';
import { endOfDay } from '../../intensives/rules/deadline.ts';
import { policyHash } from '../../intensives/rules/policyHash.ts';
import { openRegistration } from '../../registrations/operations/register.ts';
import { takeHold } from '../../registrations/operations/takeHold.ts';
import type { Payer } from './makeOrder.ts';
import { placeOrder } from './placeOrder.ts';
import { priceFor, type Quote, quote } from './quote.ts';

type Place = {
  /** Locked. */
  intensive: IntensiveRow;
  /** Of the link by which the person takes it. */
  claimHash: Buffer;
  requestId: string;
};

/** Gives an unnamed place free of charge, confirmed at once. Throws SoldOut. */
export async function givePlace(tx: Database, act: UserAct, place: Place): Promise<RegistrationId> {
  const holdId = await keep(tx, act, { ...place, until: null });
  return open(tx, act, { ...place, holdId, state: 'CONFIRMED', because: 'GIVEN' });
}

type Sold = Place & {
  payer: Payer;
  /** The account of whoever comes, which may have a price of its own. */
  userId: UserId | null;
};

/**
 * Sells an unnamed place on invoice, at the price of today and by the policy of today. The place is kept until the invoice is due. Throws
 * InvalidInput when nothing is owed, SoldOut, and what quotes throw.
 */
export async function sellPlace(
  tx: Database,
  act: UserAct,
  { payer, userId, ...place }: Sold,
): Promise<{ registrationId: RegistrationId; orderId: OrderId }> {
  const { intensive } = place;
  const policySha256 = policyHash(intensive.policy);
  const quoted = await quoteFor(tx, act, { ...place, payer, userId, policySha256 });
  const [first] = quoted.plan;
  if (first === undefined)
    throw new InvalidInputError([{ path: 'payer', message: 'nothing is owed for this place today; leave it out.' }]);
  const holdId = await keep(tx, act, { ...place, until: endOfDay(first.dueOn, intensive.timeZone) });
  const registrationId = await open(tx, act, { ...place, holdId, state: 'AWAITING_PAYMENT', because: 'INVOICED' });
  const places = { holdId, registrationIds: [registrationId] };
  const { order } = await placeOrder(tx, act, { intensive, quote: quoted, places, policySha256 });
  return { registrationId, orderId: order.id };
}

async function quoteFor(
  tx: Database,
  { userId: member, now }: UserAct,
  { intensive, payer, userId, policySha256 }: Sold & { policySha256: string },
): Promise<Quote> {
  const prices = await pricesOf(tx, intensive.id);
  const price = await priceFor(tx, { intensive, prices, userId, places: 1, now });
  const wanted = { payer, code: null, settlement: 'INVOICE', inParts: false, policySha256 } as const;
  return quote(tx, { intensive, price, userId: member, places: 1, wanted, seller: null, given: true, now });
}

/** Keeps one seat: until then, or for good. */
async function keep(tx: Database, act: UserAct, { intensive, until }: Place & { until: Date | null }): Promise<HoldId> {
  const seconds = until === null ? null : Math.ceil((until.getTime() - act.now.getTime()) / 1000);
  const ends = { expiresInSeconds: seconds, marginSeconds: 0, used: until === null };
  const one = { kind: 'INVOICE', seats: 1, own: false, given: true } as const;
  return (await takeHold(tx, act, { intensive, userId: act.userId, ...one, ...ends })).id;
}

type Opening = Place & { holdId: HoldId } & (
    | { state: 'CONFIRMED'; because: 'GIVEN' }
    | { state: 'AWAITING_PAYMENT'; because: 'INVOICED' }
  );

async function open(tx: Database, act: UserAct, { requestId, ...place }: Opening): Promise<RegistrationId> {
  const id = await openRegistration(tx, act, { ...place, userId: null, by: 'member', adult: false });
  await tx.update(registrations).set({ requestId }).where(eq(registrations.id, id));
  return id;
}

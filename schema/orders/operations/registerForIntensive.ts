import { createHash } from 'node:crypto';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrderId, RegistrationId } from '../../../drizzle/ids.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { type IntensiveRow, lockIntensive, type PriceRow, pricesOf } from '../../intensives/queries.ts';
import { requireAdult } from '../../registrations/operations/register.ts';
import { requireRoom } from '../../registrations/operations/requireRoom.ts';
import { acceptFreeOffer, noOffer, registerFree } from '../../registrations/operations/takeOffer.ts';
import { openOfferOf } from '../../registrations/queries/own.ts';
import { openPayment, type Payment, type Till } from './openPayment.ts';
import { placeOrder } from './placeOrder.ts';
import { priceFor, quote, type Wanted } from './quote.ts';
import { returningOrder } from './returningOrder.ts';
import { takeEarly, takePlaces } from './takePlaces.ts';

export type Registering = {
  intensiveId: IntensiveId | null;
  adult: boolean;
  /** How many unnamed places of a group; null: the person comes. */
  places: number | null;
  wanted: Wanted;
};

export type Registered = {
  /** Null for a free event. */
  orderId: OrderId | null;
  registrationIds: RegistrationId[];
  /** Where to pay; null when nothing has to be paid now. */
  payment: Payment | null;
};

/** Codes that one person tries in an hour. */
const CODES = { max: 30, seconds: 3_600 };

/**
 * Takes a place, or the unnamed places of a group, with an order: the hold, the price of now and the code's use are taken in one
 * transaction, and Stripe is asked after it. Whoever comes back within the hold gets their own order and its address. Throws what
 * holds, quotes and payments throw.
 */
export async function registerForIntensive(till: Till, act: UserAct, asked: Registering): Promise<Registered> {
  const { places, adult, wanted } = asked;
  if (places === null) requireAdult(adult);
  else if (wanted.payer?.kind !== 'ORGANIZATION')
    throw new InvalidInputError([
      { path: 'payer', message: 'name the organization that pays; a group’s places are ordered by one.' },
    ]);
  await refuseLate(till.db, act, asked);
  if (wanted.code !== null) await countCode(till.db, act);
  const begun = await till.db.transaction((tx) => begin(tx, act, { ...asked, seller: till.stripeSeller }));
  return pay(till, act, begun);
}

/** As registerForIntensive, for a place that is offered to the person. Throws NoOffer, and HoldEnded when its time is over. */
export async function acceptOffer(till: Till, act: UserAct, asked: Omit<Registering, 'places'>): Promise<Registered> {
  requireAdult(asked.adult);
  if (asked.wanted.code !== null) await countCode(till.db, act);
  const wanted = { ...asked, places: null, seller: till.stripeSeller, offered: true };
  return pay(till, act, await till.db.transaction((tx) => begin(tx, act, wanted)));
}

/** Whoever pays at once is told before anything else that nothing is left. Throws SoldOut. */
async function refuseLate(db: Database, act: UserAct, { intensiveId, places, wanted }: Registering): Promise<void> {
  if (wanted.settlement === 'CHECKOUT') await requireRoom(db, act, { intensiveId, seats: places ?? 1 });
}

/** Codes are few and short, so that guessing is limited. */
async function countCode(db: Database, { userId, now }: UserAct): Promise<void> {
  const key = createHash('sha256').update(`codes of ${userId}`).digest('hex');
  await requireWithinLimit(db, { key, limit: CODES, now });
}

type Begun = Omit<Registered, 'payment'> & { currency: string; toPay: boolean };
type Beginning = Registering & { seller: string | null; offered?: boolean };

async function begin(tx: Database, act: UserAct, asked: Beginning): Promise<Begun> {
  const { places, adult, wanted, seller, offered = false } = asked;
  const intensive = await lockIntensive(tx, asked.intensiveId);
  if (intensive.publishedAt === null) throw new NotFoundError('The intensive');
  const { currency, id: intensiveId } = intensive;
  const { userId, now } = act;
  // Again, because in a rush the last seats went while this one waited for the lock.
  if (!offered) await refuseLate(tx, act, asked);
  const mine = await returningOrder(tx, { intensive, userId, places, wanted });
  if (mine !== null) return { ...mine, currency, toPay: mine.settlement === 'CHECKOUT' };
  const offer = places === null ? await openOfferOf(tx, { intensiveId, userId }) : null;
  if (offered && offer === null) throw await noOffer(tx, { intensiveId, userId });
  const many = places ?? offer?.seats ?? 1;
  const prices = await pricesOf(tx, intensiveId);
  const atOnce = wanted.settlement === 'CHECKOUT' && offer === null && intensive.admission === 'OPEN';
  const early = atOnce && !prices.some(isFree) ? await takeEarly(tx, act, { intensive, places }) : null;
  const price = await priceFor(tx, { intensive, prices, userId: places === null ? userId : null, places: many, now });
  if (isFree(price)) return free(tx, act, { intensive, asked });
  const quoted = await quote(tx, { intensive, price, userId, places: many, wanted, seller, now });
  const taken = await takePlaces(tx, act, { intensive, places, offer, adult, quote: quoted, early });
  const { policySha256 } = wanted;
  const { order, registrationIds } = await placeOrder(tx, act, {
    intensive,
    quote: quoted,
    places: taken,
    policySha256,
  });
  return { orderId: order.id, registrationIds, currency, toPay: order.settlement === 'CHECKOUT' };
}

const isFree = ({ amountMinor, kind }: PriceRow): boolean => amountMinor === 0 && kind === 'STANDARD';

/** A free event has no order. */
async function free(
  tx: Database,
  act: UserAct,
  { intensive, asked }: { intensive: IntensiveRow; asked: Beginning },
): Promise<Begun> {
  if (asked.places !== null)
    throw new InvalidInputError([{ path: 'places', message: 'this event is free; everybody registers alone.' }]);
  const one = { intensiveId: intensive.id, adult: asked.adult };
  const { registrationId } = await (asked.offered ? acceptFreeOffer(tx, act, one) : registerFree(tx, act, one));
  return { orderId: null, registrationIds: [registrationId], currency: intensive.currency, toPay: false };
}

async function pay(till: Till, { now }: UserAct, { toPay, currency, ...begun }: Begun): Promise<Registered> {
  const { orderId } = begun;
  if (!toPay || orderId === null) return { ...begun, payment: null };
  return { ...begun, payment: await openPayment(till, { orderId, currency, now }) };
}

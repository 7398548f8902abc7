import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { type IntensiveRow, lockIntensive, pricesOf } from '../../intensives/queries.ts';
import { priceNow } from '../../intensives/rules/pricing.ts';
import {
  AlreadyRegisteredError,
  ApplicationNeededError,
  HoldEndedError,
  NoOfferError,
  PaymentNeededError,
} from '../errors.ts';
import { liveRegistration, openOfferOf, wasOffered } from '../queries/own.ts';
import { takenOf } from '../queries/takenByPrice.ts';
import { changeStates } from './changeState.ts';
import { confirmSeats } from './confirmSeats.ts';
import { requireScreened } from './noteScreening.ts';
import { openRegistration, requireAdult } from './register.ts';
import { requireRoom } from './requireRoom.ts';
import { type HoldRow, takeHold } from './takeHold.ts';

type Taking = {
  /** Locked by lockIntensive. */
  intensive: IntensiveRow;
  adult: boolean;
  /** What the hold becomes: a checkout with these ends, or the offer as it is. */
  checkout?: { expiresInSeconds: number; marginSeconds: number };
};
export type Taken = { hold: HoldRow; registrationIds: RegistrationId[] };

/**
 * Turns a person's open offer into a registration that its hold keeps: the one that applied, or a new one. The entry of the waitlist
 * ends with it. Throws NoOffer, HoldEnded when the offer is over, InvalidInput, ScreeningNeeded, AlreadyRegistered.
 */
export async function takeOffer(tx: Database, act: UserAct, { intensive, adult, checkout }: Taking): Promise<Taken> {
  requireAdult(adult);
  const { userId } = act;
  const offer = await openOfferOf(tx, { intensiveId: intensive.id, userId });
  if (offer === null) throw await noOffer(tx, { intensiveId: intensive.id, userId });
  // Of what was offered before the organization began to meet people alone, nothing is paid or confirmed either.
  await requireScreened(tx, { intensive, ids: offer.registrationIds, asked: 'BY_ONE_OF_THEM' });
  const kind = checkout === undefined ? 'OFFER' : 'CHECKOUT';
  const ends = checkout ?? { expiresInSeconds: null, marginSeconds: 0 };
  const hold = await takeHold(tx, act, { intensive, userId, kind, seats: offer.seats, ...ends });
  if (offer.registrationIds.length > 0) {
    const started = { to: 'HELD', because: 'CHECKOUT_STARTED', by: 'user', at: act.now } as const;
    if (checkout !== undefined) await changeStates(tx, { ids: offer.registrationIds, ...started });
    return { hold, registrationIds: offer.registrationIds };
  }
  const opening = { intensive, userId, holdId: hold.id, state: 'HELD', adult, because: 'FROM_WAITLIST' } as const;
  return { hold, registrationIds: [await openRegistration(tx, act, opening)] };
}

/** Why nothing can be accepted: an offer has ended, or there never was one. */
export async function noOffer(
  tx: Database,
  whose: Parameters<typeof wasOffered>[1],
): Promise<HoldEndedError | NoOfferError> {
  return (await wasOffered(tx, whose)) ? new HoldEndedError() : new NoOfferError();
}

type Free = { intensiveId: IntensiveId | null; adult: boolean };

/** Locks a published intensive that is free now. Throws NotFound, PaymentNeeded. */
async function lockFree(tx: Database, act: UserAct, intensiveId: IntensiveId | null): Promise<IntensiveRow> {
  const intensive = await lockIntensive(tx, intensiveId);
  if (intensive.publishedAt === null) throw new NotFoundError('The intensive');
  const prices = await pricesOf(tx, intensive.id);
  const price = priceNow(prices, act.now, await takenOf(tx, { intensiveId: intensive.id, prices }));
  if (price === null || price.amountMinor > 0) throw new PaymentNeededError();
  return intensive;
}

/**
 * Registers a person for a free event: confirmed at once, without an order. An open offer is used. A second call answers the first's
 * registration. Throws NotFound, InvalidInput, PaymentNeeded, ApplicationNeeded, RegistrationClosed, AlreadyRegistered, TooManyHolds,
 * SoldOut.
 */
export async function registerFree(
  db: Database,
  act: UserAct,
  { intensiveId, adult }: Free,
): Promise<{ registrationId: RegistrationId }> {
  requireAdult(adult);
  await requireRoom(db, act, { intensiveId, seats: 1 });
  return db.transaction(async (tx) => {
    const intensive = await lockFree(tx, act, intensiveId);
    const { userId } = act;
    const live = await liveRegistration(tx, { intensiveId: intensive.id, userId });
    if (live?.state === 'CONFIRMED') return { registrationId: live.id };
    if (await isOffered(tx, act, intensive)) return useOffer(tx, act, { intensive, adult });
    if (live !== null) throw new AlreadyRegisteredError(live.id);
    if (intensive.admission === 'APPLICATION') throw new ApplicationNeededError();
    const ends = { expiresInSeconds: null, marginSeconds: 0, used: true };
    const hold = await takeHold(tx, act, { intensive, userId, kind: 'CHECKOUT', seats: 1, ...ends });
    const opening = { intensive, userId, holdId: hold.id, state: 'CONFIRMED', adult } as const;
    const registrationId = await openRegistration(tx, act, opening);
    await recordEvent(tx, act, 'REGISTRATION_OPENED', {
      objectId: registrationId,
      organizationId: intensive.organizationId,
    });
    return { registrationId };
  });
}

/** Takes an offer of a free event, for which nothing has to be paid. */
export async function acceptFreeOffer(
  db: Database,
  act: UserAct,
  { intensiveId, adult }: Free,
): Promise<{ registrationId: RegistrationId }> {
  return db.transaction(async (tx) => {
    const intensive = await lockFree(tx, act, intensiveId);
    const live = await liveRegistration(tx, { intensiveId: intensive.id, userId: act.userId });
    if (live?.state === 'CONFIRMED') return { registrationId: live.id };
    if (!(await isOffered(tx, act, intensive)))
      throw await noOffer(tx, { intensiveId: intensive.id, userId: act.userId });
    return useOffer(tx, act, { intensive, adult });
  });
}

/** Whether a place is offered to the person. One that is being paid is its order's. */
async function isOffered(tx: Database, { userId }: UserAct, { id }: IntensiveRow): Promise<boolean> {
  return (await openOfferOf(tx, { intensiveId: id, userId }))?.kind === 'OFFER';
}

async function useOffer(tx: Database, act: UserAct, taking: Taking): Promise<{ registrationId: RegistrationId }> {
  const { hold } = await takeOffer(tx, act, taking);
  const done = await confirmSeats(tx, { holdId: hold.id, at: act.now, because: 'REGISTERED', by: 'user' });
  if ('noSeat' in done) throw new HoldEndedError();
  const own = await liveRegistration(tx, { intensiveId: taking.intensive.id, userId: act.userId });
  if (own === null) throw new Error('a confirmed registration was not found');
  const { organizationId } = taking.intensive;
  await recordEvent(tx, act, 'REGISTRATION_OPENED', { objectId: own.id, organizationId });
  return { registrationId: own.id };
}

import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, RegistrationId } from '../../../drizzle/ids.ts';
import { registrations } from '../../../drizzle/schema.ts';
import { LIVE_STATES } from '../../../drizzle/tables/registrations.ts';
import type { UserAct } from '../../act.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';
import { endOfDay } from '../../intensives/rules/deadline.ts';
import {
  AlreadyRegisteredError,
  ApplicationNeededError,
  HoldEndedError,
  TooManyHoldsError,
} from '../../registrations/errors.ts';
import { awaitInvoice } from '../../registrations/operations/awaitMoney.ts';
import { openRegistration } from '../../registrations/operations/register.ts';
import { takeHold } from '../../registrations/operations/takeHold.ts';
import { takeOffer } from '../../registrations/operations/takeOffer.ts';
import { liveRegistration, type OpenOffer } from '../../registrations/queries/own.ts';
import {
  CHECKOUT_SECONDS,
  dayAfter,
  MARGIN_SECONDS,
  MOST_INVOICED_OF_SMALL,
  MOST_INVOICED_SEATS,
} from '../../registrations/rules/limits.ts';
import { BeingPaidError } from '../errors.ts';
import { invoicesOf, payerOfHold } from '../queries/prices.ts';
import type { Quote } from './quote.ts';

/** How many unpaid invoices of one person may keep places at once. */
const MOST_INVOICES = 3;
/** How many one person may order in a day, canceled ones too: each has a number and a credit note. */
const INVOICES_A_DAY = 20;
const CHECKOUT = { expiresInSeconds: CHECKOUT_SECONDS, marginSeconds: MARGIN_SECONDS };

export type Places = { holdId: HoldId; registrationIds: RegistrationId[] };
type Taking = {
  /** Locked. */
  intensive: IntensiveRow;
  /** How many unnamed places; null: the person comes. */
  places: number | null;
  /** A place that is offered to the person. */
  offer: OpenOffer | null;
  adult: boolean;
  quote: Quote;
  /** What takeEarly kept; null when it kept nothing. */
  early: Kept | null;
};

type Kept = Awaited<ReturnType<typeof takeHold>>;
type Early = Pick<Taking, 'intensive' | 'places'>;

/**
 * Keeps the places of whoever pays at once before anything else is asked, so that who comes too late costs next to nothing. Throws what
 * takeHold throws.
 */
export async function takeEarly(tx: Database, act: UserAct, { intensive, places }: Early): Promise<Kept> {
  const seats = { seats: places ?? 1, own: places === null };
  return takeHold(tx, act, { intensive, userId: act.userId, kind: 'CHECKOUT', ...seats, ...CHECKOUT });
}

/**
 * Keeps the places of an order: those of an offer, one's own, or unnamed ones. A checkout keeps them for half an hour, an invoice until
 * its first part is due. Throws what takeHold and takeOffer throw, ApplicationNeeded, BeingPaid.
 */
export async function takePlaces(tx: Database, act: UserAct, taking: Taking): Promise<Places> {
  const { intensive, places, offer, quote, early } = taking;
  const until = keptUntil(intensive, quote);
  if (until !== null) await requireFewInvoices(tx, act, { intensive, wanted: places ?? offer?.seats ?? 1 });
  if (offer !== null) return takeOffered(tx, act, { ...taking, offer, until });
  if (intensive.admission === 'APPLICATION') await refuseUnaccepted(tx, act, intensive);
  const { userId, now } = act;
  const ends =
    until === null
      ? CHECKOUT
      : { expiresInSeconds: Math.ceil((until.getTime() - now.getTime()) / 1000), marginSeconds: 0 };
  const kind = until === null ? 'CHECKOUT' : 'INVOICE';
  const own = places === null;
  const hold = early ?? (await takeHold(tx, act, { intensive, userId, kind, seats: places ?? 1, own, ...ends }));
  if (hold.returned) return { holdId: hold.id, registrationIds: await unpaidPlaces(tx, hold.id) };
  const state = until === null ? 'HELD' : 'AWAITING_PAYMENT';
  const opening = { intensive, userId: own ? userId : null, holdId: hold.id, state, adult: taking.adult } as const;
  const registrationIds: RegistrationId[] = [];
  for (let seat = 0; seat < (places ?? 1); seat += 1) registrationIds.push(await openRegistration(tx, act, opening));
  return { holdId: hold.id, registrationIds };
}

/** Throws TooManyHolds. */
async function requireFewInvoices(
  tx: Database,
  { userId, now }: UserAct,
  { intensive: { id, capacity }, wanted }: { intensive: IntensiveRow; wanted: number },
): Promise<void> {
  const { count, seats, here, lately, oldest } = await invoicesOf(tx, { userId, intensiveId: id, now });
  const most = Math.max(MOST_INVOICED_OF_SMALL, Math.floor(capacity / 2));
  if (count >= MOST_INVOICES || seats + wanted > MOST_INVOICED_SEATS || here + wanted > most)
    throw new TooManyHoldsError(null);
  if (lately >= INVOICES_A_DAY) throw new TooManyHoldsError(dayAfter(oldest ?? now));
}

/** Whoever applied continues with that; everybody else applies first. */
async function refuseUnaccepted(tx: Database, { userId }: UserAct, { id }: IntensiveRow): Promise<never> {
  const live = await liveRegistration(tx, { intensiveId: id, userId });
  throw live === null ? new ApplicationNeededError() : new AlreadyRegisteredError(live.id);
}

/** The end of the day on which the first part of an invoice is due; null when there is none. */
function keptUntil({ timeZone }: IntensiveRow, { plan }: Quote): Date | null {
  const [first] = plan;
  return first === undefined ? null : endOfDay(first.dueOn, timeZone);
}

type Offered = Taking & { offer: OpenOffer; until: Date | null };

async function takeOffered(tx: Database, act: UserAct, { intensive, offer, adult, until }: Offered): Promise<Places> {
  if ((await payerOfHold(tx, offer.holdId)) !== null) throw new BeingPaidError();
  const { hold, registrationIds } = await takeOffer(tx, act, { intensive, adult, checkout: CHECKOUT });
  const kept = until === null || (await awaitInvoice(tx, { holdId: hold.id, until, at: act.now }));
  if (!kept) throw new HoldEndedError();
  return { holdId: hold.id, registrationIds };
}

/** The places of a hold that has no order: one that was begun and never ordered. Throws BeingPaid when it has one. */
async function unpaidPlaces(tx: Database, holdId: HoldId): Promise<RegistrationId[]> {
  if ((await payerOfHold(tx, holdId)) !== null) throw new BeingPaidError();
  const live = and(eq(registrations.holdId, holdId), inArray(registrations.state, LIVE_STATES));
  const rows = await tx.select({ id: registrations.id }).from(registrations).where(live);
  if (rows.length === 0) throw new HoldEndedError();
  return rows.map(({ id }) => id);
}

import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { registrations } from '../../../drizzle/schema.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { type IntensiveRow, lockIntensive, type PriceRow, pricesOf, segmentsOf } from '../../intensives/queries.ts';
import { startsAt } from '../../intensives/rules/agenda.ts';
import { deadlineOf } from '../../intensives/rules/deadline.ts';
import { priceNow } from '../../intensives/rules/pricing.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import {
  ApplicationNeededError,
  PaymentNeededError,
  pairStays,
  RegistrationStateError,
  TransferClosedError,
} from '../../registrations/errors.ts';
import { changeState } from '../../registrations/operations/changeState.ts';
import { offerSeats } from '../../registrations/operations/offerSeats.ts';
import { openRegistration } from '../../registrations/operations/register.ts';
import { takeHold } from '../../registrations/operations/takeHold.ts';
import { letsIn } from '../../registrations/queries/paid.ts';
import { takenOf } from '../../registrations/queries/takenByPrice.ts';
import { DearerDateError, OrderStateError, OtherDateError } from '../errors.ts';
import { askedUntil } from '../queries/asked.ts';
import { isPayers, isSameCourse, wasDeclined } from '../queries/moving.ts';
import { placesOf } from '../queries/places.ts';
import { moneyOf } from '../queries.ts';
import { lockPlace, type Place } from './lockPlace.ts';
import { moveLine } from './ofOrder.ts';
import { settleCredit } from './settleCredit.ts';

type Moving = { registrationId: RegistrationId | null; toIntensiveId: IntensiveId | null; reason: string | null };

/**
 * Moves a confirmed place to another date of the same organization, kind and currency, for whoever has it or pays for it while the policy
 * of the order lets it, or for a member at any time. Only a member moves a free place to a date that costs something, or a place for
 * which nobody applied to a date by application. It takes a seat there as everybody does, keeps the price that was paid, and frees
 * the seat here. A second call answers the first's registration. Throws NotFound, Forbidden, RegistrationState, TransferClosed,
 * OtherDate, OrderState, PaymentNeeded, ApplicationNeeded, RegistrationClosed, AlreadyRegistered, SoldOut,
 * CreditIssued.
 */
export async function moveRegistration(
  db: Database,
  act: UserAct,
  { registrationId, toIntensiveId, reason }: Moving,
): Promise<{ registrationId: RegistrationId }> {
  if (toIntensiveId === null) throw new NotFoundError('The intensive');
  return db.transaction(async (tx) => {
    const place = await lockPlace(tx, registrationId, [toIntensiveId]);
    const mover = await moverOf(tx, act, place);
    const target = await lockIntensive(tx, toIntensiveId);
    if (target.publishedAt === null) throw new NotFoundError('The intensive');
    const known = await movedTo(tx, place, target);
    if (known !== null) return { registrationId: known };
    await requireMovable(tx, act, { place, target, member: mover !== null });
    await settleCredit(tx, act, { registrationIds: [place.registration.id], what: 'MOVE', as: mover ?? undefined });
    const moved = await move(tx, act, { place, target, member: mover !== null });
    await recordEvent(tx, act, 'REGISTRATION_MOVED', {
      ...{ objectId: moved, organizationId: target.organizationId, as: mover ?? undefined, reason },
      details: { from: place.registration.id, fromIntensive: place.intensive.id, toIntensive: target.id },
    });
    return { registrationId: moved };
  });
}

/** The role in which a member moves a place of somebody else; null for its own person and its payer. Throws NotFound, Forbidden. */
async function moverOf(
  tx: Database,
  act: UserAct,
  { registration, intensive, order }: Place,
): Promise<AuditActor | null> {
  if (registration.userId === act.userId || (await isPayers(tx, act, registration.id, order))) return null;
  const { organizationId } = intensive;
  const asked = { permission: 'MANAGE_REGISTRATIONS', organizationId, what: 'The registration' } as const;
  return (await requirePermission(tx, act, asked)).as;
}

async function movedTo(tx: Database, { registration }: Place, target: IntensiveRow): Promise<RegistrationId | null> {
  if (registration.state !== 'TRANSFERRED') return null;
  const there = and(eq(registrations.transferredFrom, registration.id), eq(registrations.intensiveId, target.id));
  const [found] = await tx.select({ id: registrations.id }).from(registrations).where(there);
  return found?.id ?? null;
}

type Move = { place: Place; target: IntensiveRow; member: boolean };

async function requireMovable(tx: Database, { now }: UserAct, { place, target, member }: Move): Promise<void> {
  const { registration, intensive, order } = place;
  if (registration.pairId !== null) throw pairStays();
  if (registration.state !== 'CONFIRMED') throw new RegistrationStateError(registration.state);
  const fits =
    target.id !== intensive.id &&
    target.organizationId === intensive.organizationId &&
    target.kind === intensive.kind &&
    target.currency === intensive.currency;
  if (!fits) throw new OtherDateError();
  if (!member && !(await letsIn(tx, registration.id))) throw new RegistrationStateError(registration.state);
  if (order !== null && order.settledAt === null) throw new OrderStateError((await moneyOf(tx, order)).standing.state);
  if (member) return;
  if (target.admission === 'APPLICATION' && intensive.admission === 'OPEN') throw new ApplicationNeededError();
  await requireSameWorth(tx, { place, target, now });
  if (await mayStillLeave(tx, place, now)) return;
  const { transferUntil } = order?.policy ?? intensive.policy;
  const start = startsAt(await segmentsOf(tx, intensive.id));
  const until = transferUntil === null || start === null ? null : deadlineOf(transferUntil, start, intensive.timeZone);
  if (until === null || now >= until) throw new TransferClosedError(until);
}

/**
 * Whoever moves by themselves gets the same course, for no more than was asked for the place, and not where they were declined. A free
 * place moves to what is free now; a paid one to an event whose lowest price above 0 is not higher than its own.
 */
async function requireSameWorth(
  tx: Database,
  { place, target, now }: Pick<Move, 'place' | 'target'> & { now: Date },
): Promise<void> {
  const { registration, intensive, order } = place;
  const declined = registration.userId !== null && (await wasDeclined(tx, registration.userId, target.id));
  if (declined || !(await isSameCourse(tx, intensive, target))) throw new OtherDateError();
  const lines = order === null ? [] : await placesOf(tx, order.id);
  const had = lines.find((one) => one.registrationId === registration.id)?.priceMinor ?? 0;
  const prices = await pricesOf(tx, target.id);
  const paid = prices.filter((one) => isStanding(one) && one.amountMinor > 0).map(({ amountMinor }) => amountMinor);
  const free = priceNow(prices, now, await takenOf(tx, { intensiveId: target.id, prices }))?.amountMinor === 0;
  if (free || (had > 0 && paid.length > 0 && Math.min(...paid) <= had)) return;
  throw had === 0 ? new PaymentNeededError() : new DearerDateError(Math.min(...paid), target.currency);
}

const isStanding = ({ kind, removedAt }: PriceRow): boolean => kind === 'STANDARD' && removedAt === null;

/** Whoever is asked whether they stay may also come at another time. */
async function mayStillLeave(tx: Database, { registration }: Place, now: Date): Promise<boolean> {
  const until = await askedUntil(tx, registration.id);
  return until !== null && now <= until;
}

async function move(tx: Database, act: UserAct, { place, target, member }: Move): Promise<RegistrationId> {
  const { registration, intensive, order } = place;
  const { id, userId } = registration;
  const ends = { expiresInSeconds: null, marginSeconds: 0, used: true, own: userId !== null, given: member };
  const whose = userId ?? order?.placedBy ?? act.userId;
  const hold = await takeHold(tx, act, { intensive: target, userId: whose, kind: 'INVOICE', seats: 1, ...ends });
  const by = member ? ('member' as const) : ('user' as const);
  const gone = { to: 'TRANSFERRED', because: 'TRANSFERRED', by, at: act.now, quietly: true } as const;
  await changeState(tx, { registrationId: id, ...gone });
  const opening = { intensive: target, userId, holdId: hold.id, state: 'CONFIRMED', because: 'MOVED' } as const;
  const there = await openRegistration(tx, act, { ...opening, transferredFrom: id, adult: userId !== null });
  await moveLine(tx, id, there);
  await offerSeats(tx, intensive.id, act.now);
  return there;
}

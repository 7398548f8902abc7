import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { orders, registrations } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { type IntensiveRow, intensiveById, lockIntensive, segmentsOf } from '../../intensives/queries.ts';
import { startsAt } from '../../intensives/rules/agenda.ts';
import { askedUntil } from '../queries/asked.ts';
import { orderOfPlace, type PlaceLine, placesOf } from '../queries/places.ts';
import { lockOrder, moneyOf, type OrderRow } from '../queries.ts';
import { type GivenBack, givenBack } from '../rules/givingBack.ts';
import { leftByLine } from '../rules/shares.ts';

export type RegistrationRow = typeof registrations.$inferSelect;
/** A place with its event and with the order that pays for it; null for a free one. */
export type Place = { registration: RegistrationRow; intensive: IntensiveRow; order: OrderRow | null };

/** A place as it stands. Throws NotFound. */
export async function readPlace(db: Database, id: RegistrationId | null): Promise<Place> {
  const [registration] = id === null ? [] : await db.select().from(registrations).where(eq(registrations.id, id));
  const intensive = registration === undefined ? null : await intensiveById(db, registration.intensiveId);
  if (registration === undefined || intensive === null) throw new NotFoundError('The registration');
  const orderId = await orderOfPlace(db, registration.id);
  const [order] = orderId === null ? [] : await db.select().from(orders).where(eq(orders.id, orderId));
  return { registration, intensive, order: order ?? null };
}

/**
 * A place under the locks of everything that it touches: the events of the place, of its order (a place may have moved to another date)
 * and of wherever else it goes, in the order of their keys, then the order. Throws NotFound.
 */
export async function lockPlace(
  tx: Database,
  id: RegistrationId | null,
  also: readonly IntensiveId[] = [],
): Promise<Place> {
  const seen = await readPlace(tx, id);
  const events = new Set([seen.intensive.id, ...also, ...(seen.order === null ? [] : [seen.order.intensiveId])]);
  for (const event of [...events].toSorted()) await lockIntensive(tx, event);
  const order = seen.order === null ? null : await lockOrder(tx, seen.order.id);
  const place = await readPlace(tx, id);
  return { ...place, order: order?.order ?? null };
}

export type LineMoney = PlaceLine & { leftMinor: number };

/** The lines of an order, with what is left of the payments for each; never more together than is left of the order. */
export async function linesWithMoney(db: Database, order: OrderRow): Promise<LineMoney[]> {
  const [lines, money] = [await placesOf(db, order.id), await moneyOf(db, order)];
  let open = money.standing.leftMinor;
  const left = leftByLine(lines, { order, ...money }).map((wanted) => {
    const one = Math.min(wanted, open);
    open -= one;
    return one;
  });
  return lines.map((line, at) => ({ ...line, leftMinor: left[at] ?? 0 }));
}

/** What the payer gets back when this place ends now; null without an order. */
export async function givenBackFor(
  db: Database,
  { registration, intensive, order }: Place,
  { leftMinor, now }: { leftMinor: number; now: Date },
): Promise<GivenBack | null> {
  const start = startsAt(await segmentsOf(db, intensive.id));
  if (order === null || start === null) return null;
  return givenBack({
    ...{ policy: order.policy, leftMinor, startsAt: start, timeZone: intensive.timeZone, now },
    ...{ cancelledAt: intensive.cancelledAt, askedUntil: await askedUntil(db, registration.id) },
  });
}

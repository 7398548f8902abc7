import { desc, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { intensives, orderLines, orders, registrations } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { type IntensiveRow, lockIntensive } from '../../intensives/queries.ts';
import { askedUntil } from '../queries/asked.ts';
import { type PlaceLine, placesOf } from '../queries/places.ts';
import { policyStart } from '../queries/policyStart.ts';
import { moneyOf, type OrderRow } from '../queries.ts';
import type { EndedBy } from '../rules/endings.ts';
import { type GivenBack, givenBack } from '../rules/givingBack.ts';
import { leftByLine } from '../rules/shares.ts';
import { type Withheld, withheldByPayment } from '../rules/withheld.ts';

export type RegistrationRow = typeof registrations.$inferSelect;
/** A place with its event and with the order that pays for it; null for a free one. */
export type Place = { registration: RegistrationRow; intensive: IntensiveRow; order: OrderRow | null };

/** A place as it stands. Throws NotFound. */
export async function readPlace(db: Database, id: RegistrationId | null): Promise<Place> {
  if (id === null) throw new NotFoundError('The registration');
  const [found] = await db
    .select({ registration: registrations, intensive: intensives, order: orders })
    .from(registrations)
    .innerJoin(intensives, eq(intensives.id, registrations.intensiveId))
    .leftJoin(orderLines, eq(orderLines.registrationId, registrations.id))
    .leftJoin(orders, eq(orders.id, orderLines.orderId))
    .where(eq(registrations.id, id))
    .orderBy(desc(orderLines.id))
    .limit(1);
  if (found === undefined) throw new NotFoundError('The registration');
  return found;
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
  if (seen.order !== null)
    await tx.select({ id: orders.id }).from(orders).where(eq(orders.id, seen.order.id)).for('no key update');
  return readPlace(tx, id);
}

/** `withheldMinor`: what would be left as well, had no bank taken it until a dispute is decided. */
export type LineMoney = PlaceLine & { leftMinor: number; withheldMinor: number };

/** The lines of an order, with what is left of the payments for each; never more together than is left of the order. */
export async function linesWithMoney(db: Database, order: OrderRow): Promise<LineMoney[]> {
  const [lines, money] = [await placesOf(db, order.id), await moneyOf(db, order)];
  const wanted = leftByLine(lines, { order, ...money });
  const left = within(wanted, money.standing.leftMinor);
  const rest = wanted.map((one, at) => one - (left[at] ?? 0));
  const withheld = within(rest, sum(withheldByPayment(money)));
  return lines.map((line, at) => ({ ...line, leftMinor: left[at] ?? 0, withheldMinor: withheld[at] ?? 0 }));
}

/** So much of each amount as a sum allows, the first ones first. */
function within(wanted: readonly number[], most: number): number[] {
  let open = most;
  return wanted.map((amount) => {
    const one = Math.min(amount, open);
    open -= one;
    return one;
  });
}

const sum = (withheld: readonly Withheld[]): number => withheld.reduce((all, { amountMinor }) => all + amountMinor, 0);

/** What the payer gets back when this place ends now; null without an order. */
export async function givenBackFor(
  db: Database,
  { registration, intensive, order }: Place,
  { leftMinor, endedBy, now }: { leftMinor: number; endedBy: EndedBy; now: Date },
): Promise<GivenBack | null> {
  const start = order === null ? null : await policyStart(db, registration.id);
  if (order === null || start === null) return null;
  return givenBack({
    ...{ policy: order.policy, leftMinor, ...start, now },
    ...{ cancelledAt: intensive.cancelledAt, askedUntil: await askedUntil(db, registration.id) },
    declined: endedBy === 'ORGANIZER' && registration.pairId !== null,
  });
}

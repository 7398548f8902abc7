import { and, eq, isNull, not, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, IntensiveCodeId, IntensiveId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { intensivePrices, orders, scholarships, taxChoices } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import { showsPeople } from '../../intensives/queries/named.ts';
import { holdIsOpen } from '../../intensives/queries/seats.ts';
import { placesWithCode, USES_CODE } from '../../intensives/queries/uses.ts';
import type { PriceRow } from '../../intensives/queries.ts';
import type { OrderRow } from '../queries.ts';

const uses = statement<{ codeId: IntensiveCodeId }, { uses: number }>(
  'uses_of_code',
  (p) => sql`select (${placesWithCode(sql`${p('codeId')}`)}) as uses`,
);

/** How many places have a code. */
export async function usesOf(db: Database, codeId: IntensiveCodeId): Promise<number> {
  return (await uses(db, { codeId }))[0]?.uses ?? 0;
}

const elsewhere = statement<{ organizationId: OrganizationId; code: string }, { found: boolean }>(
  'code_elsewhere',
  (p) => sql`select exists (select from intensives i join intensive_codes c on c.intensive_id = i.id
    where i.organization_id = ${p('organizationId')} and c.code = ${p('code')} and c.removed_at is null) as found`,
);

/** Whether another event of the organization has this code. */
export async function isCodeElsewhere(
  db: Database,
  asked: { organizationId: OrganizationId; code: string },
): Promise<boolean> {
  return (await elsewhere(db, asked))[0]?.found ?? false;
}

/** Whether an order of the person has used the price that was granted to them. */
const usedBy = (userId: UserId) => sql`exists (select from orders o left join holds h on h.id = o.hold_id
  where o.intensive_id = ${scholarships.intensiveId} and o.price_id = ${scholarships.priceId} and o.placed_by = ${userId} and ${USES_CODE})`;

/** The price that was granted to a person, for one place of their own; null when none stands, or when an order has used it. */
export async function scholarshipOf(
  db: Database,
  { intensiveId, userId }: { intensiveId: IntensiveId; userId: UserId },
): Promise<PriceRow | null> {
  const standing = and(
    eq(scholarships.intensiveId, intensiveId),
    eq(scholarships.userId, userId),
    isNull(scholarships.withdrawnAt),
    not(usedBy(userId)),
  );
  const [row] = await db
    .select({ price: intensivePrices })
    .from(scholarships)
    .innerJoin(intensivePrices, eq(intensivePrices.id, scholarships.priceId))
    .where(standing);
  return row?.price ?? null;
}

export async function taxChoiceOf(db: Database, { taxChoiceId }: PriceRow) {
  if (taxChoiceId === null) return null;
  const [row] = await db.select().from(taxChoices).where(eq(taxChoices.id, taxChoiceId));
  return row ?? null;
}

const waiting = statement<{ intensiveId: IntensiveId; userId: UserId }, { id: OrderRow['id'] }>(
  'waiting_orders_of_person',
  (p) => sql`select o.id from orders o join holds h on h.id = o.hold_id
    where o.placed_by = ${p('userId')} and o.intensive_id = ${p('intensiveId')} and o.settled_at is null
      and o.cancelled_at is null and ${holdIsOpen('h', sql`clock_timestamp()`)} order by o.id`,
);

/** The orders of a person for an intensive that wait for money while their hold is open. */
export async function waitingOrders(
  db: Database,
  whose: { intensiveId: IntensiveId; userId: UserId },
): Promise<OrderRow['id'][]> {
  return (await waiting(db, whose)).map(({ id }) => id);
}

/** Whoever has an order on a hold that was not canceled; null when nobody has. */
export async function payerOfHold(db: Database, holdId: HoldId): Promise<UserId | null> {
  const [row] = await db
    .select({ userId: orders.placedBy })
    .from(orders)
    .where(and(eq(orders.holdId, holdId), isNull(orders.cancelledAt)));
  return row?.userId ?? null;
}

export type Invoiced = {
  /** How many invoices of a person keep places for which nothing has come, how many places, and how many of the intensive. */
  count: number;
  seats: number;
  here: number;
  /** How many the person ordered within a day, and when the first of them. */
  lately: number;
  oldest: Date | null;
};
type OfPerson = { userId: UserId; intensiveId: IntensiveId; now: Date };

const invoiced = statement<OfPerson, Invoiced>(
  'invoices_of_person',
  (
    p,
  ) => sql`select (count(*) filter (where open))::int as count, coalesce(sum(seats) filter (where open), 0)::int as seats,
      coalesce(sum(seats) filter (where open and here), 0)::int as here,
      (count(*) filter (where recent))::int as lately, min(made_at) filter (where recent) as oldest
    from (select h.seats, o.made_at, o.made_at > ${p('now')}::timestamptz - interval '1 day' as recent,
        o.intensive_id = ${p('intensiveId')} as here,
        o.settled_at is null and o.cancelled_at is null and ${holdIsOpen('h', sql`clock_timestamp()`)} as open
      from orders o join holds h on h.id = o.hold_id
      where o.placed_by = ${p('userId')} and o.settlement = 'INVOICE') i`,
);

/** The invoices that a person ordered. */
export async function invoicesOf(db: Database, asked: OfPerson): Promise<Invoiced> {
  return (await invoiced(db, asked))[0] ?? { count: 0, seats: 0, here: 0, lately: 0, oldest: null };
}

export type Scholarship = { label: string; email: string | null; grantedAt: Date };

const granted = statement<{ intensiveId: IntensiveId; viewer: UserId }, Scholarship>(
  'scholarships_of_intensive',
  (p) => sql`select c.label, s.granted_at as "grantedAt",
      case when ${showsPeople(sql`${p('viewer')}::uuid`)} then coalesce(u.mail_address, u.email) end as email
    from scholarships s join intensives i on i.id = s.intensive_id join users u on u.id = s.user_id join intensive_prices c on c.id = s.price_id
    where s.intensive_id = ${p('intensiveId')} and s.withdrawn_at is null order by s.id desc limit 200`,
);

/** The scholarship prices of an intensive that stand, newest first. */
export function scholarshipsOf(
  db: Database,
  asked: { intensiveId: IntensiveId; viewer: UserId },
): Promise<Scholarship[]> {
  return granted(db, asked);
}

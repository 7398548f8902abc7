import { asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrderId, OrderLineId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { installments, orderLines, registrations } from '../../../drizzle/schema.ts';
import { statement } from '../../../drizzle/statement.ts';
import { LIVE_STATES, type RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { PERMISSIONS } from '../../organizations/rules/permissions.ts';

/** When which part of an order is due, in order; empty when it is paid at once. */
export function planOf(db: Database, orderId: OrderId): Promise<{ amountMinor: number; dueOn: string }[]> {
  return db
    .select({ amountMinor: installments.amountMinor, dueOn: installments.dueOn })
    .from(installments)
    .where(eq(installments.orderId, orderId))
    .orderBy(asc(installments.ordinal));
}

const readers = sql.raw(PERMISSIONS.READ_MONEY.roles.map((role) => `'${role}'`).join(', '));
/** Whether a person may read the money of an order `o` as a member. */
export function readsMoney(viewer: SQL): SQL {
  return sql`exists (select from memberships m where m.organization_id = o.organization_id
  and m.user_id = ${viewer}::uuid and m.role in (${readers}))`;
}

export type PlaceLine = {
  id: OrderLineId;
  registrationId: RegistrationId | null;
  /** Before any code. */
  priceMinor: number;
  totalMinor: number;
  state: RegistrationState | null;
  intensiveId: IntensiveId | null;
  userId: UserId | null;
};

/** The lines of an order in order, each with the registration that it pays for now. */
export function placesOf(db: Database, orderId: OrderId): Promise<PlaceLine[]> {
  return db
    .select({
      ...{ id: orderLines.id, registrationId: orderLines.registrationId, totalMinor: orderLines.totalMinor },
      priceMinor: orderLines.priceMinor,
      ...{ state: registrations.state, intensiveId: registrations.intensiveId, userId: registrations.userId },
    })
    .from(orderLines)
    .leftJoin(registrations, eq(registrations.id, orderLines.registrationId))
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position));
}

const isLive = (state: RegistrationState | null): boolean => (LIVE_STATES as readonly unknown[]).includes(state);

/** The places of an order that still stand. */
export const livePlaces = (places: readonly PlaceLine[]): PlaceLine[] => places.filter(({ state }) => isLive(state));

const seated = statement<{ orderId: OrderId }, { seated: boolean }>(
  'order_is_seated',
  (p) => sql`select exists (select from order_lines l join registrations r on r.id = l.registration_id
    where l.order_id = ${p('orderId')} and r.state = 'CONFIRMED') as seated`,
);

/** Whether the order has given its seats: somebody has a confirmed place by it. */
export async function isSeated(db: Database, orderId: OrderId): Promise<boolean> {
  return (await seated(db, { orderId }))[0]?.seated ?? false;
}

const OF_PAIR = (
  orderId: SQL,
) => sql<boolean>`exists (select from order_lines l join registrations r on r.id = l.registration_id
    where l.order_id = ${orderId} and r.pair_id is not null)`;

/** Whether an order pays for two who come together, as a column beside others. */
export const isOfPair = (orderId: OrderId): SQL<boolean> => OF_PAIR(sql`${orderId}::uuid`);

const ofPair = statement<{ orderId: OrderId }, { pair: boolean }>(
  'order_is_of_pair',
  (p) => sql`select ${OF_PAIR(sql`${p('orderId')}::uuid`)} as pair`,
);

/** Whether an order pays for the places of two who come together. */
export async function paysForPair(db: Database, orderId: OrderId): Promise<boolean> {
  return (await ofPair(db, { orderId }))[0]?.pair ?? false;
}

const ofPlace = statement<{ registrationId: RegistrationId }, { orderId: OrderId }>(
  'order_of_place',
  (p) => sql`select l.order_id as "orderId" from order_lines l where l.registration_id = ${p('registrationId')}
    order by l.id desc limit 1`,
);

type Held = { id: RegistrationId; orderId: OrderId };

const held = statement<{ ids: readonly RegistrationId[]; viewer: UserId }, Held>(
  'orders_of_places_for_member',
  (p) => sql`select r.id, p."orderId" from unnest(${p('ids')}::uuid[]) r(id) join lateral (select o.id as "orderId"
      from order_lines l join lateral (select o.* from orders o where o.id = l.order_id limit 1) o on true
      where l.registration_id = r.id and ${readsMoney(sql`${p('viewer')}`)} order by l.id desc limit 1) p on true`,
);

/** The orders that pay for these places, as far as the reader is a member who may read money. */
export function ordersOfPlaces(
  db: Database,
  asked: { ids: readonly RegistrationId[]; viewer: UserId },
): Promise<Held[]> {
  return held(db, asked);
}

/** The order that pays for a place; null for a free one. */
export async function orderOfPlace(db: Database, registrationId: RegistrationId): Promise<OrderId | null> {
  return (await ofPlace(db, { registrationId }))[0]?.orderId ?? null;
}

import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { PairId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { registrations } from '../../../drizzle/schema.ts';
import { LIVE_STATES } from '../../../drizzle/tables/registrations.ts';
import { hasPermission } from '../../organizations/queries.ts';
import type { GivenBack } from '../rules/givingBack.ts';
import { givenBackFor, linesWithMoney, readPlace } from './lockPlace.ts';

/** What ending a place gives back. */
export type Cancellation = {
  /** Null for whoever neither paid nor may read money. */
  refund: { amountMinor: number; currency: string } | null;
  percent: number;
  rule: string;
  until: Date | null;
};

type Asked = { registrationId: RegistrationId; viewer: UserId | null; now: Date };

/**
 * What comes back when the reader ends a place now, of a pair for both. What was paid is shown to whoever paid it and to members who read money; its person learns the
 * rule. Null for a place without an order, or one that has ended. The caller has made sure that the reader may see the place.
 */
export async function cancellationOf(
  db: Database,
  { registrationId, viewer, now }: Asked,
): Promise<Cancellation | null> {
  const place = await readPlace(db, registrationId);
  const { registration, order } = place;
  const live = (LIVE_STATES as readonly string[]).includes(registration.state);
  if (order === null || order.totalMinor === 0 || !live) return null;
  const together = registration.pairId === null ? [registrationId] : await livePair(db, registration.pairId);
  const lines = (await linesWithMoney(db, order)).filter((one) => together.some((id) => id === one.registrationId));
  const isTheirs = viewer !== null && (registration.userId === viewer || order.placedBy === viewer);
  const endedBy = isTheirs ? 'PERSON' : 'ORGANIZER';
  const given: GivenBack[] = [];
  for (const { leftMinor } of lines) {
    const one = await givenBackFor(db, place, { leftMinor, endedBy, now });
    if (one !== null) given.push(one);
  }
  const [first] = given;
  if (first === undefined) return null;
  const { percent, rule, until } = first;
  const amountMinor = given.reduce((all, one) => all + one.amountMinor, 0);
  const { organizationId } = order;
  const mayRead = (userId: UserId) => hasPermission(db, { userId, organizationId, permission: 'READ_MONEY' });
  const shown = viewer !== null && (order.placedBy === viewer || (await mayRead(viewer)));
  return { refund: shown ? { amountMinor, currency: order.currency } : null, percent, rule, until };
}

/** A pair ends together. */
async function livePair(db: Database, pairId: PairId): Promise<RegistrationId[]> {
  const both = and(eq(registrations.pairId, pairId), isNull(registrations.endedAt));
  return (await db.select({ id: registrations.id }).from(registrations).where(both)).map(({ id }) => id);
}

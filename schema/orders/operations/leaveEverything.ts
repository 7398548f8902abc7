import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { registrations } from '../../../drizzle/schema.ts';
import { LIVE_STATES } from '../../../drizzle/tables/registrations.ts';
import { leaveAll } from '../../registrations/operations/leaveAll.ts';
import { giveBackFor } from './endPlaces.ts';

/**
 * Ends everything that a person who is erased still has at events. Whoever paid for a place of theirs gets back what the policy gives,
 * as if they had canceled it.
 */
export async function leaveEverything(tx: Database, { userId, at }: { userId: UserId; at: Date }): Promise<void> {
  const own = and(eq(registrations.userId, userId), inArray(registrations.state, LIVE_STATES));
  const rows = await tx.select({ id: registrations.id, pairId: registrations.pairId }).from(registrations).where(own);
  const pairs = rows.flatMap(({ pairId }) => pairId ?? []);
  const others =
    pairs.length === 0
      ? []
      : await tx.select({ id: registrations.id }).from(registrations).where(inArray(registrations.pairId, pairs));
  await leaveAll(tx, { userId, at });
  const ended = new Set([...rows, ...others].map(({ id }) => id));
  await giveBackFor(tx, { registrationIds: [...ended], endedBy: 'ERASED', now: at });
}

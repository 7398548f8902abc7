import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { registrations, waitlistEntries } from '../../../drizzle/schema.ts';
import { LIVE_STATES } from '../../../drizzle/tables/registrations.ts';
import { endEntry } from './endEntry.ts';
import { endSeat } from './endSeat.ts';
import { offerSeats } from './offerSeats.ts';
import { lapseHold } from './releaseHold.ts';

/** Ends every live registration and every place on a waitlist of a person who is erased. Nobody is mailed to them. */
export async function leaveAll(tx: Database, { userId, at }: { userId: UserId; at: Date }): Promise<void> {
  const own = and(eq(registrations.userId, userId), inArray(registrations.state, LIVE_STATES));
  const rows = await tx.select().from(registrations).where(own).orderBy(registrations.intensiveId);
  const end = { to: 'CANCELLED', because: 'ERASED', by: 'system', at } as const;
  for (const { id } of rows) await endSeat(tx, { registrationId: id, ...end });
  const open = and(eq(waitlistEntries.userId, userId), isNull(waitlistEntries.endedAt));
  for (const { id, intensiveId } of await tx
    .select()
    .from(waitlistEntries)
    .where(open)
    .orderBy(waitlistEntries.intensiveId)) {
    const ended = await endEntry(tx, { entryId: id, endedBy: 'LEFT', at });
    if (ended?.holdId != null) await lapseHold(tx, { holdId: ended.holdId, because: 'ERASED', at });
    await offerSeats(tx, intensiveId, at);
  }
}

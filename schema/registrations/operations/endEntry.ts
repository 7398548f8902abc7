import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, IntensiveId, UserId, WaitlistEntryId } from '../../../drizzle/ids.ts';
import { waitlistEntries, waitlistOffers } from '../../../drizzle/schema.ts';
import type { OFFER_ANSWERS, WAITLIST_ENDS } from '../../../drizzle/tables/waitlist.ts';

type End = { endedBy: (typeof WAITLIST_ENDS)[number]; at: Date };
export type Answer = (typeof OFFER_ANSWERS)[number];
type Ended = { entryId: WaitlistEntryId; holdId: HoldId | null };

/** Ends an entry of a waitlist, and answers its open offer. Answers the hold of that offer, which the caller ends. */
export async function endEntry(
  tx: Database,
  {
    entryId,
    endedBy,
    at,
    answer = endedBy === 'TAKEN' ? 'TAKEN' : 'WITHDRAWN',
  }: End & {
    entryId: WaitlistEntryId;
    answer?: Answer;
  },
): Promise<Ended | null> {
  const ended = await tx
    .update(waitlistEntries)
    .set({ endedAt: at, endedBy })
    .where(and(eq(waitlistEntries.id, entryId), isNull(waitlistEntries.endedAt)))
    .returning({ id: waitlistEntries.id });
  if (ended.length === 0) return null;
  const [offer] = await tx
    .update(waitlistOffers)
    .set({ answeredAt: at, answer })
    .where(and(eq(waitlistOffers.entryId, entryId), isNull(waitlistOffers.answeredAt)))
    .returning({ holdId: waitlistOffers.holdId });
  return { entryId, holdId: offer?.holdId ?? null };
}

/** The person's open entry for an intensive. */
export async function openEntryOf(
  db: Database,
  { intensiveId, userId }: { intensiveId: IntensiveId; userId: UserId },
): Promise<typeof waitlistEntries.$inferSelect | null> {
  const own = and(eq(waitlistEntries.intensiveId, intensiveId), eq(waitlistEntries.userId, userId));
  const [row] = await db
    .select()
    .from(waitlistEntries)
    .where(and(own, isNull(waitlistEntries.endedAt)));
  return row ?? null;
}

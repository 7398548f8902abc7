import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensiveDays, intensiveSegments } from '../../../drizzle/schema.ts';
import { daysOf, matchDays } from '../rules/days.ts';

/**
 * Brings the days of an intensive into line with its agenda, which has just been written under the intensive's lock. Nobody has
 * seen a draft, so its dropped days leave nothing behind.
 */
export async function saveDays(
  tx: Database,
  { id, publishedAt }: { id: IntensiveId; publishedAt: Date | null },
  now: Date,
): Promise<void> {
  const segments = await tx.select().from(intensiveSegments).where(eq(intensiveSegments.intensiveId, id));
  const known = await tx.select().from(intensiveDays).where(eq(intensiveDays.intensiveId, id));
  const { kept, dropped } = matchDays(known, daysOf(segments));
  for (const { ordinal, ...day } of kept)
    await tx
      .insert(intensiveDays)
      .values({ intensiveId: id, ordinal, ...day })
      .onConflictDoUpdate({
        target: [intensiveDays.intensiveId, intensiveDays.ordinal],
        set: { ...day, removedAt: null },
      });
  if (dropped.length === 0) return;
  const gone = and(eq(intensiveDays.intensiveId, id), inArray(intensiveDays.ordinal, dropped));
  if (publishedAt === null) await tx.delete(intensiveDays).where(gone);
  else
    await tx
      .update(intensiveDays)
      .set({ removedAt: now })
      .where(and(gone, isNull(intensiveDays.removedAt)));
}

import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensiveDays, intensives } from '../../../drizzle/schema.ts';
import { daysOf, matchDays } from '../rules/days.ts';

type Agenda = { segments: Parameters<typeof daysOf>[0]; now: Date };

/**
 * Brings the days of an intensive into line with its agenda, under the intensive's lock. Nobody has seen a draft, so its dropped
 * days leave nothing behind.
 */
export async function saveDays(tx: Database, id: IntensiveId, { segments, now }: Agenda): Promise<void> {
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
  const [row] = await tx.select({ publishedAt: intensives.publishedAt }).from(intensives).where(eq(intensives.id, id));
  if (row?.publishedAt == null) await tx.delete(intensiveDays).where(gone);
  else
    await tx
      .update(intensiveDays)
      .set({ removedAt: now })
      .where(and(gone, isNull(intensiveDays.removedAt)));
}

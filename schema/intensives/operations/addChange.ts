import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveChangeId, IntensiveId } from '../../../drizzle/ids.ts';
import { intensiveChanges } from '../../../drizzle/schema.ts';
import type { CHANGE_KINDS } from '../../../drizzle/tables/intensives.ts';
import { enqueue, rowKey } from '../../jobs/operations.ts';

/** The job that tells registered people of a change, asks them where it asks, and offers seats that it made. Registrations do it. */
export const changeJob = { name: 'intensive-changed', payload: z.object({ changeId: rowKey<IntensiveChangeId>() }) };

type Added = { kind: (typeof CHANGE_KINDS)[number]; says: string[]; answerBy: Date | null; now: Date };

/** Adds a change to what registered people are shown. The intensive is locked. */
export async function addChange(
  tx: Database,
  intensiveId: IntensiveId,
  { kind, says, answerBy, now }: Added,
): Promise<void> {
  const [row] = await tx
    .insert(intensiveChanges)
    .values({
      ...{ intensiveId, kind, says, answerBy, changedAt: now },
      ordinal: sql`(select coalesce(max(ordinal), 0) + 1 from intensive_changes where intensive_id = ${intensiveId})`,
    })
    .returning({ id: intensiveChanges.id });
  if (row === undefined) throw new Error('a change was not written');
  if (kind !== 'PUBLISHED') await enqueue(tx, changeJob, { changeId: row.id }, { key: row.id });
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensiveChanges } from '../../../drizzle/schema.ts';
import type { CHANGE_KINDS } from '../../../drizzle/tables/intensives.ts';

type Added = { kind: (typeof CHANGE_KINDS)[number]; says: string[]; answerBy: Date | null; now: Date };

/** Adds a change to what registered people are shown; a job asks them where it asks. The intensive is locked. */
export async function addChange(
  tx: Database,
  intensiveId: IntensiveId,
  { kind, says, answerBy, now }: Added,
): Promise<void> {
  await tx.insert(intensiveChanges).values({
    ...{ intensiveId, kind, says, answerBy, changedAt: now },
    ordinal: sql`(select coalesce(max(ordinal), 0) + 1 from intensive_changes where intensive_id = ${intensiveId})`,
  });
}

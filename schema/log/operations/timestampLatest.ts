import { eq } from 'drizzle-orm';
import type { Timestamper } from '../../../certificates/keys.ts';
import { checkTimestampToken } from '../../../certificates/seal/token.ts';
import type { Database } from '../../../drizzle/client.ts';
import { logTimestamps } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { latestCheckpoint } from '../queries.ts';
import { noteHash } from '../rules.ts';

/**
 * Has an outside authority timestamp the newest checkpoint. Null when there is no checkpoint or it has a timestamp already. If
 * the authority did not answer on a day, the next timestamp covers that day's entries too. No transaction is open during the
 * request.
 */
export async function timestampLatest(
  db: Database,
  act: Act,
  { timestamper }: { timestamper: Timestamper },
): Promise<{ takenOn: string; size: number } | null> {
  const takenOn = act.now.toISOString().slice(0, 10);
  const checkpoint = await latestCheckpoint(db);
  if (checkpoint === null) return null;
  const [taken] = await db
    .select({ id: logTimestamps.id })
    .from(logTimestamps)
    .where(eq(logTimestamps.checkpointId, checkpoint.id));
  if (taken !== undefined) return null;
  const imprint = noteHash(checkpoint.note);
  const checked = checkTimestampToken(Buffer.from(await timestamper(imprint)), imprint);
  if (!checked.ok) throw new Error(checked.detail);
  const token = checked.timestamp.canonical;
  const added = await db
    .insert(logTimestamps)
    .values({ takenOn, checkpointId: checkpoint.id, token, createdAt: act.now })
    .onConflictDoNothing()
    .returning({ id: logTimestamps.id });
  return added.length === 0 ? null : { takenOn, size: checkpoint.size };
}

import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId } from '../../drizzle/ids.ts';
import { intensives } from '../../drizzle/schema.ts';
import { NotFoundError } from '../errors.ts';

export type IntensiveRow = typeof intensives.$inferSelect;

/** An intensive under the lock that every taking of a seat begins with. Throws NotFound. */
export async function lockIntensive(tx: Database, id: IntensiveId | null): Promise<IntensiveRow> {
  const [row] = id === null ? [] : await tx.select().from(intensives).where(eq(intensives.id, id)).for('no key update');
  if (row === undefined) throw new NotFoundError('The intensive');
  return row;
}

import { and, isNull, ne } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { intensives } from '../../../drizzle/schema.ts';

/** The names of events of which nothing may be told outside the signed-in pages. */
export async function discreetNames(db: Database): Promise<{ title: string; neutralName: string | null }[]> {
  return db
    .select({ title: intensives.title, neutralName: intensives.neutralName })
    .from(intensives)
    .where(and(ne(intensives.kind, 'TRAINING'), isNull(intensives.cancelledAt), isNull(intensives.removedAt)));
}

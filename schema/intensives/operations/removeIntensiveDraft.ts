import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensives } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { DraftPublishedError } from '../errors.ts';
import { lockOwn } from './updateIntensive.ts';

/**
 * Removes a draft that was never published: from then on it is there for nobody, and its slug is free again. Its row stays, for the audit
 * log. A second call finds nothing. Throws NotFound, Forbidden, IntensiveChanged, DraftPublished.
 */
export async function removeIntensiveDraft(
  db: Database,
  act: UserAct,
  asked: { intensiveId: IntensiveId | null; revision: number },
): Promise<{ slug: string }> {
  return db.transaction(async (tx) => {
    const { row, as } = await lockOwn(tx, act, asked);
    const { id, slug, organizationId } = row;
    if (row.publishedAt !== null) throw new DraftPublishedError();
    await tx
      .update(intensives)
      .set({ removedAt: act.now, slug: `removed-${id}` })
      .where(eq(intensives.id, id));
    await recordEvent(tx, act, 'INTENSIVE_REMOVED', { objectId: id, organizationId, as, details: { slug } });
    return { slug };
  });
}

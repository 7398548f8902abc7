import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensives } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { IntensiveNotReadyError } from '../errors.ts';
import { courseOf, draftOf } from '../queries.ts';
import { publicationGaps } from '../rules/publishing.ts';
import { addChange } from './addChange.ts';
import { requireFree } from './requireFree.ts';
import { lockOwn } from './updateIntensive.ts';

/**
 * Publishes an intensive, once: a second call changes nothing. From then on kind, course, slug and currency stay. Throws NotFound,
 * Forbidden, IntensiveChanged, IntensiveClosed, IntensiveNotReady, InstructorBusy.
 */
export async function publishIntensive(
  db: Database,
  act: UserAct,
  asked: { intensiveId: IntensiveId | null; revision: number; acceptOverlaps: boolean },
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const { row, as } = await lockOwn(tx, act, asked);
    if (row.publishedAt !== null) return { intensiveId: row.id };
    const [draft, course] = [await draftOf(tx, row), await courseOf(tx, row)];
    const gaps = publicationGaps({ draft, courseFormat: course?.format ?? null, now: act.now });
    if (gaps.length > 0) throw new IntensiveNotReadyError(gaps);
    if (!asked.acceptOverlaps) await requireFree(tx, row, { before: null, draft });
    await tx.update(intensives).set({ publishedAt: act.now }).where(eq(intensives.id, row.id));
    await addChange(tx, row.id, { kind: 'PUBLISHED', says: [], answerBy: null, now: act.now });
    await recordEvent(tx, act, 'INTENSIVE_PUBLISHED', { objectId: row.id, organizationId: row.organizationId, as });
    return { intensiveId: row.id };
  });
}

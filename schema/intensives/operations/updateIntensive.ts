import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { intensives } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import {
  IntensiveChangedError,
  IntensiveClosedError,
  IntensiveFixedError,
  IntensiveNotReadyError,
  TimesMovedError,
} from '../errors.ts';
import { courseOf, draftOf, hasAttendance, type IntensiveRow, lockIntensive } from '../queries.ts';
import { changesAgenda, changesBetween, fixedFields, movedWords, movesTimes, spanOfDraft } from '../rules/changes.ts';
import type { Draft } from '../rules/draft.ts';
import { publicationGaps } from '../rules/publishing.ts';
import { addChange } from './addChange.ts';
import { requireFree } from './requireFree.ts';
import { columnsOf, saveParts } from './saveDraft.ts';

type Saved = {
  intensiveId: IntensiveId | null;
  /** The revision that the writer read. */
  revision: number;
  draft: Draft;
  /** Until when everybody answers, when the times move; null when they do not. */
  answerBy: Date | null;
  /** Whether it is meant that somebody leads two things at once. */
  acceptOverlaps: boolean;
  zoneData: string;
};

/**
 * Saves an intensive whole. What people registered for is shown to them as changes; times move only when everybody is asked. Throws
 * NotFound, Forbidden, InvalidInput, IntensiveChanged, IntensiveClosed, IntensiveFixed, IntensiveNotReady, TimesMoved, InstructorBusy.
 */
export async function updateIntensive(db: Database, act: UserAct, saved: Saved): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const { row, as } = await lockOwn(tx, act, saved);
    const { draft, answerBy, acceptOverlaps, zoneData } = saved;
    const before = await draftOf(tx, row);
    const columns = await columnsOf(tx, row.organizationId, draft);
    if (row.publishedAt !== null) {
      await requirePublishable(tx, { row, before, draft, answerBy, now: act.now });
      if (!acceptOverlaps) await requireFree(tx, row, { before, draft });
    }
    await tx
      .update(intensives)
      .set({ ...columns, revision: row.revision + 1 })
      .where(eq(intensives.id, row.id));
    await saveParts(tx, row.id, draft, { now: act.now, zoneData });
    if (row.publishedAt !== null) await recordChanges(tx, act, { intensiveId: row.id, before, draft, answerBy });
    await recordEvent(tx, act, answerBy === null ? 'INTENSIVE_CHANGED' : 'INTENSIVE_RESCHEDULED', {
      ...{ objectId: row.id, organizationId: row.organizationId, as },
      details: { revision: row.revision + 1 },
    });
    return { intensiveId: row.id };
  });
}

/** An intensive of the member's organization under its lock, at the revision that they read. */
export async function lockOwn(
  tx: Database,
  act: UserAct,
  { intensiveId, revision }: { intensiveId: IntensiveId | null; revision: number | null },
) {
  const row = await lockIntensive(tx, intensiveId);
  const { as } = await requirePermission(tx, act, {
    permission: 'MANAGE_INTENSIVES',
    organizationId: row.organizationId,
    what: 'The intensive',
  });
  if (row.cancelledAt !== null) throw new IntensiveClosedError();
  if (revision !== null && row.revision !== revision) throw new IntensiveChangedError(row.revision);
  return { row, as };
}

type Published = { row: IntensiveRow; before: Draft; draft: Draft; answerBy: Date | null; now: Date };

async function requirePublishable(tx: Database, { row, before, draft, answerBy, now }: Published): Promise<void> {
  const span = spanOfDraft(before);
  if (span !== null && span.endsAt <= now) throw new IntensiveClosedError();
  const fixed = fixedFields(before, draft);
  if (changesAgenda(before, draft) && (await hasAttendance(tx, row.id))) fixed.push('segments');
  if (fixed.length > 0) throw new IntensiveFixedError(fixed);
  const moved = movesTimes(before, draft);
  if (moved && answerBy === null) throw new TimesMovedError();
  if (!moved && answerBy !== null)
    throw new InvalidInputError([{ path: 'draft.segments', message: 'no time moved; use updateIntensive.' }]);
  if (answerBy !== null && (answerBy <= now || answerBy >= (spanOfDraft(draft)?.startsAt ?? answerBy)))
    throw new InvalidInputError([
      { path: 'answerBy', message: 'write an instant after now and before the new start.' },
    ]);
  const course = await courseOf(tx, row);
  const gapsOf = (one: Draft) => publicationGaps({ draft: one, courseFormat: course?.format ?? null, now });
  const stood = new Set(gapsOf(before).map(({ gap }) => gap));
  // What was published so may be corrected elsewhere, as may a running intensive.
  const gaps = gapsOf(draft).filter(({ gap }) => (gap === 'IN_THE_PAST' ? moved : !stood.has(gap)));
  if (gaps.length > 0) throw new IntensiveNotReadyError(gaps);
}

type Recorded = { intensiveId: IntensiveId; before: Draft; draft: Draft; answerBy: Date | null };

async function recordChanges(
  tx: Database,
  { now }: UserAct,
  { intensiveId, before, draft, answerBy }: Recorded,
): Promise<void> {
  const changes = changesBetween(before, draft);
  if (answerBy === null) {
    for (const change of changes) await addChange(tx, intensiveId, { ...change, answerBy: null, now });
    return;
  }
  const says = [movedWords(before, draft), ...changes.flatMap((change) => change.says)];
  await addChange(tx, intensiveId, { kind: 'RESCHEDULED', says, answerBy, now });
}

import type { Database } from '../../../drizzle/client.ts';
import { type IntensiveId, type IntensiveSegmentId, newId, type TeachingStatementId } from '../../../drizzle/ids.ts';
import { teachingStatements } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { IntensiveClosedError, TeachingAwardedError } from '../../intensives/errors.ts';
import { partsAwardedForTeaching } from '../../intensives/queries/teachingAwards.ts';
import { intensiveById, lockIntensive } from '../../intensives/queries.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { TrainingNotOverError } from '../errors.ts';
import { type TeachingRecord, teachingRecord } from '../queries/teaching.ts';
import { readStatings, type Stating } from '../rules/stating.ts';

export type Teaching = {
  intensiveId: IntensiveId | null;
  add: readonly Stating<IntensiveSegmentId>[];
  takeBack: readonly (TeachingStatementId | null)[];
  /** Why statements are taken back. */
  reason: string | null;
};

/**
 * States who taught how many minutes of which parts of a training that is over, and takes earlier statements back. A second call says
 * nothing new. What a certificate stands on is settled until that is revoked. Throws NotFound, Forbidden, InvalidInput,
 * IntensiveClosed for one that was cancelled, TrainingNotOver, TeachingAwarded.
 */
export async function stateTaught(
  db: Database,
  act: UserAct,
  { intensiveId, ...teaching }: Teaching,
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const found = intensiveId === null ? null : await intensiveById(tx, intensiveId);
    const asked = {
      permission: 'STATE_TEACHING',
      organizationId: found?.organizationId ?? null,
      what: 'The training',
    } as const;
    const { organizationId, as } = await requirePermission(tx, act, asked);
    // Claims of its instructors take the same lock.
    const row = await lockIntensive(tx, intensiveId);
    const fault = (path: string, message: string) => new InvalidInputError([{ path, message }]);
    if (row.kind !== 'TRAINING') throw fault('intensiveId', 'Only a training earns its instructors credit.');
    if (row.cancelledAt !== null) throw new IntensiveClosedError();
    const record = await teachingRecord(tx, row.id);
    if (record.endsAt === null || act.now < record.endsAt) throw new TrainingNotOverError(record.endsAt);
    const takeBack = takenBack(record, teaching.takeBack);
    const read = readStatings(
      teaching.add,
      record,
      takeBack.map(({ id }) => id),
    );
    if (!read.ok) throw new InvalidInputError(read.faults);
    if (takeBack.length > 0 && teaching.reason === null) throw fault('reason', 'say why statements are taken back.');
    if (read.add.length + takeBack.length === 0) return { intensiveId: row.id };
    await requireUnsettled(
      tx,
      row.id,
      [...read.add, ...takeBack].map(({ partId }) => partId),
    );
    const base = { intensiveId: row.id, statedBy: act.userId, statedAt: act.now };
    await tx.insert(teachingStatements).values([
      ...takeBack.map(({ id, partId, instructorId }) => ({
        ...{ ...base, segmentId: partId, instructorId, takesBack: id, reason: teaching.reason, key: newId() },
      })),
      ...read.add.map(({ partId, ...said }) => ({ ...base, ...said, segmentId: partId })),
    ]);
    await recordEvent(tx, act, 'TEACHING_STATED', {
      ...{ objectId: row.id, organizationId, as, reason: takeBack.length > 0 ? teaching.reason : null },
      details: { added: read.add.length, takenBack: takeBack.length },
    });
    return { intensiveId: row.id };
  });
}

/** The statements that are to go and stand. Throws NotFound. */
function takenBack({ statements }: TeachingRecord, ids: Teaching['takeBack']) {
  const gone = new Set(statements.map(({ takesBack }) => takesBack));
  return [...new Set(ids)].flatMap((id) => {
    const found = statements.find((one) => one.id === id && one.takesBack === null);
    if (found === undefined) throw new NotFoundError('The statement');
    return gone.has(found.id) ? [] : [found];
  });
}

async function requireUnsettled(tx: Database, id: IntensiveId, touched: readonly IntensiveSegmentId[]): Promise<void> {
  const awarded = await partsAwardedForTeaching(tx, id);
  const titles = awarded.filter(({ segmentId }) => touched.includes(segmentId)).map(({ title }) => title);
  if (titles.length > 0) throw new TeachingAwardedError([...new Set(titles)]);
}

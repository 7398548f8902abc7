import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, IntensiveId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { measuredVersions, resultTallies } from '../queries/results.ts';
import { evaluatedTraining } from '../queries/tallies.ts';
import { openMonth } from '../rules/report.ts';
import { type ObjectiveResults, resultsOf } from '../rules/results.ts';

/** The results of versions, objective by objective, in the order of the ids. The caller has asked for the permission. */
export async function resultsOfVersions(
  db: Database,
  { ids, now }: { ids: readonly CourseVersionId[]; now: Date },
): Promise<ObjectiveResults[][]> {
  const before = openMonth(now);
  const [versions, tallies] = await Promise.all([measuredVersions(db, ids), resultTallies(db, { ids, before })]);
  const byVersion = Map.groupBy(tallies, ({ versionId }) => versionId);
  return ids.map((id) => {
    const version = versions.find(({ versionId }) => versionId === id);
    return version === undefined ? [] : resultsOf(version, byVersion.get(id) ?? [], before);
  });
}

/**
 * The results of the version of a training's course, of everybody who took that version. Throws NotFound, also for an event that is no
 * training, and Forbidden.
 */
export async function readTrainingResults(
  db: Database,
  act: UserAct,
  { intensiveId }: { intensiveId: IntensiveId },
): Promise<ObjectiveResults[]> {
  const training = await evaluatedTraining(db, intensiveId);
  const asked = { permission: 'READ_EVALUATIONS', what: 'The evaluation' } as const;
  await requirePermission(db, act, { ...asked, organizationId: training?.organizationId ?? null });
  if (training === null) throw new Error('a permission was found for no training');
  const [results] = await resultsOfVersions(db, { ids: [training.versionId], now: act.now });
  return results ?? [];
}

import { randomInt } from 'node:crypto';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { courseBySlug } from '../../courses/queries.ts';
import { isSlug } from '../../edited/text.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { evaluatedTraining, talliesOf, talliesOfTraining, type Version, versionsOf } from '../queries/tallies.ts';
import { evaluationForm, evaluationForms } from '../queries.ts';
import { type ItemReport, openMonth, reportOf } from '../rules/report.ts';

const random = (below: number): number => randomInt(below);

export type VersionReport = Version & { items: ItemReport[] };

/** How a course was evaluated, version by version, newest first. Throws NotFound, Forbidden. */
export async function readReport(
  db: Database,
  act: UserAct,
  { courseSlug }: { courseSlug: string },
): Promise<VersionReport[]> {
  const course = isSlug(courseSlug) ? await courseBySlug(db, courseSlug) : null;
  const asked = { permission: 'READ_EVALUATIONS', what: 'The course' } as const;
  await requirePermission(db, act, { ...asked, organizationId: course?.organizationId ?? null });
  if (course === null) throw new Error('a permission was found for no course');
  const versions = await versionsOf(db, course.id);
  const ids = versions.map(({ versionId }) => versionId);
  const forms = await evaluationForms(db, ids);
  const before = openMonth(act.now);
  const tallies = Map.groupBy(await talliesOf(db, { ids, before }), ({ versionId }) => versionId);
  return versions.map((version) => {
    const { items } = forms.get(version.versionId) ?? { items: [] };
    return { ...version, items: reportOf(items, tallies.get(version.versionId) ?? [], { before, random }) };
  });
}

/**
 * How a training was evaluated: the answers to it that the report of its version shows too, and that are enough to be shown alone.
 * Throws NotFound, also for an event that is no training, and Forbidden.
 */
export async function readTrainingReport(
  db: Database,
  act: UserAct,
  { intensiveId }: { intensiveId: IntensiveId },
): Promise<ItemReport[]> {
  const training = await evaluatedTraining(db, intensiveId);
  const asked = { permission: 'READ_EVALUATIONS', what: 'The evaluation' } as const;
  await requirePermission(db, act, { ...asked, organizationId: training?.organizationId ?? null });
  if (training === null) throw new Error('a permission was found for no training');
  const { versionId } = training;
  const before = openMonth(act.now);
  const [{ items }, tallies] = await Promise.all([
    evaluationForm(db, versionId),
    talliesOfTraining(db, { intensiveId, versionId, before }),
  ]);
  return reportOf(items, tallies, { intensiveId, before, random });
}

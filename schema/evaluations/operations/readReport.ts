import { randomInt } from 'node:crypto';
import type { Database } from '../../../drizzle/client.ts';
import type { UserAct } from '../../act.ts';
import { courseBySlug } from '../../courses/queries.ts';
import { isSlug } from '../../edited/text.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { talliesOf, type Version, versionsOf } from '../queries/tallies.ts';
import { evaluationForms } from '../queries.ts';
import { type ItemReport, openMonth, reportOf } from '../rules/report.ts';

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
  const tallies = Map.groupBy(await talliesOf(db, { ids, before: openMonth(act.now) }), ({ versionId }) => versionId);
  return versions.map((version) => {
    const { items } = forms.get(version.versionId) ?? { items: [] };
    return { ...version, items: reportOf(items, tallies.get(version.versionId) ?? [], (below) => randomInt(below)) };
  });
}

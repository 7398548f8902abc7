import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CourseVersionId } from '../../drizzle/ids.ts';
import type { Objective } from '../../drizzle/schema.ts';
import { statement } from '../../drizzle/statement.ts';
import type { EvaluationForm } from '../courses/rules/package/shape.ts';
import { ROLE_WORDS } from '../issuance/rules.ts';
import { type Evaluation, evaluationOf } from './rules.ts';

type Row = {
  versionId: CourseVersionId;
  evaluation: EvaluationForm;
  objectives: Objective[];
  contributors: { position: number; role: string; name: string }[];
};

const forms = statement<{ ids: readonly CourseVersionId[] }, Row>(
  'evaluation_forms',
  (
    p,
  ) => sql`select v.id as "versionId", v.evaluation, v.objectives, (select coalesce(json_agg(json_build_object('position', c.position,
      'role', c.role, 'name', c.name) order by c.position), '[]') from contributors c where c.version_id = v.id) as contributors
    from course_versions v where v.id = any(${p('ids')}::uuid[])`,
);

/** The evaluation forms of these versions. */
export async function evaluationForms(
  db: Database,
  ids: readonly CourseVersionId[],
): Promise<Map<CourseVersionId, Evaluation>> {
  const rows = await forms(db, { ids: [...new Set(ids)] });
  return new Map(
    rows.map((row) => [row.versionId, evaluationOf(row.evaluation, row.objectives, row.contributors, ROLE_WORDS)]),
  );
}

/** The evaluation of one version. */
export async function evaluationForm(db: Database, versionId: CourseVersionId): Promise<Evaluation> {
  const form = (await evaluationForms(db, [versionId])).get(versionId);
  if (form === undefined) throw new Error('no row for the version of an enrollment');
  return form;
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { CourseVersionId } from '../../drizzle/ids.ts';
import { handWritten } from '../../drizzle/prepared.ts';
import type { Objective } from '../../drizzle/schema.ts';
import type { EvaluationForm } from '../courses/package/shape.ts';
import { ROLE_WORDS } from '../issuance/rules.ts';
import { type Evaluation, evaluationOf } from './rules.ts';

type Row = {
  evaluation: EvaluationForm;
  objectives: Objective[];
  contributors: { position: number; role: string; name: string }[];
};

const formOf = handWritten<Row>(
  'evaluation_form',
  sql`select v.evaluation, v.objectives, (select coalesce(json_agg(json_build_object('position', c.position, 'role', c.role,
      'name', c.name) order by c.position), '[]') from contributors c where c.version_id = v.id) as contributors
    from course_versions v where v.id = ${sql.placeholder('versionId')}`,
);

/** The evaluation of a version, as it is shown. */
export const evaluationForm = async (db: Database, versionId: CourseVersionId): Promise<Evaluation> => {
  const [row] = await formOf(db, { versionId });
  if (row === undefined) throw new Error('the version of an enrolment is gone');
  return evaluationOf(row.evaluation, row.objectives, row.contributors, ROLE_WORDS);
};

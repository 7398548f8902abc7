import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId, IntensiveId, OrganizationId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Tally } from '../rules/units.ts';

export type Version = { versionId: CourseVersionId; version: string };

const MOST_VERSIONS = 50;

const versions = statement<{ courseId: CourseId }, Version>(
  'evaluated_versions',
  (p) => sql`select id as "versionId", label as version from course_versions where course_id = ${p('courseId')}
    order by ordinal desc limit ${sql.raw(String(MOST_VERSIONS))}`,
);

/** The newest versions of a course, whether anybody evaluated them or not: a list of evaluated ones would tell of a single answer. */
export const versionsOf = (db: Database, courseId: CourseId): Promise<Version[]> => versions(db, { courseId });

const TALLIED =
  sql.raw(`select r.version_id as "versionId", r.intensive_id as "intensiveId", a ->> 'itemKey' as "itemKey",
    r.month::text as month, (a ->> 'scale')::int as scale, a ->> 'choice' as choice,
    array_agg(a ->> 'text') filter (where a ? 'text') as texts, count(*)::int as count
  from evaluation_responses r, jsonb_array_elements(r.answers) a`);

const tallies = statement<{ ids: readonly CourseVersionId[]; before: string }, Tally & Pick<Version, 'versionId'>>(
  'evaluation_tallies',
  (p) => sql`${TALLIED} where r.version_id = any(${p('ids')}::uuid[]) and r.month < ${p('before')}::date
    group by 1, 2, 3, 4, 5, 6`,
);

/** The answers to these versions in the months before a month, counted. */
export function talliesOf(
  db: Database,
  asked: { ids: readonly CourseVersionId[]; before: string },
): Promise<(Tally & Pick<Version, 'versionId'>)[]> {
  return tallies(db, asked);
}

type OfTraining = { intensiveId: IntensiveId; versionId: CourseVersionId; before: string };

const trainingTallies = statement<OfTraining, Tally>(
  'training_evaluation_tallies',
  (p) => sql`${TALLIED} where r.intensive_id = ${p('intensiveId')} and r.version_id = ${p('versionId')}
    and r.month < ${p('before')}::date group by 1, 2, 3, 4, 5, 6`,
);

/** The answers to a training in the months before a month, counted. */
export const talliesOfTraining = (db: Database, asked: OfTraining): Promise<Tally[]> => trainingTallies(db, asked);

type Evaluated = { organizationId: OrganizationId; versionId: CourseVersionId };

const training = statement<{ intensiveId: IntensiveId }, Evaluated>(
  'evaluated_training',
  (p) => sql`select organization_id as "organizationId", course_version_id as "versionId" from intensives
    where id = ${p('intensiveId')} and kind = 'TRAINING' and removed_at is null`,
);

/** Whose a training is, and of which version; null for an event without a course, which nobody evaluates. */
export async function evaluatedTraining(db: Database, intensiveId: IntensiveId): Promise<Evaluated | null> {
  const [found] = await training(db, { intensiveId });
  return found ?? null;
}

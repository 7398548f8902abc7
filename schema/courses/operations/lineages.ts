import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, OrganizationId } from '../../../drizzle/ids.ts';
import { courses, courseVersions } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { FaultsError } from '../../edited/faults.ts';
import { recordEvent } from '../../events/operations.ts';
import { type ContinuedCourse, continuedCourses, linkCourses } from '../queries/lineage.ts';
import { type CoursePackage, continuedBy } from '../rules/package/canonical.ts';

const LINEAGES_LOCK = 4_118_026_004;

/**
 * Makes publications take turns, so that each sees the texts of those before it. Take it before the lock on a course: linking
 * changes other courses too.
 */
export async function lockLineages(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LINEAGES_LOCK))})`);
}

type Continuing = { courseId: CourseId; organizationId: OrganizationId; pack: CoursePackage };

/**
 * Checks what a new version says of the course that it continues: one that is published, of the same organization, and does not
 * continue this one. A line that the version before had cannot get lost unnoticed. Throws FaultsError.
 */
export async function requireLineage(tx: Database, { courseId, organizationId, pack }: Continuing): Promise<void> {
  const continues = continuedBy(pack);
  if (continues !== null)
    return requireContinuable(await continuedCourses(tx, continues), { courseId, organizationId, continues });
  if (pack.course.continues === undefined) await requireNothingLost(tx, courseId);
}

function requireContinuable(
  chain: readonly ContinuedCourse[],
  { courseId, organizationId, continues }: Omit<Continuing, 'pack'> & { continues: string },
): void {
  const [target] = chain;
  if (target === undefined) refuse(`There is no course ${continues}; import it first, or correct the slug.`);
  if (target.organizationId !== organizationId)
    refuse(`The course ${continues} belongs to another organization; name a course of your own, or remove the line.`);
  if (!chain.some(({ id }) => id === courseId)) return;
  const path = chain.map(({ slug }) => slug).join(', which continues ');
  refuse(`The course would continue ${path}, which is a circle; remove the line from one of them.`);
}

async function requireNothingLost(tx: Database, courseId: CourseId): Promise<void> {
  const [current] = await tx
    .select({ label: courseVersions.label, continues: courseVersions.continues })
    .from(courses)
    .innerJoin(courseVersions, eq(courseVersions.id, courses.currentVersionId))
    .where(eq(courses.id, courseId));
  if (current?.continues == null) return;
  refuse(
    `Version ${current.label} continues ${current.continues}. Add the line again, or write "continues: none" if it was a mistake.`,
  );
}

function refuse(message: string): never {
  throw new FaultsError([{ file: 'course.yaml', line: 1, message: `continues: ${message}` }]);
}

/** Links courses of one content, and records each course whose lineage changed, for its own organization. */
export async function linkLineages(tx: Database, act: Act): Promise<void> {
  for (const { id, organizationId, ...details } of await linkCourses(tx))
    await recordEvent(tx, act, 'COURSE_LINEAGE_CHANGED', { objectId: id, organizationId, details });
}

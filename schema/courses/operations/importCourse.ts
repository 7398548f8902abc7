import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId, OrganizationId } from '../../../drizzle/ids.ts';
import { courses, courseVersions, organizations } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { FaultsError } from '../../edited/faults.ts';
import { NotFoundError } from '../../errors.ts';
import { type CoursePackage, contentHash } from '../rules/package/canonical.ts';
import { addErrata } from './errata.ts';
import { linkLineages, lockLineages, requireLineage } from './lineages.ts';
import { publishVersion } from './publishVersion.ts';
import { replaceNotices } from './safetyNotices.ts';

export type ImportedCourse = {
  courseId: CourseId;
  versionId: CourseVersionId;
  ordinal: number;
  contentHash: string;
  /** False when this exact content was already published. */
  published: boolean;
  /** The slug of the oldest course of the same content; null when this is the oldest. */
  sameContentAs: string | null;
};

type Import = {
  package: CoursePackage;
  /** Does not replace safety notices that were checked as recently as the package's own, or later. */
  keepNewerNotices?: boolean;
  /** Refuses different content under a version label that is already published. */
  newLabel?: boolean;
};

/**
 * Publishes a checked package as a new frozen version, unless this content is published already. Safety notices and new errata
 * reach everyone either way. Enrollments stay on the version they began with. A course joins the lineage of the course that it
 * continues, and of every course with the same texts. Imports take turns. Throws FaultsError.
 */
export async function importCourse(db: Database, act: Act, facts: Import): Promise<ImportedCourse> {
  const { package: pack, keepNewerNotices: keepNewer = false, newLabel = false } = facts;
  return db.transaction(async (tx) => {
    await lockLineages(tx);
    const organizationId = await organizationOf(tx, pack);
    const { id: courseId } = await lockCourse(tx, { slug: pack.course.slug, organizationId, now: act.now });
    const hash = contentHash(pack);
    const [known] = await tx
      .select({ id: courseVersions.id, ordinal: courseVersions.ordinal })
      .from(courseVersions)
      .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.contentHash, hash)));
    if (known === undefined && newLabel) await requireNewLabel(tx, courseId, pack.course.version);
    if (known === undefined) await requireLineage(tx, { courseId, organizationId, pack });
    await replaceNotices(tx, { courseId, notices: pack.safetyNotices, keepNewer });
    await addErrata(tx, courseId, pack.errata);
    const version = known ?? (await publishVersion(tx, act, { courseId, organizationId, pack, hash }));
    await linkLineages(tx, act);
    return {
      courseId,
      sameContentAs: await oldestSlug(tx, courseId),
      versionId: version.id,
      ordinal: version.ordinal,
      contentHash: hash,
      published: known === undefined,
    };
  });
}

function refuse(file: string, message: string): never {
  throw new FaultsError([{ file, line: 1, message }]);
}

/** On a certificate, only the hash could distinguish two versions with one label. */
async function requireNewLabel(tx: Database, courseId: CourseId, label: string): Promise<void> {
  const [taken] = await tx
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.label, label)));
  const message = `version: "${label}" is already published with different content; give version a new value, so that certificates can distinguish the two.`;
  if (taken !== undefined) refuse('course.yaml', message);
}

async function oldestSlug(tx: Database, courseId: CourseId): Promise<string | null> {
  const oldest = alias(courses, 'oldest');
  const [found] = await tx
    .select({ slug: oldest.slug })
    .from(courses)
    .innerJoin(oldest, eq(oldest.id, courses.lineageId))
    .where(eq(courses.id, courseId));
  return found?.slug ?? null;
}

async function organizationOf(tx: Database, { course }: CoursePackage): Promise<OrganizationId> {
  const [organization] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.slug, course.organization));
  const unknown = `There is no organization ${course.organization}; add organizations/${course.organization}.yaml beside the course, or correct the name.`;
  return organization?.id ?? refuse('course.yaml', unknown);
}

/** The course's row; inserts it when the slug is new. Locks it, so that two imports of one course run one after the other. */
async function lockCourse(tx: Database, facts: { slug: string; organizationId: OrganizationId; now: Date }) {
  const { slug, organizationId, now } = facts;
  await tx
    .insert(courses)
    .values({ slug, organizationId, createdAt: now })
    .onConflictDoNothing({ target: courses.slug });
  const [course] = await tx.select().from(courses).where(eq(courses.slug, slug)).for('update');
  if (course === undefined) throw new NotFoundError(`The course ${slug}`);
  if (course.organizationId !== organizationId)
    refuse('course.yaml', `The course ${slug} belongs to another organization; choose another slug.`);
  return course;
}

import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, CourseVersionId, OrganizationId } from '../../../drizzle/ids.ts';
import { courses, courseVersions, organizations } from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { didYouMean, FaultsError } from '../../edited/faults.ts';
import { NotFoundError } from '../../errors.ts';
import { type CoursePackage, contentHash } from '../rules/package/canonical.ts';
import type { Erratum } from '../rules/package/shape.ts';
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
  /** Whether the course is closed, so that nobody can enroll in this version. */
  retired: boolean;
  /** Versions that errata name and that were never published here, so that nobody reads them there. */
  unknownVersions: string[];
};

type Import = {
  package: CoursePackage;
  /** Does not replace safety notices that were checked as recently as the package's own, or later. */
  keepNewerNotices?: boolean;
  /** Refuses different content under a version label that is already published. */
  newLabel?: boolean;
  /** On which lines of course.yaml its keys stand, for faults. */
  lines?: ReadonlyMap<string, number>;
};

/**
 * Publishes a checked package as a new frozen version, unless this content is published already. Safety notices and new errata
 * reach everyone either way. Enrollments stay on the version they began with. A course joins the lineage of the course that it
 * continues, and of every course with the same texts. Imports take turns. Throws FaultsError.
 */
export async function importCourse(db: Database, act: Act, facts: Import): Promise<ImportedCourse> {
  const { package: pack, keepNewerNotices: keepNewer = false, newLabel = false, lines = new Map() } = facts;
  return db.transaction(async (tx) => {
    await lockLineages(tx);
    const organizationId = await organizationOf(tx, pack, lines);
    const { slug } = pack.course;
    const { id: courseId, retiredAt } = await lockCourse(tx, { slug, organizationId, now: act.now }, lines);
    const hash = contentHash(pack);
    const [known] = await tx
      .select({ id: courseVersions.id, ordinal: courseVersions.ordinal })
      .from(courseVersions)
      .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.contentHash, hash)));
    if (known === undefined && newLabel) await requireNewLabel(tx, { courseId, label: pack.course.version }, lines);
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
      retired: retiredAt !== null,
      unknownVersions: await unknownVersions(tx, courseId, pack.errata),
    };
  });
}

type Lines = ReadonlyMap<string, number>;

/** A fault of a key of course.yaml. */
function refuse(lines: Lines, key: string, message: string): never {
  throw new FaultsError([{ file: 'course.yaml', line: lines.get(key) ?? 1, message }]);
}

async function unknownVersions(tx: Database, courseId: CourseId, errata: readonly Erratum[]): Promise<string[]> {
  const named = new Set(errata.flatMap(({ versions = [] }) => versions));
  if (named.size === 0) return [];
  const published = await tx
    .select({ label: courseVersions.label })
    .from(courseVersions)
    .where(eq(courseVersions.courseId, courseId));
  for (const { label } of published) named.delete(label);
  return [...named].sort();
}

/** On a certificate, only the hash could distinguish two versions with one label. */
async function requireNewLabel(
  tx: Database,
  { courseId, label }: { courseId: CourseId; label: string },
  lines: Lines,
): Promise<void> {
  const [taken] = await tx
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.label, label)));
  const message = `version: "${label}" is already published with different content; give version a new value, so that certificates can distinguish the two.`;
  if (taken !== undefined) refuse(lines, 'version', message);
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

async function organizationOf(tx: Database, { course }: CoursePackage, lines: Lines): Promise<OrganizationId> {
  const [organization] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.slug, course.organization));
  if (organization !== undefined) return organization.id;
  const others = await tx
    .select({ slug: organizations.slug })
    .from(organizations)
    .orderBy(organizations.slug)
    .limit(200);
  const nearest = didYouMean(
    course.organization,
    others.map(({ slug }) => slug),
  );
  const instead = nearest || `; add organizations/${course.organization}.yaml beside the course, or correct the name.`;
  return refuse(lines, 'organization', `There is no organization ${course.organization}${instead}`);
}

/** The course's row; inserts it when the slug is new. Locks it, so that two imports of one course run one after the other. */
async function lockCourse(
  tx: Database,
  facts: { slug: string; organizationId: OrganizationId; now: Date },
  lines: Lines,
) {
  const { slug, organizationId, now } = facts;
  await tx
    .insert(courses)
    .values({ slug, organizationId, createdAt: now })
    .onConflictDoNothing({ target: courses.slug });
  const [course] = await tx.select().from(courses).where(eq(courses.slug, slug)).for('update');
  if (course === undefined) throw new NotFoundError(`The course ${slug}`);
  if (course.organizationId !== organizationId)
    refuse(lines, 'slug', `The course ${slug} belongs to another organization; choose another slug.`);
  return course;
}

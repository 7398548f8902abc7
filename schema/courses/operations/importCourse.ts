import { and, eq, isNull, max } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import { type CourseId, type CourseVersionId, newId, type OrganizationId } from '../../../drizzle/ids.ts';
import {
  contributors,
  courses,
  courseVersions,
  errata,
  modules,
  options,
  organizations,
  questions,
  quizzes,
  safetyNotices,
} from '../../../drizzle/schema.ts';
import { FaultsError } from '../../edited/faults.ts';
import { NotFoundError } from '../../errors.ts';
import { recordUntypedEvent } from '../../events/operations.ts';
import { parseInput } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import {
  type CourseContent,
  type CoursePackage,
  canonicalJson,
  contentHash,
  contentOf,
} from '../rules/package/canonical.ts';
import type { Erratum, SafetyNotice } from '../rules/package/shape.ts';
import { writePackage } from '../rules/package/write.ts';
import { studyPlan } from '../rules.ts';
import { erratumRow, quizRows, safetyNoticeRow, versionRow } from './versionRows.ts';

export type ImportedCourse = {
  courseId: CourseId;
  versionId: CourseVersionId;
  ordinal: number;
  contentHash: string;
  /** False when this very content had been published before. */
  published: boolean;
};

/**
 * Publishes a checked package as a new frozen version, unless this content stands already; safety notices and new errata
 * reach everyone either way. Enrollments stay on the version they are pinned to. `keepNewerNotices` leaves notices alone that
 * were checked as late as the package's own; `newLabel` refuses new words under a version label that stands. Safe when the same package is imported twice at once. Throws FaultsError.
 */
export async function importCourse(
  db: Database,
  facts: { package: CoursePackage; now: Date; keepNewerNotices?: boolean; newLabel?: boolean },
): Promise<ImportedCourse> {
  return db.transaction(async (tx) => {
    const { package: pack, now } = facts;
    const organizationId = await organizationOf(tx, pack);
    const course = await lockCourse(tx, { slug: pack.course.slug, organizationId, now });
    const hash = contentHash(pack);
    const [known] = await tx
      .select({ id: courseVersions.id, ordinal: courseVersions.ordinal })
      .from(courseVersions)
      .where(and(eq(courseVersions.courseId, course.id), eq(courseVersions.contentHash, hash)));
    if (known === undefined && facts.newLabel === true) await requireNewLabel(tx, course.id, pack.course.version);
    await replaceNotices(tx, course.id, pack.safetyNotices, facts.keepNewerNotices === true);
    await addErrata(tx, course.id, pack.errata);
    const version = known ?? (await publish(tx, { courseId: course.id, pack, hash, now }));
    return {
      courseId: course.id,
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

/** Two texts under one label could not be told apart on paper but by their hash. */
async function requireNewLabel(tx: Database, courseId: CourseId, label: string): Promise<void> {
  const [taken] = await tx
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .where(and(eq(courseVersions.courseId, courseId), eq(courseVersions.label, label)));
  const message = `version: "${label}" is published with other words; give version a new value, so that certificates tell the two apart.`;
  if (taken !== undefined) refuse('course.yaml', message);
}

async function organizationOf(tx: Database, { course }: CoursePackage): Promise<OrganizationId> {
  const [organization] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.slug, course.organization));
  const unknown = `There is no organization ${course.organization}; add organizations/${course.organization}.yaml beside the course, or correct the name.`;
  return organization?.id ?? refuse('course.yaml', unknown);
}

/** The course's row, made when the slug is new, locked so that imports of one course follow one another. */
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

type Publish = { courseId: CourseId; pack: CoursePackage; hash: string; now: Date };

async function publish(tx: Database, { courseId, pack, hash, now }: Publish) {
  const [last] = await tx
    .select({ ordinal: max(courseVersions.ordinal) })
    .from(courseVersions)
    .where(eq(courseVersions.courseId, courseId));
  const id = newId<CourseVersionId>();
  const ordinal = (last?.ordinal ?? 0) + 1;
  const plan = studyPlan(pack);
  await tx
    .insert(courseVersions)
    .values({ ...versionRow(pack, plan), id, courseId, ordinal, contentHash: hash, publishedAt: now });
  await insertContent(tx, id, pack, plan);
  await tx.update(courses).set({ currentVersionId: id }).where(eq(courses.id, courseId));
  await recordUntypedEvent(tx, {
    verb: 'COURSE_PUBLISHED',
    objectType: 'Course',
    objectId: courseId,
    at: now,
    details: { versionId: id, ordinal, contentHash: hash },
  });
  return { id, ordinal };
}

async function insertContent(
  tx: Database,
  versionId: CourseVersionId,
  pack: CourseContent,
  plan: ReturnType<typeof studyPlan>,
): Promise<void> {
  await tx.insert(contributors).values(
    pack.course.contributors.map(({ disclosure, ...facts }, index) => ({
      ...facts,
      versionId,
      position: index + 1,
      disclosure: disclosure.text,
      disclosedOn: disclosure.on,
    })),
  );
  const inserted = await tx
    .insert(modules)
    .values(
      pack.modules.map((module, index) => ({
        versionId,
        position: index + 1,
        key: module.id,
        title: module.title,
        kind: module.kind,
        body: module.body,
        videoUrl: module.video?.url ?? null,
        transcript: module.transcript ?? null,
        reflectionPrompt: module.reflection ?? null,
        objectiveKeys: module.objectives,
        wordCount: plan.modules[index]?.wordCount ?? 0,
        minSeconds: plan.modules[index]?.minSeconds ?? 0,
      })),
    )
    .returning({ id: modules.id, key: modules.key });
  const moduleIds = new Map(inserted.map(({ id, key }) => [key, id]));
  const rows = quizRows(pack.quizzes, versionId, moduleIds);
  await tx.insert(quizzes).values(rows.quizzes);
  await tx.insert(questions).values(rows.questions);
  // A LEFT names its RIGHT, so those stand first.
  await tx.insert(options).values(rows.targets);
  if (rows.lefts.length > 0) await tx.insert(options).values(rows.lefts);
}

const newestCheck = (notices: readonly { checkedOn: string }[]): string =>
  notices
    .map(({ checkedOn }) => checkedOn)
    .sort()
    .at(-1) ?? '';

async function replaceNotices(tx: Database, courseId: CourseId, notices: SafetyNotice[], keepNewer: boolean) {
  const standing = await noticesOf(tx, courseId);
  if (canonicalJson(standing) === canonicalJson(notices)) return;
  if (keepNewer && standing.length > 0 && newestCheck(standing) >= newestCheck(notices)) return;
  await tx.delete(safetyNotices).where(eq(safetyNotices.courseId, courseId));
  if (notices.length === 0) return;
  await tx.insert(safetyNotices).values(notices.map((notice, index) => ({ ...notice, courseId, position: index + 1 })));
}

const noticesOf = async (db: Database, courseId: CourseId): Promise<SafetyNotice[]> =>
  (
    await db.select().from(safetyNotices).where(eq(safetyNotices.courseId, courseId)).orderBy(safetyNotices.position)
  ).map(safetyNoticeRow);

/** Errata are history: a known id keeps its words, and taking one out of the file takes nothing back. */
async function addErrata(tx: Database, courseId: CourseId, entries: Erratum[]) {
  const standing = new Map((await errataOf(tx, courseId)).map((entry) => [entry.id, entry]));
  const changed = entries.filter((entry) => {
    const known = standing.get(entry.id);
    return known !== undefined && canonicalJson(known) !== canonicalJson(entry);
  });
  if (changed.length > 0) {
    const message = (id: string) =>
      `The erratum ${id} is published and cannot change; put it back and add a further one.`;
    throw new FaultsError(changed.map(({ id }) => ({ file: 'errata.yaml', line: 1, message: message(id) })));
  }
  const added = entries.filter(({ id }) => !standing.has(id));
  if (added.length === 0) return;
  await tx.insert(errata).values(
    added.map(({ id, on, module, text }) => ({
      courseId,
      key: id,
      publishedOn: on,
      moduleKey: module ?? null,
      text,
    })),
  );
}

const errataOf = async (db: Database, courseId: CourseId): Promise<Erratum[]> =>
  (await db.select().from(errata).where(eq(errata.courseId, courseId)).orderBy(errata.id)).map(erratumRow);

/**
 * The current version of a course as the files of its folder, with the safety notices and errata that stand now. Importing
 * them again gives the same content hash. Throws NotFoundError.
 */
export async function exportCourse(db: Database, slug: string): Promise<Map<string, string>> {
  const [row] = await db
    .select({ id: courses.id, content: courseVersions.package })
    .from(courses)
    .innerJoin(courseVersions, eq(courseVersions.id, courses.currentVersionId))
    .where(eq(courses.slug, slug));
  if (row === undefined) throw new NotFoundError(`The course ${slug}`);
  // Written by importCourse alone, from a checked package.
  const content = row.content as CourseContent;
  return writePackage({
    ...contentOf(content),
    safetyNotices: await noticesOf(db, row.id),
    errata: await errataOf(db, row.id),
  });
}

const Retirement = z.object({ reason: reasonText });

/**
 * Closes a course to new enrollments, once and for good: the first time stays. Open rounds can be finished and claimed, and every
 * certificate stands as before. Whether this call did it. Throws InvalidInput, NotFound.
 */
export async function retireCourse(
  db: Database,
  { courseId, actor, now, ...terms }: { courseId: CourseId; actor: 'operator'; reason: string; now: Date },
): Promise<boolean> {
  const { reason } = parseInput(Retirement, terms);
  return db.transaction(async (tx) => {
    const [course] = await tx.select({ id: courses.id }).from(courses).where(eq(courses.id, courseId));
    if (course === undefined) throw new NotFoundError('The course');
    const retired = await tx
      .update(courses)
      .set({ retiredAt: now })
      .where(and(eq(courses.id, courseId), isNull(courses.retiredAt)))
      .returning({ id: courses.id });
    if (retired.length === 0) return false;
    const fact = { verb: 'COURSE_RETIRED', objectType: 'Course', objectId: courseId, actor, reason, at: now };
    await recordUntypedEvent(tx, fact);
    return true;
  });
}

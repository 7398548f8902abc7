import { eq, max } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type CourseId, type CourseVersionId, newId, type OrganizationId } from '../../../drizzle/ids.ts';
import {
  contributors,
  courses,
  courseVersions,
  modules,
  options,
  questions,
  quizzes,
} from '../../../drizzle/schema.ts';
import type { Act } from '../../act.ts';
import { FaultsError } from '../../edited/faults.ts';
import { recordEvent } from '../../events/operations.ts';
import type { CourseContent, CoursePackage } from '../rules/package/canonical.ts';
import { claimsOf } from '../rules/package/marks.ts';
import { hoursFaults, studyPlan } from '../rules.ts';
import { recallRounds } from './recallRounds.ts';
import { storeFiles } from './storedFiles.ts';
import { quizRows, versionRow } from './versionRows.ts';

type Publish = { courseId: CourseId; organizationId: OrganizationId; pack: CoursePackage; hash: string };

/**
 * Writes a package as the next version of its course, in the caller's transaction, which must hold the lock on the course. Throws
 * FaultsError when its hours come to nothing.
 */
export async function publishVersion(
  tx: Database,
  act: Act,
  { courseId, organizationId, pack, hash }: Publish,
): Promise<{ id: CourseVersionId; ordinal: number }> {
  const faults = hoursFaults(pack);
  if (faults.length > 0) throw new FaultsError(faults);
  const [last] = await tx
    .select({ ordinal: max(courseVersions.ordinal) })
    .from(courseVersions)
    .where(eq(courseVersions.courseId, courseId));
  const id = newId<CourseVersionId>();
  const ordinal = (last?.ordinal ?? 0) + 1;
  const plan = studyPlan(pack);
  await tx.insert(courseVersions).values({
    ...versionRow(pack, plan),
    ...{ id, courseId, ordinal, contentHash: hash, publishedAt: act.now, followUp: recallRounds(pack) },
  });
  await insertContent(tx, id, pack, plan);
  await storeFiles(tx, id, pack);
  await tx.update(courses).set({ currentVersionId: id }).where(eq(courses.id, courseId));
  await recordEvent(tx, act, 'COURSE_PUBLISHED', {
    objectId: courseId,
    organizationId,
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
  const taught = pack.modules.map((module, index) => ({
    versionId,
    position: index + 1,
    key: module.id,
    title: module.title,
    kind: module.kind,
    body: module.body,
    videoUrl: module.video?.url ?? null,
    transcript: module.transcript ?? null,
    reflectionPrompt: module.reflection ?? null,
    practice: module.practice ?? null,
    objectiveKeys: module.objectives,
    claims: claimsOf(module),
    wordCount: plan.modules[index]?.wordCount ?? 0,
    minSeconds: plan.modules[index]?.minSeconds ?? 0,
  }));
  const inserted =
    taught.length === 0 ? [] : await tx.insert(modules).values(taught).returning({ id: modules.id, key: modules.key });
  const moduleIds = new Map(inserted.map(({ id, key }) => [key, id]));
  const rows = quizRows(pack, versionId, moduleIds);
  await tx.insert(quizzes).values(rows.quizzes);
  await tx.insert(questions).values(rows.questions);
  // A LEFT refers to its RIGHT, so the targets are inserted first.
  await tx.insert(options).values(rows.targets);
  if (rows.lefts.length > 0) await tx.insert(options).values(rows.lefts);
}

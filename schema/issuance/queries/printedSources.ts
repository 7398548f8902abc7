import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId } from '../../../drizzle/ids.ts';
import {
  contributors,
  courses,
  courseVersions,
  creditOffers,
  organizations,
  quizzes,
} from '../../../drizzle/schema.ts';
import type { PrintedSources } from '../rules/certificateFacts.ts';

/** An offer stands on an approval, and stays when it is withdrawn. */
const everApproved = sql<boolean>`exists (select 1 from ${creditOffers} where ${creditOffers.versionId} = ${courseVersions.id})`;

const { title, label, contentHash, language, format, level, studyHundredths, objectives, review } = courseVersions;
const { certificateValidMonths } = courseVersions;
const version = {
  ...{
    title,
    label,
    contentHash,
    language,
    format,
    level,
    studyHundredths,
    objectives,
    review,
    certificateValidMonths,
  },
};

/** The rows that a certificate's facts are taken from: a version, its course and organization, its people and its post-test. */
export async function printedSourcesOf(tx: Database, versionId: CourseVersionId): Promise<PrintedSources> {
  const ofVersion = tx
    .select({ version, course: { slug: courses.slug }, organization: organizations, everApproved })
    .from(courseVersions)
    .innerJoin(courses, eq(courses.id, courseVersions.courseId))
    .innerJoin(organizations, eq(organizations.id, courses.organizationId))
    .where(eq(courseVersions.id, versionId));
  const contributing = tx
    .select()
    .from(contributors)
    .where(eq(contributors.versionId, versionId))
    .orderBy(asc(contributors.position));
  const ofTest = tx
    .select({ passPercent: quizzes.passPercent })
    .from(quizzes)
    .where(and(eq(quizzes.versionId, versionId), eq(quizzes.kind, 'POST_TEST')));
  const [[found], people, [postTest]] = await Promise.all([ofVersion, contributing, ofTest]);
  if (found === undefined) throw new Error('course version not found although a locked enrollment refers to it');
  return { ...found, people, passPercent: postTest?.passPercent ?? null };
}

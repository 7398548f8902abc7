import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { courses, courseVersions } from '../../../drizzle/schema.ts';
import { NotFoundError } from '../../errors.ts';
import { type CourseContent, contentOf } from '../rules/package/canonical.ts';
import { writePackage } from '../rules/package/write.ts';
import { storedErrata } from './errata.ts';
import { storedNotices } from './safetyNotices.ts';
import { bytesOfFiles } from './storedFiles.ts';

/**
 * The current version of a course as the texts and files of its folder, with the current safety notices and errata. Importing them again
 * gives the same content hash. Throws NotFoundError.
 */
export async function exportCourse(
  db: Database,
  slug: string,
): Promise<{ texts: Map<string, string>; bytes: Map<string, Buffer> }> {
  const [row] = await db
    .select({ id: courses.id, content: courseVersions.package })
    .from(courses)
    .innerJoin(courseVersions, eq(courseVersions.id, courses.currentVersionId))
    .where(eq(courses.slug, slug));
  if (row === undefined) throw new NotFoundError(`The course ${slug}`);
  // Only importCourse writes this, from a checked package.
  const content = row.content as CourseContent;
  const texts = writePackage({
    ...contentOf(content),
    safetyNotices: await storedNotices(db, row.id),
    errata: await storedErrata(db, row.id),
  });
  return { texts, bytes: await bytesOfFiles(db, content.files ?? []) };
}

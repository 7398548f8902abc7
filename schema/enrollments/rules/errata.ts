import type { CourseId } from '../../../drizzle/ids.ts';

/** The corrections that concern an enrollment: of its course, and of its version or of every one. */
export function errataOfVersion<Erratum extends { courseId: CourseId; versions: string[] | null }>(
  errata: readonly Erratum[],
  { courseId, courseVersion }: { courseId: CourseId; courseVersion: string },
): Erratum[] {
  return errata.filter(
    (one) => one.courseId === courseId && (one.versions === null || one.versions.includes(courseVersion)),
  );
}

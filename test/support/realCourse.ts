import { join } from 'node:path';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { readCourseFolder } from '../../server/content/content.ts';
import { ROOT } from './sources.ts';

/** The course of content/. */
export const realCourse = async (): Promise<CoursePackage> => {
  const read = await readCourseFolder(join(ROOT, 'content/better-after-betrayal'));
  if (!read.ok) throw new Error('the course has faults');
  return read.package;
};

/** How the authors call its version today. */
export const REAL_VERSION = (await realCourse()).course.version;

import { join } from 'node:path';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { studyPlan } from '../../schema/courses/rules.ts';
import { readCourseFolder } from '../../server/content/content.ts';
import { ROOT } from './sources.ts';

/** The course of content/. */
export const realCourse = async (): Promise<CoursePackage> => {
  const read = await readCourseFolder(join(ROOT, 'content/better-after-betrayal'));
  if (!read.ok) throw new Error('the course has faults');
  return read.package;
};

const today = await realCourse();
/** How the authors call its version today. */
export const REAL_VERSION = today.course.version;
/** Its words today, on which its hours rest. */
export const REAL_WORDS = studyPlan(today).calculation.words;

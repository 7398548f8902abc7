import { canonicalJson, sha256 } from '../../../edited/canonical.ts';
import type { PackagedFile } from './files/readFile.ts';
import type { FollowUp } from './followUp.ts';
import type { PackagedSheet } from './kit.ts';
import type { PackagedQuiz } from './quizShape.ts';
import {
  CONTINUES_NONE,
  type CourseFacts,
  type Erratum,
  type EvaluationForm,
  type ForYourself,
  type PackagedModule,
  type SafetyNotice,
} from './shape.ts';

/** What a version freezes: everything except safety notices and errata. */
export type CourseContent = {
  course: CourseFacts;
  modules: PackagedModule[];
  quizzes: PackagedQuiz[];
  evaluation: EvaluationForm;
  forYourself?: ForYourself;
  /** What is asked of whoever wants it, weeks after the course. Absent where there is nothing. */
  followUp?: FollowUp;
  /** What lies in files/, by path. Absent where there is nothing, as in versions from before courses had files. */
  files?: PackagedFile[];
  /** Printable sheets in their order. Absent where there are none, as in versions from before courses had them. */
  kit?: PackagedSheet[];
};

/** The content of a course folder. Modules are in order; quizzes are pre-test, checks, post-test. `bytes` has those of the files, by path. */
export type CoursePackage = CourseContent & {
  safetyNotices: SafetyNotice[];
  errata: Erratum[];
  bytes?: ReadonlyMap<string, Buffer>;
};

/** The frozen part of a package, without safety notices and errata. */
export function contentOf({
  course,
  modules,
  quizzes,
  evaluation,
  forYourself,
  followUp,
  files = [],
  kit = [],
}: CourseContent): CourseContent {
  return {
    course,
    modules,
    quizzes,
    evaluation,
    ...(forYourself && { forYourself }),
    ...(followUp && { followUp }),
    ...(files.length === 0 ? {} : { files }),
    ...(kit.length === 0 ? {} : { kit }),
  };
}

/** SHA-256, in hexadecimal, over the canonical form of what a version freezes. */
export const contentHash = (content: CourseContent): string => sha256(canonicalJson(contentOf(content)));

/** The slug of the course that a package continues; null for none. */
export function continuedBy({ course: { continues } }: Pick<CourseContent, 'course'>): string | null {
  return continues === undefined || continues === CONTINUES_NONE ? null : continues;
}

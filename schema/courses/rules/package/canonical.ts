import { createHash } from 'node:crypto';
import { normalized } from '../../../edited/text.ts';
import type { PackagedQuiz } from './quizShape.ts';
import type { CourseFacts, Erratum, EvaluationForm, PackagedModule, SafetyNotice } from './shape.ts';

/** What a version freezes: everything except safety notices and errata. */
export type CourseContent = {
  course: CourseFacts;
  modules: PackagedModule[];
  quizzes: PackagedQuiz[];
  evaluation: EvaluationForm;
};

/** The content of a course folder. Modules are in order; quizzes are pre-test, checks, post-test. */
export type CoursePackage = CourseContent & { safetyNotices: SafetyNotice[]; errata: Erratum[] };

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Two values with the same meaning give the same text: sorted keys, no absent keys, text in NFC with line feeds and trimmed ends.
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value));

function canonical(value: unknown): Json {
  if (typeof value === 'string') return normalized(value);
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, held]) => held !== undefined);
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, held]) => [key, canonical(held)]),
    );
  }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  throw new TypeError(`A ${typeof value} has no canonical form.`);
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The frozen part of a package, without safety notices and errata. */
export function contentOf({ course, modules, quizzes, evaluation }: CourseContent): CourseContent {
  return {
    course,
    modules,
    quizzes,
    evaluation,
  };
}

/** SHA-256, in hexadecimal, over the canonical form of what a version freezes. */
export const contentHash = (content: CourseContent): string => sha256(canonicalJson(contentOf(content)));

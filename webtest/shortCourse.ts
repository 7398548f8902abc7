import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CoursePackage } from '../schema/courses/rules/package/canonical.ts';
import { writePackage } from '../schema/courses/rules/package/write.ts';
import { writeCourseFolder } from '../server/content/content.ts';
import { world } from './world.ts';

const MODULE = 'seven-steps';
const TIME_LIMIT_MINUTES = 60;
/** So often its text stands there, because less than half an hour of reading earns nothing. */
const REPEATED = 5;

/** A text whose words name nothing of the rest of their course, so that it may stand there several times. */
const unmarked = (body: string): string => body.replace(/\[([^\]]*)\]\((?:module|ref|term|claim):[a-z0-9-]+\)/g, '$1');

/** A course of one module, whose check has a time limit and asks every question that it has, an order among them. */
export function shortCourse(slug: string): CoursePackage {
  const whole = world().course;
  const modules = whole.modules
    .filter(({ id }) => id === MODULE)
    .map(({ claims: _, ...module }) => ({ ...module, body: Array(REPEATED).fill(unmarked(module.body)).join('\n\n') }));
  const aims = new Set(modules.flatMap(({ objectives }) => objectives));
  const quizzes = whole.quizzes.flatMap((quiz) => {
    const questions = quiz.questions.filter(({ objective }) => aims.has(objective));
    const wanted = quiz.kind !== 'MODULE_CHECK' || quiz.module === MODULE;
    // It has none of the questions that the course requires.
    return wanted
      ? [{ ...quiz, required: undefined, questions, draw: questions.length, timeLimitMinutes: TIME_LIMIT_MINUTES }]
      : [];
  });
  const objectives = whole.course.objectives.filter(({ id }) => aims.has(id));
  const course = { ...whole.course, slug, title: 'A short course', sample: MODULE, objectives };
  const shown = (path: string) => modules.some(({ body }) => body.includes(path));
  const files = (whole.files ?? []).filter(({ path }) => shown(path));
  const bytes = new Map([...(whole.bytes ?? [])].filter(([path]) => shown(path)));
  const { files: _owners, downloads: _downloads, ...facts } = course;
  // What is asked weeks later recalls questions that are not here.
  return { ...whole, course: facts, modules, quizzes, files, bytes, errata: [], followUp: undefined };
}

/** The files of a course, as they stand in its folder. */
export function filesOf(pack: CoursePackage): Map<string, string | Buffer> {
  return new Map<string, string | Buffer>([...writePackage(pack), ...(pack.bytes ?? [])]);
}

/** Brings a course, or its next version, to the server. */
export const importCourse = (pack: CoursePackage): Promise<void> => importFiles(filesOf(pack));

/** The same, from the files of a course. */
export async function importFiles(files: Map<string, string | Buffer>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'attune-short-'));
  try {
    await writeCourseFolder(folder, files);
    await world().server.operate(['course', 'import', folder]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

import { EVIDENCE_GRADES } from '../../../drizzle/tables/marks.ts';
import { studyPlan } from '../rules.ts';
import type { CourseContent } from './package/canonical.ts';
import { durationText, planningTime } from './planning.ts';

/** Bodies such as NASW ask for references that are not older. */
const RECENT_YEARS = 10;

/** What an author should know of a course beside its hours: the time to plan, claims by their evidence, the age of references. */
export function measures(content: CourseContent, year: number): string[] {
  return [planned(content), evidence(content), ages(content, year)].filter((line) => line !== null);
}

function planned(content: CourseContent): string | null {
  const { course, modules, quizzes, evaluation } = content;
  if (course.format.startsWith('LIVE_')) return null;
  const {
    minutes,
    reading,
    questions,
    writing,
    evaluation: answering,
  } = planningTime({
    words: studyPlan(content).calculation.words,
    questions: quizzes.reduce((sum, { draw }) => sum + draw, 0),
    prompts: modules.filter(({ reflection }) => reflection !== undefined).length,
    answers:
      evaluation.items.length +
      course.objectives.length +
      course.contributors.filter(({ role }) => role === 'AUTHOR' || role === 'PRESENTER').length,
  });
  return `Time to plan: about ${durationText(minutes)} (reading ${reading} minutes at 200 words a minute, questions ${questions}, writing ${writing}, evaluation ${answering}).`;
}

function evidence({ modules }: CourseContent): string {
  const claims = modules.flatMap(({ claims = [] }) => claims);
  const kinds = EVIDENCE_GRADES.map((kind) => `${claims.filter(({ grade }) => grade === kind).length} ${kind}`);
  return `Claims with evidence: ${claims.length} (${kinds.join(', ')}).`;
}

function ages({ course: { references } }: CourseContent, year: number): string {
  const old = references.filter((one) => year - one.year > RECENT_YEARS).length;
  return `References: ${references.length}, of them ${old} older than ${RECENT_YEARS} years.`;
}

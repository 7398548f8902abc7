import type { Fault } from '../../edited/faults.ts';
import { type CueMeasure, cueExcess, cueMeasures } from './cues.ts';
import type { CourseContent } from './package/canonical.ts';
import type { PackagedQuiz } from './package/quizShape.ts';

/** Questions that are measured together: those of one test, or those of all checks. */
export type MeasuredPool = { name: string; file: string; measures: CueMeasure[] };

/** The cues to right answers in a course, by pool. */
export function measuredPools({ course, quizzes }: Pick<CourseContent, 'course' | 'quizzes'>): MeasuredPool[] {
  const pool = (name: string, file: string, kind: PackagedQuiz['kind']): MeasuredPool => {
    const questions = quizzes.filter((quiz) => quiz.kind === kind).flatMap((quiz) => quiz.questions);
    return { name, file, measures: cueMeasures(questions, course.language) };
  };
  return [
    pool('Pre-test', 'quizzes/pre-test.yaml', 'PRE_TEST'),
    pool('Checks of modules', 'quizzes', 'MODULE_CHECK'),
    pool('Post-test', 'quizzes/post-test.yaml', 'POST_TEST'),
  ].filter(({ measures }) => measures.length > 0);
}

/** More than so many standard errors above chance is no accident. */
const MOST = 2;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/**
 * Where a reader who has learned nothing does better than chance: a fault of the test that a certificate depends on, a warning of
 * checks and pre-test, which explain themselves.
 */
export function cueFaults(content: Pick<CourseContent, 'course' | 'quizzes'>): { faults: Fault[]; warnings: Fault[] } {
  const found = measuredPools(content).flatMap(({ name, file, measures }) =>
    measures
      .filter((one) => cueExcess(one) > MOST)
      .map((one) => ({
        file,
        line: 1,
        message: `${name}: whoever goes by ${one.cue} scores ${percent(one.score)} where chance gives ${percent(one.chance)}, ${cueExcess(one).toFixed(1)} standard errors above. Let right and wrong options look alike in this.`,
      })),
  );
  const isPostTest = ({ file }: Fault) => file === 'quizzes/post-test.yaml';
  return { faults: found.filter(isPostTest), warnings: found.filter((fault) => !isPostTest(fault)) };
}

/** How many questions of the post-test are about each objective, in the order of the course. */
export function itemsPerObjective({
  course,
  quizzes,
}: Pick<CourseContent, 'course' | 'quizzes'>): { id: string; items: number }[] {
  const questions = quizzes.find(({ kind }) => kind === 'POST_TEST')?.questions ?? [];
  return course.objectives.map(({ id }) => ({
    id,
    items: questions.filter(({ objective }) => objective === id).length,
  }));
}

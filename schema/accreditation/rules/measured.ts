import type { CourseContent } from '../../courses/rules/package/canonical.ts';
import { studyPlan } from '../../courses/rules.ts';
import type { Calculation } from './calculation.ts';
import { type CreditFault, creditFault } from './creditFaults.ts';

/** What a version measures of itself. `studyHundredths` are the hours of study that it requires of everyone. */
export type Measured = { words: number; questions: number; difficulty: number; studyHundredths: number };

/** The same of a package that is not published yet. */
export function measuredIn(content: CourseContent): Measured {
  const { calculation, studyHundredths } = studyPlan(content);
  const { words, questions, difficulty } = calculation;
  return { words, questions, difficulty, studyHundredths };
}

/** The minutes of study that a version requires, in hundredths of a minute. */
export const requiredMinutes = ({ studyHundredths }: Measured): number => studyHundredths * 60;

const COUNTED = {
  words: (count: number) => `${count} words`,
  questions: (count: number) => `${count} questions in its post-test`,
  difficulty: (count: number) => `a difficulty of ${count}`,
};

/**
 * What a calculation states above the version's own measure. Less is no fault: a body may leave out parts that Attune counts, and
 * less never earns more.
 */
export function measuredFaults(calculation: Calculation, measured: Measured): CreditFault[] {
  if (calculation.method !== 'WORDS' && calculation.method !== 'MERGENER') return [];
  const stated: Partial<Record<keyof typeof COUNTED, number>> = calculation;
  return (['words', 'questions', 'difficulty'] as const).flatMap((name) => {
    const [said, own] = [stated[name], measured[name]];
    if (said === undefined || said <= own) return [];
    const message = `The calculation states ${COUNTED[name](said)}; the version has ${COUNTED[name](own)}. State that number or a lower one.`;
    return [creditFault('MORE_THAN_MEASURED', message)];
  });
}

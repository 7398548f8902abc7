import { cueExcess } from '../schema/courses/rules/cues.ts';
import { itemsPerObjective, measuredPools } from '../schema/courses/rules/fairness.ts';
import type { CourseContent } from '../schema/courses/rules/package/canonical.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`.padStart(6);

/** Prints what somebody scores who has learned nothing, and how many questions each objective has. */
export function printFairness(content: Pick<CourseContent, 'course' | 'quizzes'>): void {
  for (const { name, measures } of measuredPools(content)) {
    console.log(`${`${name}, who goes by`.padEnd(44)} score chance  standard errors above`);
    for (const measure of measures) {
      const { cue, items, score, chance } = measure;
      console.log(
        `  ${`${cue} (${items} items)`.padEnd(42)}${percent(score)}${percent(chance)}  ${cueExcess(measure).toFixed(1).padStart(6)}`,
      );
    }
  }
  const items = itemsPerObjective(content).map((one) => `${one.id} ${one.items}`);
  console.log(`Post-test, questions per objective: ${items.join(', ')}.`);
}

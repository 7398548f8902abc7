import type { Objective } from '../../../drizzle/tables/courses.ts';
import { countOf, type Tally, unitsOf } from './units.ts';

/** When people are asked about an objective: before the course, after it, and weeks later. */
export const RESULT_STAGES = ['PRE_TEST', 'POST_TEST', 'FOLLOW_UP'] as const;
type Stage = { stage: (typeof RESULT_STAGES)[number]; weeks: number | null };

/** Where a version asks about an objective. */
export type Asked = Stage & { objectiveKey: string };
/** People who had the same share of an objective right, at one stage, in one month. */
export type ResultTally = Asked & { month: string; percent: number; people: number };

/** Null and null while there are too few people. */
export type ObjectiveResult = Stage & { people: number | null; rightPercent: number | null };
export type ObjectiveResults = { objective: Objective; results: ObjectiveResult[] };

const keyOf = ({ stage, weeks, objectiveKey }: Asked): string => `${stage} ${weeks} ${objectiveKey}`;

const asTally = ({ month, percent, people, ...asked }: ResultTally): Tally => ({
  itemKey: keyOf(asked),
  ...{ intensiveId: null, month, scale: percent, choice: null, texts: null, count: people },
});

/**
 * The results of one version in months that are over, objective by objective: of each stage the people, and the average share that they
 * had right. A stage of an objective is what an item of the evaluation is, and a share what a step of a scale is, so the same units are
 * shown together or not at all: no subtraction of two reports is about fewer than five people.
 */
export function resultsOf(
  { objectives, asked }: { objectives: readonly Objective[]; asked: readonly Asked[] },
  tallies: readonly ResultTally[],
  before: string,
): ObjectiveResults[] {
  const byStage = Map.groupBy(tallies.map(asTally), ({ itemKey }) => itemKey);
  return objectives.map((objective) => ({
    objective,
    results: asked
      .filter(({ objectiveKey }) => objectiveKey === objective.key)
      .map((one) => {
        const shown = unitsOf(byStage.get(keyOf(one)) ?? [], before).flatMap((unit) => unit.tallies);
        const { stage, weeks } = one;
        const people = countOf(shown);
        if (people === 0) return { stage, weeks, people: null, rightPercent: null };
        const sum = shown.reduce((all, { scale, count }) => all + (scale ?? 0) * count, 0);
        return { stage, weeks, people, rightPercent: Math.round(sum / people) };
      }),
  }));
}

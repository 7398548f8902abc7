import type { IntensiveId } from '../../../drizzle/ids.ts';

/** Nothing is shown of fewer answers than this, and no two reports differ by fewer. */
export const FEWEST = 5;
/** For how many further months answers to a training wait for others to the same training. Then they wait with those of all trainings. */
const MONTHS_OF_WAITING = 2;

/** Answers to an item that came in one month about the same and say the same; free texts are one row. */
export type Tally = {
  itemKey: string;
  /** The training that was attended; null for a course that was studied alone. */
  intensiveId: IntensiveId | null;
  month: string;
  scale: number | null;
  choice: string | null;
  texts: string[] | null;
  count: number;
};

/**
 * Answers to one item that reports show together or not at all. `intensiveId`: the training whose own report has them; null for what
 * stands in the report of the version alone.
 */
export type Unit = { intensiveId: IntensiveId | null; tallies: Tally[] };

/**
 * The units of the answers to one item of a version in the months before one. Every report is a union of units, units share no answer,
 * each has nothing or five of every number that a report shows, and a month that is over changes none of them. So whatever anybody adds
 * or subtracts of reports of any trainings and of the version, read at any times, is a union of units: nothing, or five and more.
 *
 * The answers to a training, and those of people who studied alone, each wait for their like until they are enough. A training ends:
 * what is too little for it after two further months joins what is left of other trainings, and is counted in the version alone.
 */
export function unitsOf(tallies: readonly Tally[], before: string): Unit[] {
  const units: Unit[] = [];
  const waiting = new Map<IntensiveId | null, Tally[]>();
  let left: Tally[] = [];
  const byMonth = Map.groupBy(tallies, ({ month }) => month);
  for (const month of monthsOf([...byMonth.keys()], before)) {
    for (const tally of byMonth.get(month) ?? [])
      waiting.set(tally.intensiveId, [...(waiting.get(tally.intensiveId) ?? []), tally]);
    for (const [intensiveId, own] of waiting) {
      if (isLarge(own)) units.push({ intensiveId, tallies: own });
      const { late = [], others = [] } = Object.groupBy(isLarge(own) ? [] : own, (tally) =>
        intensiveId !== null && tally.month <= monthAfter(month, -MONTHS_OF_WAITING) ? 'late' : 'others',
      );
      left.push(...late);
      waiting.set(intensiveId, others);
    }
    if (!isLarge(left)) continue;
    units.push({ intensiveId: null, tallies: left });
    left = [];
  }
  return units;
}

/** Every month from the first of some to the last before one: answers wait through months in which none came. */
function monthsOf(some: readonly string[], before: string): string[] {
  const [first] = some.toSorted();
  const months: string[] = [];
  for (let month = first ?? before; month < before; month = monthAfter(month, 1)) months.push(month);
  return months;
}

function monthAfter(month: string, many: number): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + many)).toISOString().slice(0, 10);
}

export const countOf = (tallies: readonly Tally[]): number => tallies.reduce((sum, { count }) => sum + count, 0);

/** Whether there are answers, and every number that a report shows of them is large enough: of all, and of each option that was chosen. */
function isLarge(group: readonly Tally[]): boolean {
  const byChoice = [...Map.groupBy(group, ({ choice }) => choice).values()];
  return byChoice.length > 0 && byChoice.every((same) => countOf(same) >= FEWEST);
}

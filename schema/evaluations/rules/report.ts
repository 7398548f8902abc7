import { type Random, shuffle } from '../../shuffle.ts';
import { type EvaluationItem, monthOf } from '../rules.ts';

/** Nothing is shown of fewer answers than this, and no two reports differ by fewer. */
export const FEWEST = 5;
const DAY_MS = 86_400_000;
/** Of one question. */
export const MOST_TEXTS = 500;

/** Answers to an item that came in one month and say the same; free texts are one row. */
export type Tally = {
  itemKey: string;
  month: string;
  scale: number | null;
  choice: string | null;
  texts: string[] | null;
  count: number;
};

/** What a report shows of an item: null and nothing while there are too few answers. */
export type ItemReport = {
  item: EvaluationItem;
  answers: number | null;
  /** Of the steps of a scale, from 1. */
  average: number | null;
  options: { option: string; answers: number }[];
  texts: string[];
};

/** The month of which, and of later ones, nothing is shown: its answers still come. A request may end a little after midnight. */
export const openMonth = (now: Date): string => monthOf(new Date(now.getTime() - DAY_MS));

/**
 * The report of one version's answers in months that are over. Those never change, so that the months of a group are the same in every
 * later report, and what a report adds to an earlier one is whole groups.
 */
export function reportOf(items: readonly EvaluationItem[], tallies: readonly Tally[], random: Random): ItemReport[] {
  const byItem = Map.groupBy(tallies, ({ itemKey }) => itemKey);
  return items.map((item) => {
    const shown = largeGroups(byItem.get(item.key) ?? []);
    const answers = countOf(shown);
    if (answers === 0) return { item, answers: null, average: null, options: [], texts: [] };
    const steps = shown.reduce((sum, { scale, count }) => sum + (scale ?? 0) * count, 0);
    const chosen = (option: string) => countOf(shown.filter(({ choice }) => choice === option));
    const texts = shown.flatMap((tally) => tally.texts ?? []);
    return {
      item,
      answers,
      average: item.kind === 'SCALE' ? Math.round((steps / answers) * 100) / 100 : null,
      options: item.kind === 'CHOICE' ? item.options.map((option) => ({ option, answers: chosen(option) })) : [],
      // Each item in an order of its own, so that no two texts can be joined to one writer.
      texts: shuffle(texts, random).slice(0, MOST_TEXTS),
    };
  });
}

const countOf = (tallies: readonly Tally[]): number => tallies.reduce((sum, { count }) => sum + count, 0);

/** The answers of as many months, oldest first, as make groups that are large enough; what is left waits for further months. */
function largeGroups(tallies: readonly Tally[]): Tally[] {
  const shown: Tally[] = [];
  let waiting: Tally[] = [];
  const months = [...Map.groupBy(tallies, ({ month }) => month)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  for (const [, ofMonth] of months) {
    waiting.push(...ofMonth);
    if (!isLarge(waiting)) continue;
    shown.push(...waiting);
    waiting = [];
  }
  return shown;
}

/** Whether every number that a report shows of a group is large enough: its answers, and those of each option that was chosen. */
function isLarge(group: readonly Tally[]): boolean {
  return [...Map.groupBy(group, ({ choice }) => choice).values()].every((same) => countOf(same) >= FEWEST);
}

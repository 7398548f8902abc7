import type { IntensiveId } from '../../../drizzle/ids.ts';
import { type Random, shuffle } from '../../shuffle.ts';
import { type EvaluationItem, monthOf } from '../rules.ts';
import { countOf, type Tally, type Unit, unitsOf } from './units.ts';

const DAY_MS = 86_400_000;
/** Of one question. */
export const MOST_TEXTS = 500;

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

/** `intensiveId`: of which training; absent for all answers to the version. `before`: the first month that is not over. */
type Asked = { intensiveId?: IntensiveId; before: string; random: Random };

/** The report of one version's answers in months that are over, or of those to one training: the units that it may show. */
export function reportOf(items: readonly EvaluationItem[], tallies: readonly Tally[], asked: Asked): ItemReport[] {
  const { intensiveId, before, random } = asked;
  const isOwn = (unit: Unit) => intensiveId === undefined || unit.intensiveId === intensiveId;
  const byItem = Map.groupBy(tallies, ({ itemKey }) => itemKey);
  return items.map((item) => {
    const units = unitsOf(byItem.get(item.key) ?? [], before).filter(isOwn);
    const shown = units.flatMap((unit) => unit.tallies);
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

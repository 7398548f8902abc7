import { z } from 'zod';
import type { Fault } from '../../../edited/faults.ts';
import { key, list, prose, section, whole } from '../../../edited/text.ts';
import { checkShape, type EditedYaml } from '../../../edited/yaml.ts';
import type { Question } from './quizShape.ts';
import { readQuestion } from './readQuestion.ts';

export const FOLLOW_UP = 'follow-up.yaml';
/** How many questions a round asks. */
export const QUESTIONS = 3;
const MOST_WEEKS = 26;

/** A question of a quiz of the course, by its id. */
const recall = section({ recall: key('the id of a question of a quiz') });
/** What a round asks: a question that the course has asked before, or one of its own. */
export type RecallEntry = z.output<typeof recall> | Question;

/** follow-up.yaml: what is asked of whoever wants it, weeks after they completed the course. */
export const followUpShape = section({
  rounds: list(
    section({
      weeks: whole(1, MOST_WEEKS),
      questions: list(z.unknown(), QUESTIONS, QUESTIONS),
      open: prose('one open question, such as "What did you try?"', 500),
    }),
    1,
    6,
  ),
});

export type FollowUpFile = z.output<typeof followUpShape>;
export type FollowUp = { rounds: { weeks: number; questions: RecallEntry[]; open: string }[] };

type Read = { value: FollowUpFile | null; rounds: (RecallEntry | null)[][] };

/** Where a question of a round stands in the file. */
export function placeOf(round: number, question: number): (string | number)[] {
  return ['rounds', round, 'questions', question];
}

/** The questions of each round; null, with its faults, for one that cannot be read. */
export function readRecalls({ rounds }: FollowUpFile, yaml: EditedYaml, faults: Fault[]): Read['rounds'] {
  return rounds.map(({ questions }, round) =>
    questions.map((row, index) => {
      const at = placeOf(round, index);
      if (typeof row !== 'object' || row === null || !('recall' in row)) return readQuestion(yaml, { at, row }, faults);
      const checked = checkShape(recall, yaml, at, row);
      faults.push(...checked.faults);
      return checked.value;
    }),
  );
}

/** The rounds as the package has them, without what could not be read. */
export function packagedRounds({ value, rounds }: Read): FollowUp['rounds'] {
  return (value?.rounds ?? []).map(({ weeks, open }, index) => ({
    weeks,
    questions: (rounds[index] ?? []).filter((one) => one !== null),
    open,
  }));
}

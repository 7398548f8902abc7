import type { OptionId } from '../ids.ts';
import type { OPTION_SIDES, QUESTION_TYPES } from './asking.ts';

/** An option of a recall question. Its id is random, and options stand in the order of their ids. */
export type RecallOption = {
  id: OptionId;
  side: (typeof OPTION_SIDES)[number];
  text: string;
  rationale: string;
  isCorrect: boolean;
  matchId: OptionId | null;
  rank: number | null;
};

/** A question that is asked weeks after a course. Its key is the id in the package. */
export type RecallQuestion = {
  key: string;
  type: (typeof QUESTION_TYPES)[number];
  objectiveKey: string;
  moduleKey: string | null;
  sourceKey: string | null;
  prompt: string;
  options: RecallOption[];
};

/** What is asked so many weeks after a course was completed, each objective once, and one question for words of one's own. */
export type RecallRound = { weeks: number; questions: RecallQuestion[]; open: string };

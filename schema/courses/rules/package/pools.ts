import type { Fault } from '../../../edited/faults.ts';
import { type DrawShortfall, drawShortfalls } from '../draws.ts';
import type { ReadQuiz } from './readPackage.ts';

const lineOf = (quiz: ReadQuiz, path: (string | number)[]): number => quiz.yaml?.lineOf(path) ?? 1;

/** A draw cannot be larger than its pool. */
export function checkDraws(quizzes: ReadQuiz[]): Fault[] {
  return quizzes.flatMap((quiz) => {
    const draw = quiz.value?.draw ?? 0;
    const message = `draw is ${draw} but the pool has ${quiz.questions.length} questions; write more questions or draw fewer.`;
    return draw > quiz.questions.length ? [{ file: quiz.file, line: lineOf(quiz, ['draw']), message }] : [];
  });
}

const SHORTFALL_WORDS: {
  [Code in DrawShortfall['because']]: (short: Extract<DrawShortfall, { because: Code }>) => string;
} = {
  TOO_FEW_REQUIRED: ({ objectiveKey, of, there }) =>
    `Every attempt is to draw ${of} questions about ${objectiveKey}, but the pool has ${there}; write more, or lower of and pass.`,
  REQUIRED_EXCEED_DRAW: ({ taken }) =>
    `The required objectives take ${taken} questions of each attempt, which is more than draw; draw more, or require fewer.`,
  TOO_FEW_OTHERS: ({ needed, there }) =>
    `An attempt needs ${needed} questions about the other objectives, but the pool has ${there}; write more, or draw fewer.`,
  TOO_MANY_TRUE_FALSE: ({ least, most }) =>
    `An attempt may have at most ${most} true/false questions, but the pool forces up to ${least}; write more of other kinds.`,
};
const wordsOf = <Short extends DrawShortfall>(short: Short): string =>
  (SHORTFALL_WORDS[short.because] as (short: Short) => string)(short);

const placeOf = (short: DrawShortfall): (string | number)[] => {
  if (short.because === 'TOO_FEW_REQUIRED') return ['required', short.index];
  return short.because === 'TOO_MANY_TRUE_FALSE' ? ['trueFalsePercent'] : ['required'];
};

/** What a quiz asks of each draw must be there, whatever is drawn. An objective is required once. */
export function checkDemands(quizzes: ReadQuiz[]): Fault[] {
  return quizzes.flatMap((quiz) => {
    if (!quiz.value || quiz.questions.includes(null)) return [];
    const pool = quiz.questions.flatMap((one) =>
      one ? [{ key: one.id, objectiveKey: one.objective, type: one.type }] : [],
    );
    const asked = (quiz.value.required ?? []).map(({ objective, ...one }) => ({ ...one, objectiveKey: objective }));
    const { draw, trueFalsePercent } = quiz.value;
    const keys = asked.map(({ objectiveKey }) => objectiveKey);
    const twice = keys.flatMap((key, index) => (keys.indexOf(key) < index ? [{ index, key }] : []));
    const fault = (path: (string | number)[], message: string) => ({
      file: quiz.file,
      line: lineOf(quiz, path),
      message,
    });
    if (twice.length > 0)
      return twice.map(({ index, key }) =>
        fault(['required', index], `The objective ${key} is required twice; keep one of the two.`),
      );
    return drawShortfalls(pool, { draw, required: asked, trueFalsePercent: trueFalsePercent ?? null }).map((short) =>
      fault(placeOf(short), wordsOf(short)),
    );
  });
}

/** Questions that differ only in case, spacing or punctuation count as the same. */
export function samePrompt(prompt: string): string {
  return prompt
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Ids are unique in the whole package. A question is in one pool only, and once. */
export function checkPools(quizzes: ReadQuiz[]): Fault[] {
  const ids = new Map<string, string>();
  const prompts = new Map<string, string>();
  const faults: Fault[] = [];
  for (const quiz of quizzes) {
    for (const [index, question] of quiz.questions.entries()) {
      if (question === null) continue;
      const here = `${quiz.file}:${lineOf(quiz, ['questions', index])}`;
      const fault = (field: string, message: string) =>
        faults.push({ file: quiz.file, line: lineOf(quiz, ['questions', index, field]), message });
      const sameId = ids.get(question.id);
      if (sameId !== undefined)
        fault('id', `The id ${question.id} is already used by the question at ${sameId}; ids are unique in a package.`);
      else ids.set(question.id, here);
      const prompt = samePrompt(question.prompt);
      const asked = prompts.get(prompt);
      if (asked !== undefined)
        fault(
          'prompt',
          `The same question is at ${asked}; a question may be in one pool only, so change or remove one.`,
        );
      else prompts.set(prompt, here);
    }
  }
  return faults;
}

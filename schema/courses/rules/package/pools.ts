import type { Fault } from '../../../edited/faults.ts';
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

/** Questions that differ only in case, spacing or punctuation count as the same. */
const samePrompt = (prompt: string): string =>
  prompt
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

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

import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import type { Question } from '../../schema/courses/rules/package/quizShape.ts';
import type { Data } from './client.ts';
import { JourneyFailed } from './client.ts';

type Shown = { id: string; text: string };

function idOf(shown: Shown[], text: string): string {
  const found = shown.find((option) => option.text === text);
  if (found === undefined) throw new JourneyFailed(`The quiz shows no option “${text}”.`);
  return found.id;
}

/**
 * Answers as a person who has studied would. The right answers come from the course's own package, because the API shows none
 * before a quiz is passed.
 */
export function studied(pack: CoursePackage) {
  const known = new Map(pack.quizzes.flatMap((quiz) => quiz.questions).map((question) => [question.prompt, question]));
  return (shown: Data): Record<string, unknown> => {
    const question = known.get(String(shown.prompt));
    if (question === undefined) throw new JourneyFailed(`The course has no question “${shown.prompt}”.`);
    return answerTo(question, shown);
  };
}

function answerTo(question: Question, shown: Data): Record<string, unknown> {
  const [options, lefts, rights] = [shown.options, shown.lefts, shown.rights] as unknown as Shown[][];
  if ('pairs' in question) {
    return {
      pairs: question.pairs.map(({ left, right }) => ({
        leftId: idOf(lefts ?? [], left),
        rightId: idOf(rights ?? [], right),
      })),
    };
  }
  if ('sequence' in question) return { orderedIds: question.sequence.map(({ text }) => idOf(options ?? [], text)) };
  return { optionIds: question.options.filter(({ correct }) => correct).map(({ text }) => idOf(options ?? [], text)) };
}

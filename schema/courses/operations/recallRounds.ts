import { newRandomId, type OptionId, type QuestionId } from '../../../drizzle/ids.ts';
import type { RecallOption, RecallRound } from '../../../drizzle/tables/recalls.ts';
import type { CourseContent } from '../rules/package/canonical.ts';
import type { Question } from '../rules/package/quizShape.ts';
import { optionRows } from './versionRows.ts';

type Asked = { question: Question; moduleKey: string | null };

/**
 * The rounds of a follow-up as a version freezes them, each question with options of its own: a person's answer to it is no answer to the
 * question of the quiz that it recalls.
 */
export function recallRounds({ quizzes, followUp }: CourseContent): RecallRound[] {
  const pool = new Map(
    quizzes.flatMap(({ module: ofQuiz = null, questions }) =>
      questions.map((question): [string, Asked] => [question.id, { question, moduleKey: question.module ?? ofQuiz }]),
    ),
  );
  return (followUp?.rounds ?? []).map(({ weeks, questions, open }) => ({
    weeks,
    open,
    questions: questions.map((entry) => {
      const asked = 'recall' in entry ? pool.get(entry.recall) : { question: entry, moduleKey: entry.module ?? null };
      if (asked === undefined) throw new Error('a checked package recalls a question that it does not have');
      return recallQuestion(asked);
    }),
  }));
}

function recallQuestion({ question, moduleKey }: Asked): RecallRound['questions'][number] {
  const { id: key, type, objective: objectiveKey, source: sourceKey = null, prompt } = question;
  return { key, type, objectiveKey, moduleKey, sourceKey, prompt, options: optionsOf(question) };
}

/** In the order of their random ids, which reveals nothing. */
function optionsOf(question: Question): RecallOption[] {
  const { targets, lefts } = optionRows(question, newRandomId<QuestionId>());
  return [...targets, ...lefts]
    .map(({ id, side, text, rationale, isCorrect = false, matchId = null, rank = null }) => ({
      id: id ?? newRandomId<OptionId>(),
      ...{ side, text, rationale, isCorrect, matchId, rank },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

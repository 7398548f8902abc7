import { didYouMean, type Fault } from '../../../edited/faults.ts';
import { FOLLOW_UP, placeOf, QUESTIONS, type RecallEntry } from './followUp.ts';
import type { Question } from './quizShape.ts';
import type { ReadPackage, ReadQuiz } from './readPackage.ts';

const isOwn = (entry: RecallEntry | null): entry is Question => entry !== null && !('recall' in entry);

/** The rounds' own questions in the shape of quizzes, so that the rules about questions look at them too. */
export function askedLater({ followUp }: ReadPackage): ReadQuiz[] {
  const yaml = followUp?.yaml ?? null;
  return (followUp?.rounds ?? []).map((entries, round) => ({
    file: FOLLOW_UP,
    key: `follow-up-${round + 1}`,
    value: null,
    yaml: yaml && { ...yaml, lineOf: (path) => yaml.lineOf(['rounds', round, ...path]) },
    questions: entries.map((entry) => (isOwn(entry) ? entry : null)),
  }));
}

type Pooled = { objective: string; feedback: string | undefined };

/** Every question of a quiz, by its id. */
function poolOf(quizzes: readonly ReadQuiz[]): Map<string, Pooled> {
  return new Map(
    quizzes.flatMap(({ value, questions }) =>
      questions.flatMap((one) =>
        one === null ? [] : [[one.id, { objective: one.objective, feedback: value?.feedback }] as const],
      ),
    ),
  );
}

/**
 * Rounds come one after the other. Each asks about different objectives, so that a person counts once for each; its own questions name
 * their source, and the answers of the others may be shown.
 */
export function checkFollowUp({ followUp, quizzes }: ReadPackage): Fault[] {
  if (followUp === null || followUp.value === null || followUp.yaml === null) return [];
  const { yaml, value, rounds } = followUp;
  const fault = (path: (string | number)[], message: string): Fault => ({
    file: FOLLOW_UP,
    line: yaml.lineOf(path),
    message,
  });
  const pool = poolOf(quizzes);
  const recalled = rounds.flat().flatMap((entry) => (entry !== null && 'recall' in entry ? [entry.recall] : []));
  const unsorted = value.rounds.flatMap(({ weeks }, index) =>
    weeks > (value.rounds[index - 1]?.weeks ?? 0)
      ? []
      : [
          fault(
            ['rounds', index, 'weeks'],
            `Rounds come one after the other; ${weeks} weeks is not after the one before.`,
          ),
        ],
  );
  const faults = rounds.flatMap((entries, round) => {
    const objectives = entries.map((entry) => objectiveOf(entry, pool));
    return entries.flatMap((entry, index) => {
      const because = entry === null ? null : wrongWith(entry, { pool, recalled });
      if (because !== null) return [fault(placeOf(round, index), because)];
      const objective = objectives[index];
      const again = objective !== undefined && objectives.indexOf(objective) < index;
      const message = `Another question of this round is about ${objective}; ask about ${QUESTIONS} different objectives.`;
      return again ? [fault(placeOf(round, index), message)] : [];
    });
  });
  return [...unsorted, ...faults];
}

function objectiveOf(entry: RecallEntry | null, pool: ReadonlyMap<string, Pooled>): string | undefined {
  if (entry === null) return undefined;
  return 'recall' in entry ? pool.get(entry.recall)?.objective : entry.objective;
}

type Known = { pool: ReadonlyMap<string, Pooled>; recalled: readonly string[] };

function wrongWith(entry: RecallEntry, { pool, recalled }: Known): string | null {
  if (isOwn(entry))
    return entry.source === undefined ? 'source is missing; write the id of a reference in course.yaml.' : null;
  const { recall: id } = entry;
  const found = pool.get(id);
  if (found === undefined) return `No quiz has a question ${id}${didYouMean(id, [...pool.keys()]) || '.'}`;
  if (found.feedback === 'NEVER')
    return `The quiz of ${id} never shows its answers, and a follow-up does; choose a question of another quiz.`;
  return recalled.filter((other) => other === id).length > 1
    ? `The question ${id} is recalled twice; choose another for one of the rounds.`
    : null;
}

/** Millionths of a minute: whole numbers, so that no rounding error moves a result across a step. */
export const MICRO = 1_000_000;

/** What Mergener's formula reads. Words are instructional prose, questions are those of one post-test, difficulty is 1 to 5. */
export type Reading = { words: number; questions: number; difficulty: number };

/**
 * Mergener's formula, in millionths of a minute: 0.9 x (-22.3 + 0.00209 x words + 2.78 x questions + 15.5 x difficulty). Never below
 * nothing, which the formula is for short and easy texts.
 */
export function mergenerMicros({ words, questions, difficulty }: Reading): number {
  return Math.max(0, Math.round(9 * (-2_230_000 + 209 * words + 278_000 * questions + 1_550_000 * difficulty)));
}

/** The time of so many words, in millionths of a minute, where a number of words is a unit of some minutes. Rounded down. */
export function wordsMicros(words: number, { wordsPerUnit, minutesPerUnit }: UnitOfWords): number {
  return Math.floor((words * minutesPerUnit * MICRO) / wordsPerUnit);
}

type UnitOfWords = { wordsPerUnit: number; minutesPerUnit: number };

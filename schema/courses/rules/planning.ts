/** What a course asks of somebody's time, beside reading: one attempt at each quiz, each writing prompt, each question of the evaluation. */
export type Planned = { words: number; questions: number; prompts: number; answers: number };

const WORDS_A_MINUTE = 200;
const MINUTES_A_PROMPT = 3;
const ANSWERS_A_MINUTE = 4;
const STEP_MINUTES = 10;

export type Planning = { minutes: number; reading: number; questions: number; writing: number; evaluation: number };

/**
 * The honest time to plan: reading at 200 words a minute, one minute a question, three minutes a writing prompt, a quarter of a minute an
 * answer of the evaluation. Each part is rounded up to a minute, and the sum to the nearest ten. It decides no credit.
 */
export function planningTime({ words, questions, prompts, answers }: Planned): Planning {
  const parts = {
    reading: Math.ceil(words / WORDS_A_MINUTE),
    questions,
    writing: prompts * MINUTES_A_PROMPT,
    evaluation: Math.ceil(answers / ANSWERS_A_MINUTE),
  };
  const sum = Object.values(parts).reduce((total, minutes) => total + minutes, 0);
  return { minutes: Math.max(STEP_MINUTES, Math.round(sum / STEP_MINUTES) * STEP_MINUTES), ...parts };
}

/** Such as "2 hours 20 minutes". */
export function durationText(minutes: number): string {
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    ...(hours === 0 ? [] : [hours === 1 ? '1 hour' : `${hours} hours`]),
    ...(left === 0 && hours > 0 ? [] : [left === 1 ? '1 minute' : `${left} minutes`]),
  ];
  return parts.join(' ');
}

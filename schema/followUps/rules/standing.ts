import type { Purpose } from '../../../drizzle/tables/enrollments.ts';
import type { RecallRound } from '../../../drizzle/tables/recalls.ts';
import { opensOn, type RoundState, stateOf } from './rounds.ts';

/** What decides about one person's follow-up. */
export type Standing = { purpose: Purpose; completedAt: Date | null; timeZone: string; optedIn: boolean };

/** The state of a round, and the day on which it opens; both null before the course is completed. */
export function roundStanding(
  { completedAt, timeZone }: Standing,
  weeks: number,
  now: Date,
): { state: RoundState; opensOn: string } | { state: null; opensOn: null } {
  if (completedAt === null) return { state: null, opensOn: null };
  const completion = { completedAt, timeZone };
  return { state: stateOf(completion, weeks, now), opensOn: opensOn(completion, weeks) };
}

/**
 * The questions of a round for this person. Whoever took the course for personal growth passed no test of it, and a question that recalls
 * the test would tell its answer: they are asked what they tried, and nothing else.
 */
export function questionsFor(
  { purpose }: Pick<Standing, 'purpose'>,
  { questions }: RecallRound,
): RecallRound['questions'] {
  return purpose === 'CREDIT' ? questions : [];
}

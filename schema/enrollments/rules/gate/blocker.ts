import type { Facts } from '../../../errors.ts';

/** What every blocker says. */
export type BlockerBase<Code extends string> = {
  code: Code;
  /** The same in a sentence. */
  message: string;
  /** The last moment to do it; null without one. */
  deadline: Date | null;
};

/** Facts that several blockers share: the interface of the API has a field for each. */
export type SharedFact =
  | keyof BlockerBase<string>
  | 'moduleId'
  | 'secondsCounted'
  | 'secondsRequired'
  | 'attemptsUsed'
  | 'attemptsAllowed';

/** How the API tells of a blocker: the name of its GraphQL type, what it means, and every fact that is its own. */
export type BlockerWords<B extends BlockerBase<string>> = {
  type: string;
  meaning: string;
  facts: Record<Exclude<keyof B, SharedFact>, Facts[string]>;
};

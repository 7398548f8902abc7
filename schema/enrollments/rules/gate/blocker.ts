import type { Facts } from '../../../errors.ts';
import type { Standing } from '../standing.ts';

/** The fields of every blocker. */
export type BlockerBase<Code extends string> = {
  code: Code;
  /** What is missing, in a sentence. */
  message: string;
  /** The deadline; null without one. */
  deadline: Date | null;
};

/** When a requirement was met, if it has a moment; null while it is not met, and where it does not apply. */
export type MetAt = (standing: Standing) => Date | null;

/** Facts that several blockers share. The API's interface has a field for each. */
export type SharedFact =
  | keyof BlockerBase<string>
  | 'moduleId'
  | 'secondsCounted'
  | 'secondsRequired'
  | 'attemptsUsed'
  | 'attemptsAllowed';

/** How the API describes a blocker: the name of its GraphQL type, its meaning, and the facts that only it has. */
export type BlockerWords<B extends BlockerBase<string>> = {
  type: string;
  meaning: string;
  facts: Record<Exclude<keyof B, SharedFact>, Facts[string]>;
};

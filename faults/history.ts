import type { Data } from '../cli/demo/client.ts';

/** What the service told a learner was done. */
export type Acknowledged = { learner: number; operation: string; input: Record<string, unknown>; payload: Data };

/** Answers by kind: `unknown` got no answer, so the operation may or may not have happened. */
export type Tally = { acknowledged: number; unknown: number; told: Map<string, number> };

export type History = {
  tally: Tally;
  acknowledged: readonly Acknowledged[];
  /** What must never happen, in words. */
  faults: readonly string[];
  acknowledge(what: Acknowledged): void;
  unknown(): void;
  /** An honest refusal: 503 or 429. */
  told(code: string): void;
  fault(what: string): void;
};

export function createHistory(): History {
  const tally: Tally = { acknowledged: 0, unknown: 0, told: new Map() };
  const acknowledged: Acknowledged[] = [];
  const faults: string[] = [];
  return {
    tally,
    acknowledged,
    faults,
    acknowledge: (what) => {
      tally.acknowledged += 1;
      acknowledged.push(what);
    },
    unknown: () => {
      tally.unknown += 1;
    },
    told: (code) => tally.told.set(code, (tally.told.get(code) ?? 0) + 1),
    fault: (what) => faults.push(what),
  };
}

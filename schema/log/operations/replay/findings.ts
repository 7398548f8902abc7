/** Differences between what is stored and what it should be: `what` for programs, `where` and `detail` in plain English. */
export type Difference = { what: string; where: string; detail: string };

/** Sorts before every id: the start of reading by pages. */
export const NIL = '00000000-0000-0000-0000-000000000000';

/** The report names this many differences; it counts all. */
const NAMED = 20;

export type Findings = {
  /** Adds one difference, or `times` equal ones. */
  add(difference: Difference, times?: number): void;
  /** The first differences, in the order found. */
  named: Difference[];
  count(): number;
};

export function newFindings(): Findings {
  const named: Difference[] = [];
  let count = 0;
  return {
    named,
    count: () => count,
    add: (difference, times = 1) => {
      count += times;
      if (named.length < NAMED) named.push(difference);
    },
  };
}

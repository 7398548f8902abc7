/** Where what is stored differs from what it should be: `what` for programs, `where` and `detail` in plain English. */
export type Difference = { what: string; where: string; detail: string };

/** Comes before every id: where reading by pages begins. */
export const NIL = '00000000-0000-0000-0000-000000000000';

/** So many differences are named; all are counted. */
const NAMED = 20;

export type Findings = {
  /** Adds one difference, or as many alike as `times` says. */
  add(difference: Difference, times?: number): void;
  /** The first ones, in the order found. */
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

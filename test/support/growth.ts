const ROUNDS = 5;
const ROUND_MILLIS = 0.3;

/** Milliseconds of one call: the quickest of several rounds, each long enough for the clock and too short to be interrupted often. */
async function costOf(act: () => unknown): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    let calls = 0;
    let spent = 0;
    do {
      await act();
      calls += 1;
      spent = performance.now() - startedAt;
    } while (spent < ROUND_MILLIS);
    quickest = Math.min(quickest, spent / calls);
  }
  return quickest;
}

/** Between 8 (linear) and 64 (quadratic) in the logarithm. */
const LINEAR = 22;

/**
 * How many times more time an input of `size` takes than one of an eighth, or 'linear' if it takes little enough more. Both are
 * measured in the same moment, and again before it reports growth, so that a busy machine does not change the verdict.
 */
export async function growthOf<Input>(
  read: (input: Input) => unknown,
  input: (size: number) => Input,
  size: number,
): Promise<number | 'linear'> {
  const [small, large] = [input(size / 8), input(size)];
  await read(small);
  let growth = 0;
  for (let attempt = 0; attempt < 3; attempt++) {
    growth = (await costOf(() => read(large))) / (await costOf(() => read(small)));
    if (growth < LINEAR) return 'linear';
  }
  return growth;
}

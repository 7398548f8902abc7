const FACTOR = 8;
/** Between 1 (linear) and 8 (quadratic) in the logarithm. */
const LINEAR = 2.8;
const ATTEMPTS = 10;
const ROUNDS = 2;
/** Long enough for the clock. */
const LEAST_MILLIS = 0.2;

async function timeOf(act: () => unknown, calls: number): Promise<number> {
  const startedAt = performance.now();
  for (let call = 0; call < calls; call++) await act();
  return performance.now() - startedAt;
}

/**
 * How many times more time an input of `size` takes than eight of an eighth, or 'linear' if it takes little enough more. Both
 * are about as long and take turns, so that a busy machine interrupts them alike; the quickest of several turns count, and it
 * measures again before it reports growth.
 */
export async function growthOf<Input>(
  read: (input: Input) => unknown,
  input: (size: number) => Input,
  size: number,
): Promise<number | 'linear'> {
  const [small, large] = [input(size / FACTOR), input(size)];
  const once = await timeOf(() => read(small), FACTOR);
  const repeats = Math.ceil(LEAST_MILLIS / Math.max(once, 0.001));
  let [parts, whole] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    for (let round = 0; round < ROUNDS; round++) {
      parts = Math.min(parts, await timeOf(() => read(small), FACTOR * repeats));
      whole = Math.min(whole, await timeOf(() => read(large), repeats));
    }
    if (whole < LINEAR * parts) return 'linear';
  }
  return whole / parts;
}

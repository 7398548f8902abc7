import type { Interruption } from '../server/backup/connection.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs work that a signal ends early: the work throws this sentence, and what it opened is closed before the process ends. */
export async function interruptible<Result>(
  sentence: string,
  work: (interruption: Interruption) => Promise<Result>,
): Promise<Result> {
  const interrupted = new AbortController();
  let late = false;
  const end = () => {
    if (!late) interrupted.abort(new Error(sentence));
  };
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await work({
      signal: interrupted.signal,
      tooLate: () => {
        late = true;
      },
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../http/logging.ts';
import { isAway } from '../http/states.ts';

const PAUSE_MS = 1_000;

/** Runs a step of the start, and again for as long as the database is away. Any other failure, and the signal, end the start. */
export async function whenAnswered<Result>(
  log: Log,
  step: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!isAway(error)) throw error;
      log.warn({ err: error }, 'the database is away during the start, trying again');
      await sleep(PAUSE_MS, null, { signal });
    }
  }
}

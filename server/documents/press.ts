import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Press } from '../../certificates/press.ts';
import type { Refusal } from '../http/refuse.ts';

export type PressSettings = { keysDir: string; tsaUrl: string | null };
export type RunningPress = Press & {
  /** Keeps all threads. Each first makes something for nobody, so that no certificate waits for fonts and code. */
  warm(): void;
  stop(): Promise<void>;
};

/** The press cannot make the documents now. A later attempt may succeed. */
export class PressUnavailable extends Error {
  override name = 'PressUnavailable';
}

/** A thread's answer. It is plain data because errors lose their class between threads. */
export type Pressed<Made> = { made: Made } | { unavailable: string };

const WORKER = new URL('./pressWorker.ts', import.meta.url);
const MOST_THREADS = 4;
/** Each thread keeps fonts in memory, so idle threads end, but not those that `warm` asks again before this. */
const IDLE_MS = 30_000;
/** How often `warm` asks at once for threads that have not answered: one that is ready early may answer for others. */
const WARM_ROUNDS = 3;
/** Work beyond this many waits in the job queue, which survives a restart. */
const MOST_WAITING = 500;
const MEMORY_MB = 512;
/** Half of what a certificate makes is garbage at once; a larger nursery copies less of it. */
const YOUNG_MB = 96;
/**
 * A certificate takes milliseconds and a timestamp authority at most ten seconds. After this time the caller must try again
 * later.
 */
const PATIENCE_MS = 30_000;

type PressOptions = {
  /** Reports threads that could not start. */
  fault: (error: unknown) => void;
  threads?: number;
  patienceMs?: number;
  worker?: URL;
};

/** One less than the number of cores, four at most. */
const usualThreads = (): number => Math.max(1, Math.min(availableParallelism() - 1, MOST_THREADS));

/** Makes documents in threads, so that the main thread can answer requests. */
export function startPress(
  { keysDir, tsaUrl }: PressSettings,
  { fault, threads = usualThreads(), patienceMs = PATIENCE_MS, worker = WORKER }: PressOptions,
): RunningPress {
  const pool = new Piscina({
    filename: fileURLToPath(worker),
    workerData: { keysDir, tsaUrl },
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    maxQueue: MOST_WAITING,
    // While one certificate waits for the timestamp authority, the thread draws others.
    concurrentTasksPerWorker: tsaUrl === null ? 1 : 4,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  // Without this listener a thread that fails to start crashes the process.
  pool.on('error', fault);
  const run = async <Made>(verb: keyof Press, task: unknown): Promise<Made> => {
    if (pool.queueSize >= MOST_WAITING) throw new PressUnavailable('Too many documents are waiting to be made.');
    // The thread exports one function for each verb and returns what the verb promises.
    const signal = AbortSignal.timeout(patienceMs);
    const pressing: Promise<Pressed<Made>> = pool.run(task, { name: verb, signal });
    const answer = await pressing.catch((error: unknown): Pressed<Made> => {
      if (signal.aborted) return { unavailable: 'The documents were not made in time.' };
      throw error;
    });
    if ('unavailable' in answer) throw new PressUnavailable(answer.unavailable);
    return answer.made;
  };
  const stopping = new AbortController();
  const warmAll = async (): Promise<void> => {
    const answered = new Set<number>();
    for (let round = 0; round < WARM_ROUNDS && answered.size < threads; round += 1) {
      const asked: Promise<number>[] = Array.from({ length: threads }, () => pool.run(null, { name: 'warm' }));
      for (const threadId of await Promise.all(asked)) answered.add(threadId);
    }
  };
  const warm = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await warmAll();
      await sleep(IDLE_MS / 2, null, { ref: false, signal: stopping.signal });
    }
  };
  return {
    credential: (task) => run('credential', task),
    certificate: (task) => run('certificate', task),
    preview: (task) => run('preview', task),
    picture: (task) => run('picture', task),
    transcript: (task) => run('transcript', task),
    invoice: (task) => run('invoice', task),
    doorList: (task) => run('doorList', task),
    badges: (task) => run('badges', task),
    warm: () => {
      warm().catch((error) => stopping.signal.aborted || fault(error));
    },
    stop: () => {
      stopping.abort();
      return pool.destroy();
    },
  };
}

/** What a route answers when the press is full. */
export const BUSY: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'We are making many documents right now.',
};
export const BUSY_SECONDS = 5;

/** Turns a refusal of the press into PressUnavailable. Throws any other error again. */
export function notNow(error: unknown): 'NOT_NOW' {
  if (error instanceof PressUnavailable) return 'NOT_NOW';
  throw error;
}

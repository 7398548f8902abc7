import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Press } from '../certificates/press.ts';

export type PressSettings = { keysDir: string; tsaUrl: string | null };
export type RunningPress = Press & { stop(): Promise<void> };

const WORKER = fileURLToPath(new URL('./pressWorker.ts', import.meta.url));
const MOST_THREADS = 4;
/** Threads hold their fonts; those that have nothing to do give them back. */
const IDLE_MS = 30_000;
/** A rush beyond this waits in the job queue, where it survives us. */
const MOST_WAITING = 500;
/** A certificate takes milliseconds; a timestamp authority may take seconds. */
const MEMORY_MB = 512;

/** Makes documents in threads beside the one that answers requests: one less than the machine has cores, four at most. */
export const startPress = (
  { keysDir, tsaUrl }: PressSettings,
  threads = Math.max(1, Math.min(availableParallelism() - 1, MOST_THREADS)),
): RunningPress => {
  const pool = new Piscina({
    filename: WORKER,
    workerData: { keysDir, tsaUrl },
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    maxQueue: MOST_WAITING,
    concurrentTasksPerWorker: tsaUrl === null ? 1 : 4,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return {
    credential: (task) => pool.run(task, { name: 'credential' }),
    certificate: (task) => pool.run(task, { name: 'certificate' }),
    stop: () => pool.destroy(),
  };
};

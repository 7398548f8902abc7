import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { ExamineOptions } from '../certificates/verify/examineFile.ts';
import type { Report } from '../certificates/verify/report.ts';

/** At once; the others wait in line. */
const THREADS = 2;
/** The slowest of 50 MB took a quarter of a second; starting a thread takes one, and a busy machine longer. */
const MOST_MILLIS = 20_000;
/** More than 50 MB of text and signatures ever take; a file that needs more ends its thread, not the server. */
const HEAP_MEGABYTES = 256;

export type ExaminationTask = Omit<ExamineOptions, 'now'> & { path: string; now: string };

/** Examines a file in a thread of its own; null when it could not be done in time or in its memory. */
export type Examine = (task: ExaminationTask) => Promise<Report | null>;

/** Threads that start when they are needed, end when idle, and do not keep the process. They see no setting and no secret. */
export const createExamination = (
  limits: { millis: number; megabytes: number } = { millis: MOST_MILLIS, megabytes: HEAP_MEGABYTES },
  thread: URL = new URL('./examinationThread.ts', import.meta.url),
): Examine => {
  const pool = new Piscina<ExaminationTask, Report>({
    filename: fileURLToPath(thread),
    name: 'examine',
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, stackSizeMb: 4 },
    env: {},
    execArgv: [],
  });
  // A thread that died without a task has nothing to tell; the task it had is answered below.
  pool.on('error', () => {});
  return async (task) => {
    try {
      return await pool.run(task, { signal: AbortSignal.timeout(limits.millis) });
    } catch {
      return null;
    }
  };
};

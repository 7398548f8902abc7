import { fileURLToPath } from 'node:url';
import { isNativeError } from 'node:util/types';
import { Piscina } from 'piscina';
import type { ExamineOptions } from '../../certificates/verify/examineFile.ts';
import type { Report } from '../../certificates/verify/report.ts';

/** How many files are examined at once; other files wait. */
const THREADS = 2;
/**
 * `heldMegabytes`: no 50 MB file of text and signatures needed this much heap. `millis`: the slowest 50 MB file took 250 ms.
 */
const LIMITS = { waitMillis: 20_000, millis: 20_000, heldMegabytes: 256 };

export type ExaminationTask = Omit<ExamineOptions, 'now'> & { path: string; now: string };

/** No thread examined the file. That says nothing about the file; a later attempt may succeed. */
export class ExaminationUnavailable extends Error {
  override name = 'ExaminationUnavailable';
}

/**
 * Examines a file in a separate thread. Returns null when the file needs more time or memory than any file we issue. Throws
 * ExaminationUnavailable when no thread could take the file, or when the thread failed.
 */
export type Examine = (task: ExaminationTask) => Promise<Report | null>;

type UnderWay = { begin(): void; giveUp(): void };

/** Threads that start when needed, end when idle, and do not keep the process alive. They get no environment variables. */
export function createExamination(
  limits: Partial<typeof LIMITS> = {},
  thread: URL = new URL('./examinationThread.ts', import.meta.url),
): Examine {
  const { waitMillis, millis, heldMegabytes } = { ...LIMITS, ...limits };
  const underWay = new Map<string, UnderWay>();
  const line = openLine(THREADS);
  const pool = new Piscina<ExaminationTask, Report>({
    filename: fileURLToPath(thread),
    name: 'examine',
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: heldMegabytes, stackSizeMb: 4 },
    env: {},
    execArgv: [],
  });
  // A thread sends a message when it begins a file. The file's own time limit starts at that message.
  pool.on('message', (path) => underWay.get(path)?.begin());
  // Without this listener a thread that fails to start crashes the process, and its callers never settle.
  pool.on('error', () => {
    for (const waiting of underWay.values()) waiting.giveUp();
  });
  return async (task) => {
    const stop = new AbortController();
    const over = () => stop.abort();
    let begun = false;
    let clock = setTimeout(over, waitMillis);
    const begin = () => {
      begun = true;
      clearTimeout(clock);
      clock = setTimeout(over, millis);
    };
    try {
      return await line.inTurn(stop.signal, () => {
        underWay.set(task.path, { begin, giveUp: () => begun || over() });
        return pool.run(task, { signal: stop.signal });
      });
    } catch (error) {
      // A thread's result may arrive before its message that it has begun. Only a file can use up the stack.
      if (isStackUsedUp(error) || (begun && (stop.signal.aborted || isHeapUsedUp(error)))) return null;
      throw new ExaminationUnavailable('no thread examined the file', { cause: error });
    } finally {
      clearTimeout(clock);
      underWay.delete(task.path);
    }
  };
}

/**
 * Runs at most `places` tasks at once, first come, first served. A caller that gives up leaves the line. The pool's own queue
 * stalls when a thread is terminated.
 */
function openLine(places: number) {
  let free = places;
  const waiting: (() => void)[] = [];
  const enter = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (free > 0) {
        free -= 1;
        return resolve();
      }
      const leave = () => {
        waiting.splice(waiting.indexOf(next), 1);
        reject(signal.reason);
      };
      const next = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      waiting.push(next);
      signal.addEventListener('abort', leave, { once: true });
    });
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    inTurn: async <Done>(signal: AbortSignal, work: () => Promise<Done>): Promise<Done> => {
      await enter(signal);
      return work().finally(leave);
    },
  };
}

const isStackUsedUp = (error: unknown): boolean => isNativeError(error) && error.name === 'RangeError';

const isHeapUsedUp = (error: unknown): boolean =>
  isNativeError(error) && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

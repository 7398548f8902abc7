import { fileURLToPath } from 'node:url';
import { isNativeError } from 'node:util/types';
import { Piscina } from 'piscina';
import type { ExamineOptions } from '../../certificates/verify/examineFile.ts';
import type { Report } from '../../certificates/verify/report.ts';

/** At once; the others wait in line. */
const THREADS = 2;
/** `heldMegabytes`: more than 50 MB of text and signatures ever take. `millis`: the slowest of 50 MB took a quarter of a second. */
const LIMITS = { waitMillis: 20_000, millis: 20_000, heldMegabytes: 256 };

export type ExaminationTask = Omit<ExamineOptions, 'now'> & { path: string; now: string };

/** No thread examined the file. That says nothing about the file; a later try may succeed. */
export class ExaminationUnavailable extends Error {
  override name = 'ExaminationUnavailable';
}

/**
 * Examines a file in a thread of its own; null when the file itself asked for more time or memory than any of ours. Throws
 * ExaminationUnavailable when no thread could take it, or one failed.
 */
export type Examine = (task: ExaminationTask) => Promise<Report | null>;

type UnderWay = { begin(): void; giveUp(): void };

/** Threads that start when they are needed, end when idle, and do not keep the process. They see no setting and no secret. */
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
  // A thread says which file it begins with: only from then on time is the file's own.
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
      // The answer of a thread may overtake its word that it has begun; a stack is used up by a file alone.
      if (isStackUsedUp(error) || (begun && (stop.signal.aborted || isHeapUsedUp(error)))) return null;
      throw new ExaminationUnavailable('no thread examined the file', { cause: error });
    } finally {
      clearTimeout(clock);
      underWay.delete(task.path);
    }
  };
}

/**
 * So many at once, the others in the order in which they came; a caller that gives up leaves the line. The pool's own line does not
 * move on when a thread is ended.
 */
const openLine = (places: number) => {
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
};

const isStackUsedUp = (error: unknown): boolean => isNativeError(error) && error.name === 'RangeError';

const isHeapUsedUp = (error: unknown): boolean =>
  isNativeError(error) && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

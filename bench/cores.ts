import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Who runs where, so that the measured server never shares its core with the load or the database. */
export type Cores = { server: string; database: string; load: string } | null;

const canPin = (): boolean => {
  try {
    execFileSync('taskset', ['-cp', String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** One core for the server, one for the load, the rest for PostgreSQL; null below three cores or without `taskset`. */
export const planCores = (): Cores => {
  const count = availableParallelism();
  if (count < 3 || !canPin()) return null;
  return { server: '0', load: '1', database: count === 3 ? '2' : `2-${count - 1}` };
};

/** Keeps a process, its threads and its later children on these cores. */
export const pin = (pid: number, cores: string): void => {
  execFileSync('taskset', ['-acp', cores, String(pid)], { stdio: 'ignore' });
};

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** True while the process runs; a zombie has ended. A process of another user counts as running. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !/^[ZX]/.test(statFields(pid)?.[0] ?? '');
}

/** A mark that no later process with the same pid repeats; undefined when it cannot be read. */
export function markOf(pid: number): string | undefined {
  const start = process.platform === 'linux' ? statFields(pid)?.[19] : ps(pid, 'lstart=');
  if (!start) return undefined;
  return createHash('sha256').update(`${start} ${bootId()}`).digest('hex').slice(0, 12);
}

/** The program and arguments of a process, or '' when they cannot be read. */
export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

/** Sends the signal, then waits until the process has ended; false when it outlives `withinSeconds`. */
export async function endProcess(pid: number, signal: NodeJS.Signals, withinSeconds: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return !isRunning(pid);
  }
  return await until(() => !isRunning(pid), withinSeconds);
}

/** Asks again every few milliseconds until the answer is yes; false when time runs out. */
export async function until(isSo: () => boolean | Promise<boolean>, withinSeconds: number): Promise<boolean> {
  const deadline = Date.now() + withinSeconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > deadline) return false;
    await sleep(5);
  }
  return true;
}

/** The fields of /proc/<pid>/stat after the program's name, which may contain spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' ? undefined : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Start times count from boot, so the boot is part of the mark. */
function bootId(): string {
  return read('/proc/sys/kernel/random/boot_id').trim();
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function ps(pid: number, field: string): string {
  try {
    return execFileSync('ps', ['-ww', '-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

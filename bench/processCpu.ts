import { readdirSync, readFileSync } from 'node:fs';

/** Linux tells it in hundredths of a second to every program (USER_HZ). */
const TICKS = 100;

type Process = { pid: number; parent: number; ticks: number };

/** proc(5): after the name in brackets come state, parent and, from the twelfth, user and system time, own and of ended children. */
const readProcess = (pid: number): Process[] => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return [{ pid, parent: Number(fields[1]), ticks }];
  } catch {
    return [];
  }
};

const readAll = (): Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));

/** Of all processes, one and everything it started. */
const treeOf = (root: number, all: readonly Process[]): Process[] => {
  const tree = new Set([root]);
  for (let known = 0; known < tree.size; ) {
    known = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return all.filter(({ pid }) => tree.has(pid));
};

/** CPU seconds so far of a process and everything it started, those that have ended included. */
export const treeCpuSeconds = (root: number): number =>
  treeOf(root, readAll()).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS;

/** CPU milliseconds so far of those that still run, each of one thread, as Linux's scheduler counts them: to the nanosecond. */
export const treeRunMs = (root: number): number =>
  treeOf(root, readAll()).reduce((sum, { pid }) => sum + runMsOf(pid), 0);

const runMsOf = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
};

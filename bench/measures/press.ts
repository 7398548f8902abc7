import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { told } from '../peers.ts';

export type Worker<Order, Delivery> = { deliver(order: Order): Promise<Delivery>; stop(): Promise<void> };

/** Starts one of servers/ that works by orders, on a folder of keys, on whatever core is free; with `profileDir` it leaves a profile. */
export const startWorker = <Order extends object, Delivery>(
  file: string,
  keysDir: string,
  profileDir?: string,
): Worker<Order, Delivery> => {
  const profile = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const program = fileURLToPath(new URL(`../servers/${file}`, import.meta.url));
  const child = spawn(process.execPath, ['--expose-gc', ...profile, program, keysDir], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    deliver: (order) => {
      const answer = told<Delivery>(child);
      child.send(order);
      return answer;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.send('end');
      await ended;
    },
  };
};

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ROOT } from './sources.ts';

export type Ended = { code: number; out: string; err: string };

/**
 * The command line in one process for many commands, so that a test does not pay for a start with each. Nothing of the environment
 * but what is given. Whoever wants a start, a signal or several at once spawns cli/attune.ts itself.
 */
export const openCommandLine = () => {
  const program = fileURLToPath(new URL('./commandProcess.ts', import.meta.url));
  const child = fork(program, {
    cwd: ROOT,
    execArgv: [],
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (line: string[], env: Record<string, string>): Promise<Ended> => {
    child.send({ line, env });
    const gone = exited.then(() => {
      throw new Error(`the process ended at: attune ${line.join(' ')}`);
    });
    gone.catch(() => undefined);
    // The one message that answers, as commandProcess.ts writes it.
    const [ended] = (await Promise.race([once(child, 'message'), gone])) as [Ended];
    return ended;
  };
  return {
    run: (line: string[], env: Record<string, string | undefined>): Promise<Ended> => {
      const given = Object.entries({ PATH: process.env.PATH, ...env }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const next = last.then(() => ask(line, Object.fromEntries(given)));
      last = next.catch(() => undefined);
      return next;
    },
    close: async (): Promise<void> => {
      if (child.exitCode !== null) return;
      child.disconnect();
      await exited;
    },
  };
};

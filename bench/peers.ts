import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Cores, pin } from './cores.ts';
import { type Client, openClient } from './load.ts';
import type { World } from './world.ts';

export type Server = {
  client: Client;
  /** CPU seconds and resident bytes so far. */
  usage(): Promise<{ cpuSeconds: number; rss: number }>;
  /** What PostgreSQL was asked since the last time; only servers/counted.ts knows. */
  statements(): Promise<Statements>;
  stop(): Promise<void>;
};
export type Statements = { issued: number; prepared: { statement: string; executions: number }[] };

const ORIGIN = 'https://attune.example.org';

const NODE24 = new URL('../server/node24.js', import.meta.url).href;

/** Starts one of servers/ as a process of its own in production mode; with `profileDir` it leaves a CPU profile there. */
export const startServer = async (file: string, world: World, cores: Cores, profileDir?: string): Promise<Server> => {
  const profile = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const program = fileURLToPath(new URL(`./servers/${file}`, import.meta.url));
  const child = spawn(process.execPath, [...profile, '--import', NODE24, program], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PUBLIC_URL: ORIGIN,
      DATABASE_URL: world.appUrl,
      SESSION_SECRET: world.sessionSecret,
      ENCRYPTION_KEY: `${world.sessionSecret}-other`,
    },
  });
  const { port } = await told<{ port: number }>(child);
  if (cores && child.pid) pin(child.pid, cores.server);
  const client = openClient(port);
  return {
    client,
    usage: async () => {
      const answer = told<{ cpu: NodeJS.CpuUsage; rss: number }>(child);
      child.send('usage');
      const { cpu, rss } = await answer;
      return { cpuSeconds: (cpu.user + cpu.system) / 1e6, rss };
    },
    statements: () => {
      const answer = told<Statements>(child);
      child.send('statements');
      return answer;
    },
    stop: async () => {
      client.close();
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.send('end');
      await ended;
    },
  };
};

/** The next message of a child; throws when it ends instead. */
export const told = async <Message>(child: ChildProcess): Promise<Message> => {
  const ended = new AbortController();
  const failed = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error('a measured server ended');
  });
  try {
    const [message] = await Promise.race([once(child, 'message'), failed]);
    return message as Message;
  } finally {
    failed.catch(() => {});
    ended.abort();
  }
};

export const graphqlHeaders = (cookie: string) => ({
  'content-type': 'application/json',
  accept: 'application/json',
  'x-attune-csrf': '1',
  cookie,
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Cores, pin } from './cores.ts';
import { type Client, openClient } from './load.ts';

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

export const NODE24 = new URL('../server/node24.js', import.meta.url).href;

/** What a server is told of the database that it serves. */
type Served = {
  appUrl: string;
  sessionSecret: string;
  /** Settings beside those of every server. */
  more?: Record<string, string>;
  /** How many connections its client has. */
  connections?: number;
};

/** Starts one of servers/ as a process of its own in production mode; with `profileDir` it leaves a CPU profile there. */
export const startServer = async (file: string, world: Served, cores: Cores, profileDir?: string): Promise<Server> => {
  const profile = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const program = fileURLToPath(new URL(`./servers/${file}`, import.meta.url));
  const child = spawn(process.execPath, [...profile, '--import', NODE24, program], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: environmentOf(world),
  });
  const { port } = await told<{ port: number }>(child);
  if (cores && child.pid) pin(child.pid, cores.server);
  const client = openClient(port, world.connections);
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

/** The settings of a process that serves a database in production mode. */
const environmentOf = ({ appUrl, sessionSecret, more = {} }: Served): Record<string, string | undefined> => ({
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  PUBLIC_URL: ORIGIN,
  DATABASE_URL: appUrl,
  SESSION_SECRET: sessionSecret,
  ENCRYPTION_KEY: `${sessionSecret}-other`,
  ...more,
});

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

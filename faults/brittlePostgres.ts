import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { migrate } from '../drizzle/client.ts';
import { accountFor } from '../server/postgres/account.ts';
import { findBinaries } from '../server/postgres/binaries.ts';
import { clusterIn, createCluster, databaseName, readPasswords } from '../server/postgres/cluster.ts';
import { forget, throwAwayHome } from '../server/postgres/home.ts';
import { dropPostmaster, launch } from '../server/postgres/postmaster.ts';
import { endProcess, isRunning, until } from '../server/postgres/processes.ts';
import { attuneRoles, localUrl } from '../server/postgres/roles.ts';

/** How PostgreSQL ends: as in a power cut, orderly without waiting for its clients, or its first process killed. */
export type End = 'immediate' | 'fast' | 'killed';
const SIGNALS = { immediate: 'SIGQUIT', fast: 'SIGINT', killed: 'SIGKILL' } as const;

export type BrittlePostgres = {
  ownerUrl: string;
  appUrl: string;
  port: number;
  /** Every process of the server. */
  pids(): number[];
  /** Ends the server, then starts it again on the same data and port. */
  restart(how: End): Promise<void>;
  /** Whether its first process is there. */
  runs(): boolean;
  end(how: End): Promise<void>;
  start(): Promise<void>;
  /** Stops every process without a word to anyone, as a frozen machine does; `resume` lets them go on. */
  freeze(): void;
  resume(): void;
  stop(): Promise<void>;
};

/** A migrated server of the test's own, with the settings of production, to be mistreated. */
export async function startBrittlePostgres(): Promise<BrittlePostgres> {
  const account = await accountFor('/nowhere');
  const home = await throwAwayHome(account);
  const binaries = await findBinaries(account);
  await createCluster(home, binaries, account, true);
  const setup = {
    cluster: clusterIn(home),
    logFile: join(home, 'server.log'),
    bin: binaries.bin,
    account,
    durable: true,
  };
  let { pid, port } = await launch(setup);
  const passwords = await readPasswords(home);
  const address = (role: 'owner' | 'app') => localUrl(attuneRoles[role], passwords[role], port, databaseName);
  await migrate(address('owner'), attuneRoles.app);
  const pids = () => [pid, ...childrenOf(pid)];
  const end = async (how: End) => {
    const all = pids();
    await endProcess(pid, SIGNALS[how], 30);
    await until(() => !all.some(isRunning), 30);
  };
  const start = async () => {
    ({ pid, port } = await launch({ ...setup, port }));
  };
  const signal = (name: NodeJS.Signals) => {
    // The first process stops first, so that it starts no other meanwhile.
    for (const one of pids()) if (isRunning(one)) process.kill(one, name);
  };
  return {
    ownerUrl: address('owner'),
    appUrl: address('app'),
    port,
    pids,
    runs: () => isRunning(pid),
    end,
    start,
    restart: async (how) => {
      await end(how);
      await start();
    },
    freeze: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    stop: async () => {
      signal('SIGCONT');
      await dropPostmaster(pid, setup.cluster);
      await forget(home);
    },
  };
}

function childrenOf(parent: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .filter(([, of]) => of === parent)
    .map(([pid = 0]) => pid);
}

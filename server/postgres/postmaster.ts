import { spawn } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { PostgresFault } from './fault.ts';
import { commandLine, endProcess, isRunning, until } from './processes.ts';
import { spawnOptions } from './run.ts';

/** A running server; `status` is PostgreSQL's own word: starting, ready, stopping. */
export type Postmaster = { pid: number; port: number; status: string };

type Launch = {
  bin: string;
  cluster: string;
  logFile: string;
  account: Account | undefined;
  durable: boolean;
  /** The port of a server that ended, which others still ask; a free one when absent. */
  port?: number | undefined;
};

const startSeconds = 120;

/**
 * The server that runs on this data folder. Removes a postmaster.pid whose process has ended or whose number now belongs to
 * another program, because PostgreSQL would refuse to start beside it. If a server does run on the data, PostgreSQL's shared
 * memory still keeps a second one out. Call this under the lock of the data.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const found = await readPidFile(cluster);
  if (!found || isServing(found.pid, cluster)) return found;
  await rm(pidFile(cluster), { force: true });
  return undefined;
}

/** Starts the server as a separate process that outlives this one, and waits until it is ready. Throws what the server logged. */
export async function launch(setup: Launch): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const { postmaster, said } = await launchOnce(setup, setup.port ?? (await freePort()));
    if (postmaster) return postmaster;
    const portWasTaken = /could not (bind|create any TCP\/IP sockets)/.test(said);
    if (!portWasTaken || attempt === 5) throw new Error(said);
  }
}

async function launchOnce({ bin, cluster, logFile, account, durable }: Launch, port: number) {
  const log = await open(logFile, 'w', 0o600);
  const child = spawn(join(bin, 'postgres'), ['-D', cluster, ...settings(port, durable)], {
    ...spawnOptions(account),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  let refused: Error | undefined;
  child.on('error', (error) => {
    refused = error;
  });
  child.unref();
  const postmaster = await awaitReady(cluster, child.pid);
  if (refused) throw refused;
  return { postmaster, said: postmaster ? '' : await readFile(logFile, 'utf8') };
}

/** Waits until the server on this data is ready; returns undefined when it has ended. */
export async function awaitReady(cluster: string, pid: number | undefined): Promise<Postmaster | undefined> {
  let found: Postmaster | undefined;
  const settled = await until(async () => {
    found = await readPidFile(cluster);
    return (found?.pid === pid && found?.status === 'ready') || pid === undefined || !isRunning(pid);
  }, startSeconds);
  if (!settled) throw new PostgresFault(`PostgreSQL (process ${pid}) was not ready after ${startSeconds} s.`);
  return found?.status === 'ready' && found.pid === pid ? found : undefined;
}

/** Stops the server and waits until it has ended. Cancels running statements; committed data is safe. */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  if (!isServing(pid, cluster)) return;
  if (await endProcess(pid, 'SIGINT', 30)) return;
  if (await endProcess(pid, 'SIGQUIT', 10)) return;
  throw new PostgresFault(`PostgreSQL (process ${pid}) does not stop.`);
}

/** Stops a server whose data is no longer needed. */
export async function dropPostmaster(pid: number, cluster: string): Promise<void> {
  if (isServing(pid, cluster)) await endProcess(pid, 'SIGQUIT', 10);
}

/** Systems reuse pids, so only a process whose command line names this data folder is its server. */
function isServing(pid: number, cluster: string): boolean {
  return isRunning(pid) && commandLine(pid).includes(` -D ${cluster} `);
}

function settings(port: number, durable: boolean): string[] {
  const common = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'dynamic_shared_memory_type=mmap',
    'timezone=UTC',
    'log_timezone=UTC',
    'max_wal_size=256MB',
    'min_wal_size=32MB',
    'jit=off',
    'log_error_verbosity=terse',
  ];
  const careless = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'wal_level=minimal',
    'max_wal_senders=0',
  ];
  return [...common, ...(durable ? [] : careless)].flatMap((setting) => ['-c', setting]);
}

async function readPidFile(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(pidFile(cluster), 'utf8').catch(() => undefined);
  const lines = text?.split('\n').map((line) => line.trim());
  if (!lines?.[0]) return undefined;
  return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]), status: lines[7] ?? 'starting' };
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median, round } from '../numbers.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const PATIENCE_MS = 60_000;

export type StartResult = { firstSeconds: number; laterSeconds: number[]; medianLaterSeconds: number };

/** From spawning `node server/main.ts` to a 200 of /readyz, with the embedded PostgreSQL: the first time and later ones. */
export const measureStart = async (laterStarts: number): Promise<StartResult> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'attune-bench-start-'));
  try {
    const firstSeconds = await startOnce(dataDir);
    const laterSeconds: number[] = [];
    for (let start = 0; start < laterStarts; start++) laterSeconds.push(await startOnce(dataDir));
    return { firstSeconds, laterSeconds, medianLaterSeconds: round(median(laterSeconds)) };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

const startOnce = async (dataDir: string): Promise<number> => {
  const port = await freePort();
  const startedAt = performance.now();
  const env = { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir };
  const child = spawn(process.execPath, [MAIN], { stdio: ['ignore', 'ignore', 'inherit'], env });
  try {
    await ready(child, port, startedAt + PATIENCE_MS);
    return round((performance.now() - startedAt) / 1000);
  } finally {
    await end(child);
  }
};

const ready = async (child: ChildProcess, port: number, deadline: number): Promise<void> => {
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await sleep(10);
  }
  throw new Error('the service was not ready in time');
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
};

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

export type ServiceProcess = {
  child: ChildProcess;
  /** Resolves when the process has ended. */
  ended: Promise<{ code: number | null; text: string }>;
  /** What it has written so far. */
  text(): string;
};

const running = new Set<ChildProcess>();

/** A separate process, as `npm start` runs it, with only these settings. */
export function runProcess(
  settings: Record<string, string>,
  script = 'server/main.ts',
  ...words: string[]
): ServiceProcess {
  return runNode(settings, [script, ...words]);
}

/** As runProcess, with a line for Node that may load something first, and with a channel for messages where `told`. */
export function runNode(settings: Record<string, string>, line: string[], { told = false } = {}): ServiceProcess {
  const child = spawn(process.execPath, ['--import', './server/node24.js', ...line], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATA_DIR: mkdtempSync(join(tmpdir(), 'attune-process-')), ...settings },
    stdio: ['pipe', 'pipe', 'pipe', ...(told ? (['ipc'] as const) : [])],
  });
  running.add(child);
  let text = '';
  const hear = (data: unknown) => {
    text += data;
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return { code, text };
  });
  return { child, ended, text: () => text };
}

/** Ends what a failed test has left. */
export function killProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Asks again until the answer is yes; throws after this many seconds. */
export async function until(condition: () => Promise<boolean> | boolean, seconds = 40): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (await (async () => condition())().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited ${seconds} s in vain`);
}

export const SESSION_SECRET = 'Zb1mQx8vT0aKcY5dLr3sWn7uHf2pGe9j';

/** The settings of a production server on a database. */
export function productionSettings(port: number, databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET,
    ENCRYPTION_KEY: 'q7Yw2Rk9Vt4Xn6Ls1Dp8Gc3Hb5Jm0FzAe',
  };
}

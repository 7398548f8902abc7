import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';
import { treeCpuSeconds } from '../processCpu.ts';

/** Debian's own. */
const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];

export type Browser = {
  version: string;
  page: Page;
  /** All its processes, so far. */
  cpuSeconds(): number;
  stop(): Promise<void>;
};

/** Chromium without a window and with one page open, talked to over 127.0.0.1; null where it is not installed. */
export const startBrowser = async (): Promise<Browser | null> => {
  if (!existsSync(CHROMIUM)) return null;
  const profile = await mkdtemp(join(tmpdir(), 'attune-bench-chromium-'));
  const child = spawn(CHROMIUM, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = async () => {
    await end(child);
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const browser = await chromium.connectOverCDP(await address(child));
    const page = await browser.contexts()[0]?.newPage();
    if (page === undefined) throw new Error('Chromium opened no page');
    return {
      version: browser.version(),
      page,
      cpuSeconds: () => treeCpuSeconds(child.pid ?? Number.NaN),
      stop: async () => {
        await browser.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Where it listens; its own messages are of no interest. */
const address = async ({ stderr }: ChildProcess): Promise<string> => {
  if (stderr === null) throw new Error('Chromium has no output');
  for await (const line of createInterface({ input: stderr })) {
    const [, url] = /^DevTools listening on (ws:\/\/127\.0\.0\.1:\S+)$/.exec(line) ?? [];
    if (url === undefined) continue;
    stderr.resume();
    return url;
  }
  throw new Error('Chromium ended before it listened');
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

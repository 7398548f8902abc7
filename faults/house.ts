import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Pool } from '../drizzle/client.ts';
import { type BrittlePostgres, startBrittlePostgres } from './brittlePostgres.ts';
import { type CuttingProxy, startCuttingProxy } from './cuttingProxy.ts';
import type { History } from './history.ts';
import {
  freePort,
  productionSettings,
  runProcess,
  SESSION_SECRET,
  type ServiceProcess,
  until,
} from './serviceProcess.ts';

/** An hour of study takes six seconds. */
export const STUDY_SPEED = 600;
const READY_SECONDS = 60;

export type Part = 'API' | 'worker';

/** PostgreSQL, the API and a worker, each a process of its own that may be mistreated. The API asks through a proxy. */
export type House = {
  postgres: BrittlePostgres;
  proxy: CuttingProxy;
  /** A pool past the proxy, for the checks. */
  pool: Pool;
  url: string;
  secret: string;
  dataDir: string;
  ready(): Promise<boolean>;
  /** Resolves when the API says that it is ready. */
  untilReady(): Promise<void>;
  /** Kills a process without a warning, and starts another. */
  kill(part: Part): Promise<void>;
  /** Runs a command line on this database; answers its output and its exit code. */
  attune(...line: string[]): ReturnType<typeof commandOn>;
  close(): Promise<void>;
};

const SCRIPTS = { API: 'server/main.ts', worker: 'server/worker.ts' } as const;

export async function openHouse(history: History): Promise<House> {
  const postgres = await startBrittlePostgres();
  const proxy = await startCuttingProxy(postgres.port);
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'attune-faults-'));
  const through = new URL(postgres.appUrl);
  through.port = String(proxy.port);
  const settings = {
    ...productionSettings(port, through.href),
    NODE_ENV: 'development',
    STUDY_SPEED: String(STUDY_SPEED),
    // A journey of an hour takes seconds here, and with them what a person may ask for in a minute.
    NETWORK_COST_PER_MINUTE: '100000000',
    LOG_LEVEL: 'error',
    DATA_DIR: dataDir,
  };
  const url = `http://127.0.0.1:${port}`;
  const running: Partial<Record<Part, ServiceProcess>> = {};
  const killed = new Set<ServiceProcess>();
  const start = (part: Part) => {
    const process = runProcess({ ...settings, ...(part === 'worker' && { LOG_LEVEL: 'info' }) }, SCRIPTS[part]);
    running[part] = process;
    process.ended.then(({ code, text }) => {
      if (!killed.has(process)) history.fault(`the ${part} ended by itself (${code}): ${text.slice(-500)}`);
    });
  };
  const end = async (part: Part, signal: 'SIGKILL' | 'SIGTERM') => {
    const process = running[part];
    if (process === undefined) return;
    killed.add(process);
    process.child.kill(signal);
    await process.ended;
  };
  const ready = async () => (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })).ok;
  const untilReady = () =>
    until(ready, READY_SECONDS).catch((cause) => {
      const said = `${running.API?.text() ?? ''}${running.worker?.text() ?? ''}`;
      throw new Error(`The API was not ready again in ${READY_SECONDS} s. It said: ${said.slice(-2000)}`, { cause });
    });
  // A process that finds no database at all at its start ends, for a supervisor to start it again. The worker has no address to ask.
  const untilWorking = () => until(() => running.worker?.text().includes('doing jobs') === true, READY_SECONDS);
  start('API');
  await untilReady();
  start('worker');
  await untilWorking();
  const pool = connect(postgres.appUrl, { max: 3 });
  return {
    postgres,
    proxy,
    pool,
    url,
    secret: SESSION_SECRET,
    dataDir,
    ready,
    untilReady,
    kill: async (part) => {
      await end(part, 'SIGKILL');
      start(part);
      if (part === 'worker') await untilWorking();
    },
    attune: (...line) => commandOn({ ...settings, DATABASE_URL: postgres.appUrl }, postgres.ownerUrl, line),
    close: async () => {
      await Promise.all([end('API', 'SIGTERM'), end('worker', 'SIGTERM')]);
      await pool.close();
      await proxy.close();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A command line as a process of its own. */
export function commandOn(settings: Record<string, string>, ownerUrl: string, line: readonly string[]) {
  return runProcess(
    { ...settings, ...(ownerUrl === '' ? {} : { MIGRATION_DATABASE_URL: ownerUrl }) },
    'cli/attune.ts',
    ...line,
  ).ended;
}

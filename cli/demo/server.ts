import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startThrowAwayPostgres } from '../../server/postgres/start.ts';
import { JourneyFailed } from './client.ts';
import { type StandIn, startStandIn } from './stripe.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const ATTUNE = fileURLToPath(new URL('../attune.ts', import.meta.url));
const AHEAD = new URL('./ahead.ts', import.meta.url).href;
/** An hour of study takes six seconds, so certificates are marked SPECIMEN. */
const STUDY_SPEED = 600;

export type DemoServer = {
  url: string;
  outbox: string;
  /** Runs a command of the operator, `attune ...`, on this server's database, and returns what it prints. */
  operate(line: string[]): Promise<string>;
  /** The address of its database for the owner, with which a test moves what has happened. */
  databaseUrl: string;
  /** Null where there is none: then nothing can be paid by card. */
  standIn: StandIn | null;
  /** Kills the process without a warning; `meanwhile` runs while nobody answers; then another starts at the same address. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  /** Starts it again at a later moment: its clock goes on from there. What is kept stays, but for sign-ins that have run out. */
  later(at: Date): Promise<void>;
  stop(): Promise<void>;
};

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new JourneyFailed('No free port was found.');
  return address.port;
}

/**
 * Starts Attune in a separate process, on a database that is deleted afterwards. `seller` is the organization that sells; `more` are
 * settings of whoever starts it.
 */
export async function startDemoServer(seller: string, more: Record<string, string> = {}): Promise<DemoServer> {
  const standIn = await startStandIn();
  const postgres = await startThrowAwayPostgres({ log: () => {} });
  const dataDir = await mkdtemp(join(tmpdir(), 'attune-demo-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TMPDIR: process.env.TMPDIR,
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    DATABASE_URL: postgres.appUrl,
    MIGRATION_DATABASE_URL: postgres.ownerUrl,
    STUDY_SPEED: String(STUDY_SPEED),
    // The learner asks in seconds for what others ask in an hour.
    NETWORK_COST_PER_MINUTE: '6000000',
    LOG_LEVEL: 'error',
    ...(standIn === null ? {} : stripeEnv(standIn, seller)),
    ...more,
  };
  const start = (aheadMs = 0) => {
    const ahead = aheadMs === 0 ? [] : ['--import', AHEAD];
    const clock = { DEMO_AHEAD_MS: String(aheadMs) };
    return spawn(process.execPath, [...ahead, MAIN], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...env, ...clock },
    });
  };
  let server = start();
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, 'exit');
  };
  const operate = async (line: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [ATTUNE, ...line], { env });
    return stdout.trim();
  };
  const stop = async () => {
    await end('SIGTERM');
    await Promise.all([postgres.stop(), standIn?.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  };
  const restart = async (meanwhile: () => Promise<void>) => {
    await end('SIGKILL');
    await meanwhile();
    server = start();
    await ready(url, server);
  };
  const later = async (at: Date) => {
    await end('SIGTERM');
    server = start(at.getTime() - Date.now());
    await ready(url, server, isReadyAhead);
  };
  try {
    await ready(url, server);
    await standIn?.deliverTo(`${url}/webhooks/stripe`);
  } catch (error) {
    await stop();
    throw error;
  }
  const outbox = join(dataDir, 'outbox');
  return { url, outbox, operate, databaseUrl: postgres.ownerUrl, standIn, restart, later, stop };
}

const stripeEnv = ({ url, secretKey, webhookSecret }: StandIn, seller: string) => ({
  STRIPE_API_BASE: url,
  STRIPE_SECRET_KEY: secretKey,
  STRIPE_WEBHOOK_SECRET: webhookSecret,
  STRIPE_SELLER: seller,
});

type IsReady = (answer: Response) => boolean | Promise<boolean>;

/** Everything but the clock is right: the database's stays where it was. */
const isReadyAhead: IsReady = async (answer) => (await answer.text()).includes('"CLOCK"');

async function ready(url: string, server: ChildProcess, isReady: IsReady = ({ ok }) => ok) {
  for (let tries = 0; tries < 900 && server.exitCode === null; tries += 1) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer !== null && (await isReady(answer))) return;
    await sleep(100);
  }
  throw new JourneyFailed('The server did not become ready.');
}

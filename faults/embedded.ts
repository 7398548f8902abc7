import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../drizzle/client.ts';
import { clusterIn } from '../server/postgres/cluster.ts';
import { durableHome } from '../server/postgres/home.ts';
import { findPostmaster } from '../server/postgres/postmaster.ts';
import { startPostgres } from '../server/postgres/start.ts';
import type { History } from './history.ts';
import { commandOn, type House, STUDY_SPEED } from './house.ts';
import type { Random } from './random.ts';
import { freePort, runProcess, type ServiceProcess, until } from './serviceProcess.ts';

export type EmbeddedHouse = Pick<House, 'pool' | 'url' | 'secret' | 'attune' | 'untilReady' | 'close'> & {
  killServer(): Promise<void>;
  killService(): Promise<void>;
};

/** `npm start` as a newcomer has it: one process, and the PostgreSQL that it starts itself. */
export async function openEmbeddedHouse(history: History): Promise<EmbeddedHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'attune-embedded-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    STUDY_SPEED: String(STUDY_SPEED),
    LOG_LEVEL: 'error',
  };
  let asked = false;
  let service: ServiceProcess;
  const start = () => {
    asked = false;
    service = runProcess(settings);
    service.ended.then(({ code, text }) => {
      if (!asked) history.fault(`the service ended by itself (${code}): ${text.slice(-500)}`);
    });
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    asked = true;
    service.child.kill(signal);
    await service.ended;
  };
  start();
  const untilReady = () =>
    until(async () => (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })).ok, 60);
  await untilReady();
  const home = await durableHome(dataDir, () => {});
  // A claim of our own keeps the server running while the service is killed.
  const joined = await startPostgres({ dataDir, log: () => {} });
  const { sessionSecret } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'));
  const pool = connect(joined.appUrl, { max: 3 });
  return {
    pool,
    url,
    secret: sessionSecret,
    attune: (...line) => commandOn(settings, '', line),
    untilReady,
    killServer: async () => {
      const found = await findPostmaster(clusterIn(home));
      if (found !== undefined) process.kill(found.pid, 'SIGKILL');
    },
    killService: async () => {
      await end('SIGKILL');
      start();
    },
    close: async () => {
      await end('SIGTERM');
      await pool.close();
      await joined.stop();
      rmSync(dataDir, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Kills the embedded server and the service at random moments, in turn. */
export async function killEmbedded(house: EmbeddedHouse, random: Random, rounds: number): Promise<string> {
  for (let round = 0; round < rounds; round += 1) {
    await sleep(500 + random.below(2_000));
    await (round % 2 === 0 ? house.killServer() : house.killService());
    await house.untilReady();
  }
  return `${Math.ceil(rounds / 2)} times the server, ${Math.floor(rounds / 2)} times the service`;
}

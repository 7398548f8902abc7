import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openVault } from '../drizzle/encryption.ts';
import type { Issuer } from '../schema/issuance/rules/issuer.ts';
import { createApp } from './app/app.ts';
import { type Listening, listen } from './app/listen.ts';
import { createAuth } from './auth/auth.ts';
import { seedOnce } from './content/fingerprint.ts';
import { timestamperOf } from './documents/timestamp.ts';
import { openWorks } from './documents/works.ts';
import { createHealth } from './http/health.ts';
import type { Log } from './http/logging.ts';
import { type RunningJobs, startJobs } from './jobs/run.ts';
import { createMailer, type Mail } from './mail/send.ts';
import type { OpenDatabase } from './postgres/database.ts';
import type { Config } from './settings/config.ts';
import { sweepLeftFiles } from './verification/receiveFile.ts';

export type Service = { port: number; stop(): Promise<void> };

/** The courses and the sample organization of this repository. */
export const CONTENT = fileURLToPath(new URL('../content', import.meta.url));

const clock = () => new Date();

/** Time for a load balancer to see that this process is not ready any more. */
const DRAIN_MS = 3_000;
const FINISH_MS = 15_000;

/** The whole service in one process on an open database: content, routes and jobs. Closes the database when it stops or fails. */
export const startService = async (config: Config, log: Log, database: OpenDatabase): Promise<Service> => {
  let listening: Listening | null = null;
  let jobs: RunningJobs | null = null;
  const works = await worksOn(config, database, log);
  try {
    await seedOnce(database.pool.db, CONTENT, clock());
    const health = createHealth();
    const auth = authOf(config, database, log);
    const app = createApp({ config, pool: database.pool, auth, works, log, clock, health });
    const http = await listen(app, config);
    listening = http;
    sweepLeftFiles(tmpdir(), clock()).catch((error) => log.warn({ err: error }, 'left files'));
    auth.warm().catch((error) => log.error({ err: error }, 'identity library failed to load'));
    jobs = await startJobs(database.appUrl, jobServices(config, database, works, log));
    return {
      port: http.port,
      stop: async () => {
        health.drain();
        if (config.production) await sleep(DRAIN_MS);
        await Promise.all([http.close(FINISH_MS), jobs?.stop()]);
        await Promise.all([works.press.stop(), database.close()]);
      },
    };
  } catch (error) {
    await Promise.all([listening?.close(0), jobs?.stop()]);
    await Promise.all([works.press.stop(), database.close()]);
    throw error;
  }
};

const worksOn = (config: Config, database: OpenDatabase, log: Log) =>
  openWorks(config, database.pool.db, log, clock()).catch(async (error) => {
    await database.close();
    throw error;
  });

/** The jobs alone, for `npm run worker`. */
export const startWorker = async (
  config: Config,
  log: Log,
  database: OpenDatabase,
): Promise<{ stop(): Promise<void> }> => {
  const works = await worksOn(config, database, log);
  const jobs = await startJobs(database.appUrl, jobServices(config, database, works, log));
  return {
    stop: async () => {
      await jobs.stop();
      await Promise.all([works.press.stop(), database.close()]);
    },
  };
};

const mailerOf = ({ smtpUrl, mailFrom, dataDir }: Config): ((mail: Mail) => Promise<void>) =>
  createMailer({ smtpUrl: smtpUrl ?? undefined, from: mailFrom, outboxDir: `${dataDir}/outbox` });

const authOf = (config: Config, { pool }: OpenDatabase, log: Log) =>
  createAuth({
    db: pool.db,
    publicUrl: config.publicUrl,
    secret: config.sessionSecret,
    production: config.production,
    allowedOrigins: config.allowedOrigins,
    trustProxy: config.trustProxy,
    sendMail: mailerOf(config),
    external: config.oidc,
    log: (event, facts) => log[FAULTS.has(event) ? 'warn' : 'info'](facts, event),
    now: clock,
    ...(config.production || config.smtpUrl !== null ? {} : { showCode }),
  });

/** Events of identity that an operator should look into. */
const FAULTS = new Set(['fault', 'database away', 'identity library', 'mail failed']);

/** Without a mail server the code is read in the terminal; never in production. */
const showCode = (email: string, code: string) => console.log(`Sign-in code for ${email}: ${code}`);

const jobServices = (config: Config, { pool }: OpenDatabase, works: Issuer, log: Log) => ({
  db: pool.db,
  vault: openVault(config.encryptionKey),
  works,
  timestamper: timestamperOf(config.tsaUrl),
  sendMail: mailerOf(config),
  publicUrl: config.publicUrl,
  clock,
  log,
});

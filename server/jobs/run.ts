import { PgBoss, type WorkWithMetadataHandler } from 'pg-boss';
import type { Timestamper } from '../../certificates/keys.ts';
import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import type { JobName, Jobs } from '../../schema/jobs/operations.ts';
import { describeError, type Log } from '../http/logging.ts';
import type { Mail } from '../mail/send.ts';
import { HANDLERS, SCHEDULES } from './handlers.ts';
import { queueDatabase } from './queue.ts';

/** What handlers work with. */
export type JobServices = {
  db: Database;
  vault: Vault;
  works: Issuer;
  /** Null without TSA_URL. */
  timestamper: Timestamper | null;
  sendMail: (mail: Mail) => Promise<void>;
  publicUrl: string;
  clock: () => Date;
  log: Log;
};

/** Does one job, wholly or not at all: a job may come twice, after a crash or a lost answer. */
export type Handler<Name extends JobName> = (services: JobServices, data: Jobs[Name]) => Promise<void>;
export type Handlers = { [Name in JobName]: Handler<Name> };

export type RunningJobs = { stop(): Promise<void> };

const POLL_SECONDS = 1;
/** A course's day ends for everyone at once: certificates are made as fast as the press does, others one after the other. */
const RUSH = { pollingIntervalSeconds: 0.5, localConcurrency: 4, burstWhenReadyExceeds: 5 };
const SWEEP_SECONDS = 15;
const STOP_MS = 20_000;

/**
 * Starts doing jobs from the queue in the database at databaseUrl, as the application's role: the queue's tables come from our
 * migrations and nothing is created here but rows. A job whose process died is taken up again within a minute.
 */
export const startJobs = async (
  databaseUrl: string,
  services: JobServices,
  handlers: Handlers = HANDLERS,
): Promise<RunningJobs> => {
  const { log } = services;
  const database = queueDatabase(databaseUrl);
  const boss = new PgBoss({
    db: database,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    supervise: true,
    superviseIntervalSeconds: SWEEP_SECONDS,
    monitorIntervalSeconds: SWEEP_SECONDS,
    cronMonitorIntervalSeconds: 30,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  boss.on('warning', ({ message }) => log.warn({ message }, 'job queue'));
  try {
    await boss.start();
    for (const name of Object.keys(handlers) as JobName[]) await work(boss, name, handlers, services);
    for (const [name, cron] of Object.entries(SCHEDULES)) await boss.schedule(name, cron, {}, { tz: 'UTC' });
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    await database.close();
    throw error;
  }
  return {
    stop: async () => {
      await boss.stop({ graceful: true, timeout: STOP_MS });
      await database.close();
    },
  };
};

/** Generic over one name, so that each handler gets its own data. */
const work = <Name extends JobName>(boss: PgBoss, name: Name, handlers: Handlers, services: JobServices) => {
  const handler: Handler<Name> = handlers[name];
  const pace = name === 'certificate-issued' ? RUSH : { pollingIntervalSeconds: POLL_SECONDS };
  const options = { ...pace, batchSize: 1, includeMetadata: true as const };
  const take: WorkWithMetadataHandler<Jobs[Name]> = async (jobs) => {
    for (const job of jobs) {
      const facts = { job: name, jobId: job.id, attempt: job.retryCount + 1 };
      try {
        await handler(services, job.data);
        services.log.info(facts, 'job done');
      } catch (error) {
        const last = job.retryCount >= job.retryLimit;
        services.log[last ? 'error' : 'warn'](
          { ...facts, err: error },
          last ? 'job dead' : 'job failed, tried again later',
        );
        // The queue keeps what is thrown: no more of it than a log may hold.
        throw new Error(describeError(error).message);
      }
    }
  };
  return boss.work(name, options, take);
};

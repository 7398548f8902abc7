import {
  type JobResult,
  type JobWithMetadata,
  type PerJobWorkWithMetadataHandler,
  PgBoss,
  type WorkOptions,
} from 'pg-boss';
import { UnreadablePayload } from '../../schema/jobs/errors.ts';
import type { Pace, RunnableJob } from '../../schema/jobs/operations.ts';
import { describeError } from '../http/logging.ts';
import type { Services } from '../services.ts';
import { queueDatabase } from './queue.ts';

export type RunningJobs = { stop(): Promise<void> };

type Logging = Pick<Services, 'log'>;

/** How often a process looks for jobs whose process died. */
export const SWEEP_SECONDS = 15;
const STOP_MS = 20_000;

/**
 * Starts running jobs from the queue in the database at databaseUrl, as the application's role. Our migrations create the queue's
 * tables; this adds rows only. If a process dies, another takes up its job within a minute.
 */
export async function startJobs<Needs extends Logging>(
  databaseUrl: string,
  services: Needs,
  jobs: readonly RunnableJob<Needs>[],
  sweepSeconds = SWEEP_SECONDS,
): Promise<RunningJobs> {
  const { log } = services;
  const database = queueDatabase(databaseUrl);
  const boss = new PgBoss({
    db: database,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    supervise: true,
    superviseIntervalSeconds: sweepSeconds,
    monitorIntervalSeconds: sweepSeconds,
    cronMonitorIntervalSeconds: 30,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.error({ err: asError(error) }, 'job queue'));
  boss.on('warning', ({ message }) => log.warn({ message }, 'job queue'));
  try {
    await boss.start();
    for (const job of jobs) await work(boss, job, services);
    for (const { name, schedule } of jobs)
      if (schedule !== undefined) await boss.schedule(name, schedule, {}, { tz: 'UTC' });
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
}

/** The queue reports copies of errors, which are no errors themselves. */
const asError = (reported: Error): Error =>
  reported instanceof Error ? reported : Object.assign(new Error(), reported);

// The queue's own count of what is ready is up to a minute old, so that a full batch is what says that there is more.
const optionsOf = ({ pollSeconds, lanes, batch }: Pace): WorkOptions & { batchSize: number } => ({
  pollingIntervalSeconds: pollSeconds,
  localConcurrency: lanes,
  batchSize: batch,
  burstWhenBatchFull: true,
});

function work<Needs extends Logging>(boss: PgBoss, job: RunnableJob<Needs>, services: Needs): Promise<string> {
  const options = { ...optionsOf(job.pace), includeMetadata: true, perJobResults: true } as const;
  const take: PerJobWorkWithMetadataHandler<unknown> = (taken) =>
    Promise.all(taken.map((queued) => perform(job, services, queued)));
  return boss.work(job.name, options, take);
}

/** Runs one job and reports the outcome: done, try again later, or a dead letter at once when its payload cannot be read. */
async function perform<Needs extends Logging>(
  job: RunnableJob<Needs>,
  services: Needs,
  { id, data, retryCount, retryLimit }: JobWithMetadata<unknown>,
): Promise<JobResult> {
  const facts = { job: job.name, jobId: id, attempt: retryCount + 1 };
  try {
    await job.perform(services, data);
    services.log.info(facts, 'job done');
    return { id, status: 'completed' };
  } catch (error) {
    // The queue stores the output, so it gets no more of an error than a log may contain.
    const output = { message: describeError(error).message };
    if (error instanceof UnreadablePayload) {
      services.log.error({ ...facts, err: error }, 'job dead: its payload cannot be read');
      return { id, status: 'deadletter', output };
    }
    const last = retryCount >= retryLimit;
    services.log[last ? 'error' : 'warn'](
      { ...facts, err: error },
      last ? 'job dead' : 'job failed, will try again later',
    );
    return { id, status: 'failed', output };
  }
}

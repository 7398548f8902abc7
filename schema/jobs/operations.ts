import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Database } from '../../drizzle/client.ts';
import { parseId } from '../../drizzle/ids.ts';
import { UnreadablePayload } from './errors.ts';

/** How a worker fetches the jobs of one name. */
export type Pace = {
  /** Seconds between two polls of the queue. */
  pollSeconds: number;
  /** How many polls one process makes side by side. */
  lanes: number;
  /** How many jobs a poll takes, which run at once. With several, a full poll is followed by the next at once. */
  batch: number;
};

const USUAL_PACE: Pace = { pollSeconds: 1, lanes: 1, batch: 1 };

type Definition<Needs, Payload> = {
  /** The name of its queue, which a migration creates. */
  name: string;
  /**
   * The shape of its stored payload. It must still accept jobs of the previous release. A release adds optional members only: a
   * process of the release before does not try a job again that it cannot read.
   */
  payload: z.ZodType<Payload>;
  /** When the clock starts it: a cron expression in UTC. Its payload is then empty. */
  schedule?: string;
  pace?: Pace;
  /** Runs one job, completely or not at all. A job may run twice, after a crash or a lost answer. */
  run: (needs: Needs, payload: Payload) => Promise<void>;
};

export type Job<Needs, Payload> = Definition<Needs, Payload> & {
  pace: Pace;
  /** Reads the stored payload and runs the job. Throws UnreadablePayload. */
  perform: (needs: Needs, stored: unknown) => Promise<void>;
};

/** A job of any payload that these services can run. */
export type RunnableJob<Services> = Pick<Job<Services, never>, 'name' | 'schedule' | 'pace' | 'perform'>;

/** Defines a kind of job. server/jobs/all.ts lists it; a migration creates its queue. */
export function job<Needs, Payload>(definition: Definition<Needs, Payload>): Job<Needs, Payload> {
  const { payload, pace = USUAL_PACE, run } = definition;
  return {
    ...definition,
    pace,
    perform: async (needs, stored) => {
      const read = payload.safeParse(stored);
      if (!read.success) throw new UnreadablePayload(faultsOf(read.error));
      await run(needs, read.data);
    },
  };
}

/** Where and of what kind, without the values, so that a log may contain it. */
const faultsOf = ({ issues }: z.ZodError): string =>
  `the payload cannot be read: ${issues.map(({ path, code }) => `${path.join('.') || 'payload'} ${code}`).join(', ')}`;

/** The payload of a job that needs no facts. */
export const NOTHING = z.object({}).nullish();

type AnyId = NonNullable<ReturnType<typeof parseId>>;

/** A row's key in a payload. */
export function rowKey<Id extends AnyId>() {
  return z.custom<Id>((value) => typeof value === 'string' && parseId<Id>(value) !== null);
}

/** The queue for jobs that failed every retry. */
export const DEAD_LETTERS = 'dead-letter';

/** The same name and key always give the same id, so that a second enqueue finds the first. */
function jobId(name: string, key: string): string {
  const hex = createHash('sha256').update(`${name}\n${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** Each remembers one queue, so that its table is not asked for again with every job. */
const queues = new Map<string, PgBoss>();

type Named<Payload> = Pick<Job<never, Payload>, 'name' | 'payload'>;

/**
 * Queues a job in the caller's transaction: it runs after the commit, or never. A second call with the same job and key adds no
 * job.
 */
export function enqueue<Payload extends object>(
  tx: Database,
  named: Named<Payload>,
  payload: NoInfer<Payload>,
  { key }: { key: string },
): Promise<void> {
  return enqueueAll(tx, named, [{ payload, key }]);
}

/** The same for several jobs of one name, in one statement. No two of them have the same key. */
export async function enqueueAll<Payload extends object>(
  tx: Database,
  { name }: Named<Payload>,
  jobs: readonly { payload: NoInfer<Payload>; key: string }[],
): Promise<void> {
  if (jobs.length === 0) return;
  const db = fromDrizzle(tx, sql);
  const queue = queues.get(name) ?? new PgBoss({ db, migrate: false, supervise: false, schedule: false });
  await queue.insert(
    name,
    jobs.map(({ payload, key }) => ({ id: jobId(name, key), data: payload })),
    { db },
  );
  queues.set(name, queue);
}

import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import type { Database } from '../../drizzle/client.ts';
import type { CertificateId } from '../../drizzle/ids.ts';

/** What each job is told. The queues themselves are made by the jobs migration. */
export type Jobs = {
  /** Draw and store the PDF, then tell the holder. */
  'certificate-issued': { certificateId: CertificateId };
  /** Rewrite evaluation responses in random order. */
  'mix-evaluations': Record<string, never>;
  /** Forget ended sessions, spent codes and old counts. */
  'sweep-identity': Record<string, never>;
};
export type JobName = keyof Jobs;

/** Where jobs end that failed every retry. */
export const DEAD_LETTERS = 'dead-letter';

/** The same name and key always give the same id, so that a second enqueue finds the first. */
const jobId = (name: JobName, key: string): string => {
  const hex = createHash('sha256').update(`${name}\n${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

/**
 * Leaves a job in the caller's transaction: it runs after the commit, or never. A second call with the same name and key
 * adds nothing.
 */
export const enqueue = async <Name extends JobName>(
  tx: Database,
  name: Name,
  data: Jobs[Name],
  { key }: { key: string },
): Promise<void> => {
  const queue = new PgBoss({ db: fromDrizzle(tx, sql), migrate: false, supervise: false, schedule: false });
  await queue.send(name, data, { id: jobId(name, key) });
};

import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import type { Database } from '../../drizzle/client.ts';
import type { CertificateId } from '../../drizzle/ids.ts';

/** What each job is told. The queues themselves are made by the jobs migration. */
export type Jobs = {
  /** Prove, log, draw, seal and store the documents, then tell the holder. */
  'certificate-issued': { certificateId: CertificateId };
  /** Tell the holder that a certificate was revoked or replaced. */
  'certificate-withdrawn': { certificateId: CertificateId };
  /** Make the documents that certificates still lack, those from earlier releases too. */
  'prepare-documents': Record<string, never>;
  /** Give waiting log entries their place and sign the tree. */
  'sequence-log': Record<string, never>;
  /** Have the day's last checkpoint timestamped by an outside authority. */
  'timestamp-log': Record<string, never>;
  /** Erase the people whose records no rule keeps any longer. */
  'carry-out-erasures': Record<string, never>;
  /** Rewrite evaluation responses in random order. */
  'mix-evaluations': Record<string, never>;
  /** Forget ended sessions, spent codes and old counts. */
  'sweep-identity': Record<string, never>;
};
export type JobName = keyof Jobs;

/** Where jobs end that failed every retry. */
export const DEAD_LETTERS = 'dead-letter';

/** The same name and key always give the same id, so that a second enqueue finds the first. */
function jobId(name: JobName, key: string): string {
  const hex = createHash('sha256').update(`${name}\n${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/**
 * Leaves a job in the caller's transaction: it runs after the commit, or never. A second call with the same name and key
 * adds nothing.
 */
export async function enqueue<Name extends JobName>(
  tx: Database,
  name: Name,
  data: Jobs[Name],
  { key }: { key: string },
): Promise<void> {
  const queue = new PgBoss({ db: fromDrizzle(tx, sql), migrate: false, supervise: false, schedule: false });
  await queue.send(name, data, { id: jobId(name, key) });
}

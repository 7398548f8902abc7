import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * A backup is gzip of a text that a superuser's psql can load too: a comment with the manifest, a COPY block for each table, and a comment with
 * the sums. A file without the last line is incomplete.
 */
export const FORMAT = 1;

/** Sign-ins, counters and recoveries: they are not in a backup, so that nothing that a person ended comes back with it. */
export const LEFT_OUT: readonly string[] = ['sessions', 'verifications', 'throttles', 'recoveries'];

const table = z.object({
  name: z.string().regex(/^[a-z_]+$/),
  columns: z.array(z.string().regex(/^[a-z0-9_]+$/)).min(1),
});

export const Manifest = z.object({
  format: z.literal(FORMAT),
  /** The database's clock at the snapshot. */
  madeAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })).min(1),
  /** Names the ENCRYPTION_KEY that opens the sealed columns, without revealing it. */
  encryptionKeyId: z.string(),
  tables: z.array(table).min(1),
});
export type Manifest = z.output<typeof Manifest>;
export type Table = Manifest['tables'][number];

const sum = z.object({ rows: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export const Sums = z.record(z.string(), sum);
export type Sum = z.output<typeof sum>;
export type Sums = z.output<typeof Sums>;

export const FIRST = '-- Attune backup ';
export const LAST = '-- Attune backup ends ';
export const END_OF_ROWS = '\\.';

const quoted = (name: string): string => `"${name}"`;

/** The table with its columns, as COPY names it. */
export function copied({ name, columns }: Table): string {
  return `public.${quoted(name)} (${columns.map(quoted).join(', ')})`;
}

/** The line of the file that begins a table's rows. */
export const opening = (of: Table): string => `COPY ${copied(of)} FROM stdin;`;

/** Counts and hashes the rows of a table as they pass. COPY writes one line for each row. */
export function summing(): { add(rows: Buffer): void; sum(): Sum } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add: (bytes) => {
      hash.update(bytes);
      for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) rows += 1;
    },
    sum: () => ({ rows, sha256: hash.digest('hex') }),
  };
}

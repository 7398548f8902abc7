import { randomBytes } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Sql } from 'postgres';
import { signCheckpoint } from '../../certificates/log/note.ts';
import { hashOfRange, placesOf } from '../../certificates/log/tree.ts';
import { connect } from '../../drizzle/client.ts';
import { newId } from '../../drizzle/ids.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import { recordKeys } from '../../schema/keys/operations.ts';
import { nodesAt } from '../../schema/log/queries.ts';
import { createTestIssuer } from '../../test/support/issuer.ts';
import { type BenchDatabase, onBenchDatabase } from '../database.ts';
import { publishCourses } from '../world.ts';
import { inBulk } from './bulk.ts';
import { DROP_HELPERS, HELPERS, insertsFor, LEAF_HASHES, nodesOfLevel } from './rows.ts';
import { type Traveler, travelersIn } from './travelers.ts';

export type GrowthWorld = BenchDatabase & {
  enrollments: number;
  issuer: Issuer;
  secret: string;
  travelers: Traveler[];
  bytes: number;
  version: string;
};

/** Disk that a world of a million takes, with room for sorting. */
const BYTES_PER_ENROLLMENT = 9_000;
const CONNECTIONS = 2;

type Making = { enrollments: number; travelers: number; log: (line: string) => void };

/** A throw-away database with so many enrollments, and a few people more who are about to finish. */
export const openGrowthWorld = async ({ enrollments, travelers, log }: Making): Promise<GrowthWorld> => {
  expectRoom(enrollments * BYTES_PER_ENROLLMENT);
  const connection = { maintenance_work_mem: '384MB', work_mem: '128MB', synchronous_commit: 'off' };
  return onBenchDatabase({ log, owner: { max: CONNECTIONS, connection } }, async ({ owner, appUrl }) => {
    const published = await publishCourses(appUrl);
    const newest = published[2];
    if (newest === undefined) throw new Error('no course was published');
    await owner`insert into disclosures (id, hash, content) select ${newId()}, ${newest.disclosuresHash}, '{}'
      on conflict do nothing`;
    const issuer = await createTestIssuer();
    await inBulk(owner, () => fill(owner, enrollments, newest.disclosuresHash, log), log);
    await signTree(appUrl, owner, issuer);
    const secret = randomBytes(32).toString('base64url');
    const people = await travelersIn(owner, { count: travelers, published: newest, secret });
    await owner.unsafe(DROP_HELPERS);
    await owner`vacuum (analyze, freeze)`;
    const [{ bytes = 0, version = '' } = {}] = await owner<{ bytes: number; version: string }[]>`
      select pg_database_size(current_database())::float8 as bytes, current_setting('server_version') as version`;
    return { enrollments, issuer, secret, travelers: people, bytes, version };
  });
};

const expectRoom = (needed: number) => {
  const { bavail, bsize } = statfsSync(tmpdir());
  if (bavail * bsize < needed)
    throw new Error(
      `${tmpdir()} has ${Math.round((bavail * bsize) / 1e9)} GB; ${Math.round(needed / 1e9)} GB are needed`,
    );
};

const fill = async (sql: Sql, enrollments: number, disclosuresHash: string, log: (line: string) => void) => {
  await sql.unsafe(HELPERS);
  const waiting = insertsFor(enrollments, disclosuresHash);
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const began = performance.now();
      const { count } = await sql.unsafe(next.sql);
      const seconds = (performance.now() - began) / 1000;
      if (seconds > 5) log(`${next.table}: ${count} rows in ${Math.round(seconds)} s`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  let { count } = await sql.unsafe(LEAF_HASHES);
  for (let level = 1; count > 1; level++) ({ count } = await sql.unsafe(nodesOfLevel(level)));
};

/** Signs the tree as the sequencer does, so that it goes on from there. */
const signTree = async (appUrl: string, owner: Sql, issuer: Issuer) => {
  const pool = connect(appUrl, { max: 1 });
  try {
    await recordKeys(pool.db, await issuer.publicKeys());
    const [{ size = 0 } = {}] = await owner<{ size: number }[]>`select count(*)::float8 as size from log_leaves`;
    const whole = { start: 0, end: size };
    const root = hashOfRange(whole, await nodesAt(pool.db, placesOf(whole)));
    const note = await signCheckpoint(issuer.logOrigin, size, root, await issuer.keyring.signer('LOG'));
    await owner`insert into checkpoints (id, size, root, note, created_at)
      values (${newId()}, ${size}, ${Buffer.from(root)}, ${note}, now())`;
  } finally {
    await pool.close();
  }
};

import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { Pool } from '../../drizzle/client.ts';
import { quantile } from '../numbers.ts';

/** What a phase cost for each of its calls. PostgreSQL's CPU is that of the backends that served it. */
export type Cost = { calls: number; cpuMs: number; buffers: number; p50Ms: number; p99Ms: number };

type Usage = { cpuMs: number; buffers: number };

/** CPU time in nanoseconds, as Linux's scheduler counts it; the clock ticks of /proc/PID/stat are too coarse for one request. */
const cpuOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

type Backend = { pid: number; buffers: number };

/** Makes every connection tell what it counted, then reads it: each one sleeps a moment, so that all take part. */
const usageOf = async ({ db }: Pool, connections: number): Promise<Usage> => {
  const tell = () => db.execute(sql`select pg_stat_force_next_flush(), pg_sleep(0.02)`);
  await Promise.all(Array.from({ length: connections }, tell));
  const backends = await db.execute<Backend>(sql`
    select a.pid, (select coalesce(sum(coalesce(io.hits, 0) + coalesce(io.reads, 0)), 0)::float8
      from pg_stat_get_backend_io(a.pid) io where io.object = 'relation') as buffers
    from pg_stat_activity a where a.application_name = 'attune' and a.datname = current_database()`);
  const sum = (value: (backend: Backend) => number) => [...backends].reduce((total, each) => total + value(each), 0);
  return { cpuMs: sum(({ pid }) => cpuOf(pid)), buffers: sum(({ buffers }) => buffers) };
};

/** Runs the calls, `connections` at a time, and says what they cost PostgreSQL and how long each took. */
export const metered = async (
  pool: Pool,
  connections: number,
  calls: readonly (() => Promise<void>)[],
): Promise<Cost> => {
  const before = await usageOf(pool, connections);
  const empty = await usageOf(pool, connections);
  const times: number[] = [];
  const waiting = [...calls];
  const worker = async () => {
    for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
      const began = performance.now();
      await call();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const after = await usageOf(pool, connections);
  // What asking itself costs is known from the first two readings.
  const own = (read: (usage: Usage) => number) =>
    Math.max(0, read(after) - read(empty) - (read(empty) - read(before))) / calls.length;
  return {
    calls: calls.length,
    cpuMs: own(({ cpuMs }) => cpuMs),
    buffers: own(({ buffers }) => buffers),
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  };
};

import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { DEAD_LETTERS } from '../../schema/jobs/operations.ts';

type Labels = Record<string, string>;
type Histogram = { buckets: number[]; sum: number; count: number };

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Counts of this process, printed as Prometheus text. Labels are routes, codes and names from our own code, so their number is
 * fixed.
 */
export type Metrics = {
  count(name: string, labels?: Labels): void;
  /** Adds one observation, in seconds. */
  time(name: string, labels: Labels, seconds: number): void;
  /** The whole text, with the job queue's state from the database. Omits the queue when it cannot be read. */
  text(db: Database): Promise<string>;
};

export function createMetrics(): Metrics {
  const counters = new Map<string, number>();
  const histograms = new Map<string, Histogram>();
  return {
    count: (name, labels = {}) => {
      const key = name + labelText(labels);
      counters.set(key, (counters.get(key) ?? 0) + 1);
    },
    time: (name, labels, seconds) => {
      const key = `${name}|${labelText(labels)}`;
      const histogram = histograms.get(key) ?? { buckets: SECONDS.map(() => 0), sum: 0, count: 0 };
      SECONDS.forEach((limit, at) => {
        if (seconds <= limit) histogram.buckets[at] = (histogram.buckets[at] ?? 0) + 1;
      });
      histogram.sum += seconds;
      histogram.count += 1;
      histograms.set(key, histogram);
    },
    text: async (db) =>
      [
        ...[...counters].map(([key, value]) => `${key} ${value}`),
        ...[...histograms].flatMap(([key, histogram]) => histogramLines(key, histogram)),
        ...processLines(),
        ...(await queueLines(db)),
        '',
      ].join('\n'),
  };
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function histogramLines(key: string, { buckets, sum, count }: Histogram): string[] {
  const [name = '', labels = ''] = key.split('|');
  const withLimit = (limit: string) => (labels === '' ? `{le="${limit}"}` : `${labels.slice(0, -1)},le="${limit}"}`);
  return [
    ...SECONDS.map((limit, at) => `${name}_bucket${withLimit(String(limit))} ${buckets[at] ?? 0}`),
    `${name}_bucket${withLimit('+Inf')} ${count}`,
    `${name}_sum${labels} ${sum}`,
    `${name}_count${labels} ${count}`,
  ];
}

const processLines = (): string[] => [
  `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
  `process_cpu_seconds_total ${process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6}`,
  `process_uptime_seconds ${process.uptime()}`,
];

/** Jobs by queue and state. Dead letters are jobs that failed every retry; there should be zero. */
async function queueLines(db: Database): Promise<string[]> {
  try {
    const rows = await db.execute<{ name: string; state: string; count: string }>(sql`
      select q.name, coalesce(j.state::text, 'created') as state, count(j.id)::text as count
      from pgboss.queue q left join pgboss.job j on j.name = q.name and j.state in ('created', 'retry', 'active', 'failed')
      where q.name not like '\\_\\_%' group by 1, 2 order by 1, 2`);
    const jobs = rows.map((row) => `attune_jobs{queue="${row.name}",state="${row.state}"} ${row.count}`);
    const dead = rows.filter((row) => row.name === DEAD_LETTERS).reduce((sum, row) => sum + Number(row.count), 0);
    return [...jobs, `attune_jobs_dead ${dead}`];
  } catch {
    return [];
  }
}

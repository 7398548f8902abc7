import type { GrowthResult, WorldCost } from './measures/growth.ts';
import { round } from './numbers.ts';

const AIM = 1.25;
const JOB_AIM_MS = 100;

const size = ({ enrollments, bytes, madeInSeconds }: WorldCost) =>
  `${enrollments.toLocaleString('en')} enrollments (${round(bytes / 1e9)} GB, made in ${round(madeInSeconds, 0)} s)`;

/** Growth as Markdown: what each action costs PostgreSQL in both worlds, then the jobs, then plans. */
export const growthLines = ({ small, large }: GrowthResult): string[] => [
  '',
  `Growth: ${size(small)} beside ${size(large)}, aim at most ${AIM} times:`,
  '',
  '| action | PostgreSQL CPU | times | buffers | times | p50 | p99 |',
  '|---|---|---|---|---|---|---|',
  ...large.actions.flatMap(({ name, cost }) => {
    const before = small.actions.find((one) => one.name === name)?.cost;
    if (before === undefined) return [];
    const pair = (read: (of: typeof cost) => number, digits = 2) =>
      `${round(read(before), digits)} → ${round(read(cost), digits)}`;
    const times = round(cost.cpuMs / before.cpuMs);
    return `| ${name} | ${pair((of) => of.cpuMs)} ms | ${times}${times > AIM ? ' (missed)' : ''} | ${pair((of) => of.buffers, 0)} | ${round(cost.buffers / before.buffers)} | ${pair((of) => of.p50Ms)} ms | ${pair((of) => of.p99Ms)} ms |`;
  }),
  '',
  `| run by itself, aim ${JOB_AIM_MS} ms | ${small.enrollments.toLocaleString('en')} | ${large.enrollments.toLocaleString('en')} |`,
  '|---|---|---|',
  ...large.jobs.map(({ name, ms }) => {
    const before = small.jobs.find((one) => one.name === name)?.ms ?? Number.NaN;
    return `| ${name} | ${round(before)} ms | ${round(ms)} ms${ms > JOB_AIM_MS ? ' (missed)' : ''} |`;
  }),
  ...large.plans.flatMap(({ name, plans }) => ['', `Plans of ${name}:`, '```', ...plans, '```']),
];

import '../server/node24.js';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
const USUAL = [
  'dashboard',
  'heartbeat',
  'claim',
  'certificate',
  'start',
  'verify',
  'rush',
  'page',
  'webhooks',
  'attendance',
];
const { measure } = await import('./measure.ts');
const { printReport } = await import('./report.ts');

/** Of the product's packages, or of those that stand beside this file alone. */
const versionsIn = (folder: string, names: string[]) =>
  names.map((name) => [name, createRequire(import.meta.url)(`${folder}/node_modules/${name}/package.json`).version]);

const results = {
  on: new Date().toISOString(),
  machine: { cores: availableParallelism(), cpu: cpus()[0]?.model ?? 'unknown', loadBefore: loadavg()[0] ?? 0 },
  versions: {
    node: process.versions.node,
    ...Object.fromEntries([
      ...versionsIn('..', ['graphql-yoga', 'graphql', 'drizzle-orm', 'postgres', 'pdfkit', 'piscina']),
      ...versionsIn('.', ['postgraphile', 'pg', 'playwright-core']),
    ]),
  },
  ...(await measure({
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    only: values.only?.split(',') ?? USUAL,
    quick: values.quick,
    plans: values.plans,
    profileDir: values.profile,
    log: (line) => console.error(line),
  })),
};
console.log(printReport(results));
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

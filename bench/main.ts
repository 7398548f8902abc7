import '../server/node24.js';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const { measure } = await import('./measure.ts');
const { printReport } = await import('./report.ts');

const versionOf = (name: string): string => {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return require(`${folder}/${name}/package.json`).version;
    } catch {}
  }
  return 'not installed: npm --prefix bench ci';
};

const results = {
  on: new Date().toISOString(),
  machine: { cores: availableParallelism(), cpu: cpus()[0]?.model ?? 'unknown' },
  versions: {
    node: process.versions.node,
    ...Object.fromEntries(
      ['graphql-yoga', 'graphql', 'postgres', 'postgraphile', 'pg'].map((name) => [name, versionOf(name)]),
    ),
  },
  ...(await measure({
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    only: values.only?.split(',') ?? ['dashboard', 'heartbeat', 'certificate', 'start'],
    log: (line) => console.error(line),
  })),
};
console.log(printReport(results));
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

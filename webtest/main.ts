import '../server/node24.js';
import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Files that run. A journey whose pages do not exist yet is not among them. */
const FILES = ['publicPages', 'signIn', 'leaving', 'app'];
const PICTURES = fileURLToPath(new URL('../docs/web', import.meta.url));

const { values, positionals } = parseArgs({
  options: { pictures: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
});
const { openWorld } = await import('./world.ts');

/** npm run test:web -- [--only 'TEXT OF A TEST'] [--pictures] [FILE ...]. Ends with "N passed, N failed". */
async function main(): Promise<boolean> {
  if (values.pictures) await mkdir(PICTURES, { recursive: true });
  const end = await openWorld(values.pictures ? PICTURES : null);
  const stopped = () => void end().finally(() => process.exit(130));
  process.once('SIGINT', stopped).once('SIGTERM', stopped);
  try {
    const names = positionals.length === 0 ? FILES : positionals;
    return await play(names.map((name) => fileURLToPath(new URL(`./tests/${name}.test.ts`, import.meta.url))));
  } finally {
    await end();
  }
}

async function play(files: string[]): Promise<boolean> {
  let [passed, failed] = [0, 0];
  const only = values.only === undefined ? {} : { testNamePatterns: [values.only] };
  const playing = run({ files, isolation: 'none', concurrency: false, ...only });
  for await (const { type, data } of playing) {
    if (type === 'test:stdout' || type === 'test:stderr') process.stdout.write(data.message);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const bad = type === 'test:fail' || data.skip !== undefined || data.todo !== undefined;
    if (bad) failed += 1;
    else passed += 1;
    const file = relative(process.cwd(), data.file ?? '');
    console.log(
      `${bad ? 'FAILED' : 'ok    '} ${String(Math.round(data.details.duration_ms)).padStart(6)} ms  ${data.name}  (${file})`,
    );
    if (type === 'test:fail') console.log(data.details.error.cause ?? data.details.error);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

process.exitCode = (await main()) ? 0 : 1;

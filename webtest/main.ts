import '../server/node24.js';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Files that run. A journey whose pages do not exist yet is not among them. */
const FILES = [
  ...['publicPages', 'verify', 'signIn', 'leaving', 'app', 'keeping'],
  // Counts the certificates of the house: before anybody else earns one.
  'owner',
  // The desk says what must be said of care, and plans the first slots.
  ...['careDesk', 'needs', 'care', 'invited', 'consultations', 'endings'],
  'door',
  ...['doorDay', 'evaluationReport', 'teaching'],
  ...['course', 'practice', 'later', 'marks', 'files', 'recordings', 'states', 'stages'],
  ...['badDaysQuiz', 'badDaysPlayer', 'badDaysRecord', 'badDaysBrowser', 'languages', 'budgets'],
];
const PICTURES = fileURLToPath(new URL('../docs/web', import.meta.url));

const { values, positionals } = parseArgs({
  options: { pictures: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
});
const { openWorld } = await import('./world.ts');
const { journeys, play } = await import('./journey.ts');

/** npm run test:web -- [--only 'TEXT OF A TEST'] [--pictures] [FILE ...]. Ends with "N passed, N failed". */
async function main(): Promise<boolean> {
  if (values.pictures) await mkdir(PICTURES, { recursive: true });
  const end = await openWorld(values.pictures ? PICTURES : null);
  const stopped = () => void end().finally(() => process.exit(130));
  process.once('SIGINT', stopped).once('SIGTERM', stopped);
  try {
    return await playAll();
  } finally {
    await end();
  }
}

async function playAll(): Promise<boolean> {
  for (const name of positionals.length === 0 ? FILES : positionals) await import(`./tests/${name}.test.ts`);
  const chosen = journeys.filter(({ name }) => name.includes(values.only ?? ''));
  let failed = 0;
  for (const journey of chosen) {
    const began = performance.now();
    const fault = await play(journey).then(
      () => null,
      (error) => error,
    );
    if (fault !== null) failed += 1;
    const ms = String(Math.round(performance.now() - began)).padStart(6);
    console.log(`${fault === null ? 'ok    ' : 'FAILED'} ${ms} ms  ${journey.name}`);
    if (fault !== null) console.log(fault);
  }
  console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
  return failed === 0 && chosen.length > 0;
}

process.exitCode = (await main()) ? 0 : 1;

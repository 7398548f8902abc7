import '../server/node24.js';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    rounds: { type: 'string', default: '10' },
    learners: { type: 'string', default: '4' },
  },
});
const { killProcesses } = await import('./serviceProcess.ts');
const faults = await found(positionals[0] === 'storm' ? storm : whileLearnersStudy);
for (const fault of faults) console.log(`FAULT  ${fault}`);
console.log(faults.length === 0 ? 'Nothing was lost, nothing doubled, nothing died.' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function found(search: () => Promise<string[]>): Promise<string[]> {
  try {
    return await search();
  } finally {
    killProcesses();
  }
}

/** `storm [seed] [steps]`: the storm of registrations and money. */
async function storm(): Promise<string[]> {
  const [, seed = values.seed, steps = '5000'] = positionals;
  const { stormOnOwnServer } = await import('./storm/ownServer.ts');
  return stormOnOwnServer({ seed: Number(seed), steps: Number(steps), say: console.log });
}

async function whileLearnersStudy(): Promise<string[]> {
  const { FAULTS } = await import('./faults.ts');
  const { runEmbeddedFaults, runFaults, runFullDisk } = await import('./run.ts');
  const seed = Number(values.seed);
  console.log(`Seed ${seed}. To repeat this run: npm run faults -- --seed ${seed} --rounds ${values.rounds}`);
  const order = { seed, rounds: Number(values.rounds), lanes: Number(values.learners), say: console.log };
  const faults: string[] = [];
  for (const run of [() => runFaults(FAULTS, order), () => runEmbeddedFaults(order), () => runFullDisk(order)]) {
    const { arrived, history } = await run();
    const { acknowledged, unknown, told } = history.tally;
    const refused = [...told].map(([code, count]) => `${count} x ${code}`).join(', ') || 'nothing';
    console.log(`${arrived} learners reached their certificate: ${acknowledged} operations acknowledged,`);
    console.log(`${unknown} without an answer, refused for now: ${refused}.`);
    faults.push(...history.faults);
  }
  return faults;
}

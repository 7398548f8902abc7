import { createHistory, type History } from '../history.ts';
import type { Act } from './asking.ts';
import { checkBooks } from './books.ts';
import { BUYERS } from './buyers.ts';
import { calm } from './calm.ts';
import { checkHistories, checkPapers } from './laws.ts';
import { MEMBERS } from './members.ts';
import { OUTSIDE } from './outside.ts';
import { type Burst, type Kind, planOf } from './plan.ts';
import { openStage, type Stage } from './stage.ts';
import { sampleSeats, watched } from './watch.ts';

const ACTS: Record<Kind, Act> = { ...BUYERS, ...MEMBERS, ...OUTSIDE };
/** These change what all others stand on, so that they happen between two bursts. */
const ALONE: readonly Kind[] = ['minutes', 'halfHour', 'day', 'fortnight', 'stopStripe'];

export type StormOrder = { seed: number; steps: number; kills: number; say: (line: string) => void };
export type Storm = {
  history: History;
  /** Each with the seed that repeats it. */
  faults: string[];
  samples: number;
  commits: number;
  mails: number;
  killed: number;
  report: Record<string, number>;
};

/** A storm on a stage of its own. */
export async function runStorm({ people = 30, ...order }: StormOrder & { people?: number }): Promise<Storm> {
  const stage = await openStage({ people, history: createHistory() });
  try {
    return await storm(stage, order);
  } finally {
    await stage.close();
  }
}

/**
 * Registers, pays, refunds, disputes, breaks and kills as a seed says, then waits until everything is told and done, and compares what
 * the service holds with what Stripe's stand-in has and with what must always hold.
 */
export async function storm(stage: Stage, { seed, steps, kills, say }: StormOrder): Promise<Storm> {
  const { history, db } = stage;
  say(`Storm of seed ${seed}: ${steps} steps, ${kills} kills.`);
  try {
    const sampling = sampleSeats(db, history);
    const killed = await blow(stage, planOf({ seed, steps, kills }), say);
    const { givenAgain } = await calm(stage);
    say(`It is calm; ${givenAgain} refunds that had failed were made again.`);
    const samples = await sampling.stop();
    const commits = await watched(db, history);
    await checkHistories(stage);
    const mails = await checkPapers(stage);
    const report = await checkBooks(stage);
    const faults = history.faults.map((fault) => `seed ${seed}: ${fault}`);
    return { history, faults, samples, commits, mails, killed, report };
  } catch (error) {
    throw new Error(`seed ${seed}: the storm broke off. The processes said: ${stage.houses.said()}`, { cause: error });
  }
}

const SAY_EVERY = 250;

async function blow(stage: Stage, bursts: readonly Burst[], say: (line: string) => void): Promise<number> {
  let [killed, done, said, told] = [0, 0, 0, 0];
  const restarts: Promise<void>[] = [];
  for (const { steps, kill } of bursts) {
    const together = steps.filter(({ kind }) => !ALONE.includes(kind)).map(({ kind, n }) => ACTS[kind](stage, n));
    if (kill !== null) {
      killed += 1;
      await new Promise((resolve) => setTimeout(resolve, kill.afterMs));
      restarts.push(stage.houses.kill(kill.process));
    }
    await Promise.all(together);
    for (const { kind, n } of steps) if (ALONE.includes(kind)) await ACTS[kind](stage, n);
    await comeBack(stage);
    done += steps.length;
    for (; told < stage.history.faults.length; told += 1) say(`FAULT at step ${done}  ${stage.history.faults[told]}`);
    if (Math.floor(done / SAY_EVERY) > said) {
      said = Math.floor(done / SAY_EVERY);
      say(`${done} steps, ${stage.history.faults.length} faults`);
    }
  }
  await Promise.all(restarts);
  return killed;
}

async function comeBack({ down, stripe }: Stage): Promise<void> {
  if (down.left === 0) return;
  down.left -= 1;
  if (down.left === 0) await stripe.start();
}

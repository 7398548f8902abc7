import { join } from 'node:path';
import type { CoursePackage } from '../schema/courses/rules/package/canonical.ts';
import { readCourseFolder } from '../server/content/content.ts';
import { CONTENT } from '../server/service.ts';
import { checkHistory } from './check.ts';
import { killEmbedded, openEmbeddedHouse } from './embedded.ts';
import type { Fault } from './faults.ts';
import { fillDisk, openHouseOnSmallDisk } from './fullDisk.ts';
import { createHistory, type History } from './history.ts';
import { type House, openHouse } from './house.ts';
import { startLearners } from './learners.ts';
import { createRandom } from './random.ts';
import { backUpAndRestore } from './restored.ts';

export type Order = { seed: number; rounds: number; lanes: number; say: (line: string) => void };
export type Outcome = { arrived: number; history: History };

type Home = Pick<House, 'pool' | 'url' | 'secret' | 'attune'>;

/** Breaks things one after the other while learners travel; then compares what the service said with what it holds. */
export async function runFaults(faults: readonly Fault[], { seed, rounds, lanes, say }: Order): Promise<Outcome> {
  const history = createHistory();
  const random = createRandom(seed);
  const house = await openHouse(history);
  try {
    const arrived = await whileLearnersTravel(house, history, lanes, async () => {
      for (const fault of faults) say(`${fault.name}: ${await fault.run({ house, random, history, rounds })}`);
    });
    say(`backup and restore under load: ${await backUpAndRestore(house, history)}`);
    // Everything is still there, and the register goes on.
    const later = await whileLearnersTravel(house, history, 1, async () => {});
    return { arrived: arrived + later, history };
  } finally {
    await house.close();
  }
}

/** The embedded server and its service killed, as a newcomer runs them. */
export async function runEmbeddedFaults({ seed, rounds, lanes, say }: Order): Promise<Outcome> {
  const history = createHistory();
  const house = await openEmbeddedHouse(history);
  try {
    const arrived = await whileLearnersTravel(house, history, lanes, async () => {
      say(`embedded PostgreSQL killed: ${await killEmbedded(house, createRandom(seed), rounds)}`);
    });
    return { arrived, history };
  } finally {
    await house.close();
  }
}

/** The disk filled to its last byte, where this account may mount one of its own. */
export async function runFullDisk({ lanes, say }: Order): Promise<Outcome> {
  const history = createHistory();
  const house = await openHouseOnSmallDisk(history);
  if (house === null) {
    say('full disk: NOT RUN, because this account may not mount a disk');
    return { arrived: 0, history };
  }
  try {
    const arrived = await whileLearnersTravel(house, history, lanes, async () => {
      say(`full disk: ${await fillDisk(house, history)}`);
    });
    return { arrived, history };
  } finally {
    await house.close();
  }
}

/** Answers how many reached their certificate. */
async function whileLearnersTravel(
  home: Home,
  history: History,
  lanes: number,
  work: () => Promise<void>,
): Promise<number> {
  const learners = startLearners({ ...home, db: home.pool.db, pack: await thePackage(), history }, lanes);
  await work();
  await learners.arrive();
  await checkHistory(home, history, learners.travelers);
  return learners.travelers.filter(({ earned }) => earned !== null).length;
}

async function thePackage(): Promise<CoursePackage> {
  const course = await readCourseFolder(join(CONTENT, 'better-after-betrayal'));
  if (!course.ok) throw new Error('The course in content/ has faults.');
  return course.package;
}

import { fileURLToPath } from 'node:url';
import { connect } from '../../drizzle/client.ts';
import { FaultsError } from '../../schema/edited/faults.ts';
import { readCourseFolder } from '../../server/content/content.ts';
import { actionsOf } from '../growth/actions.ts';
import { openFront } from '../growth/front.ts';
import { type JobTime, measureJobs } from '../growth/jobs.ts';
import { type Cost, metered } from '../growth/meter.ts';
import { explainAll, hearStatements } from '../growth/plans.ts';
import { type GrowthWorld, openGrowthWorld } from '../growth/world.ts';

export type WorldCost = {
  enrollments: number;
  bytes: number;
  madeInSeconds: number;
  actions: { name: string; cost: Cost }[];
  jobs: JobTime[];
  /** The plans of every statement, by action; empty unless they were asked for. */
  plans: { name: string; plans: string[] }[];
};
export type GrowthResult = { small: WorldCost; large: WorldCost };

const SIZES = { full: [10_000, 1_000_000], quick: [2_000, 20_000] } as const;
const WARM = 20;
const COUNTED = 100;
/** Few connections, so that every one of them is warm after the first travelers. */
const CONNECTIONS = 2;
const COURSE = fileURLToPath(new URL('../../content/better-after-betrayal', import.meta.url));

type Options = { quick: boolean; plans: boolean; log: (line: string) => void };

/** The same people do the same things in a small world and in a large one, one world after the other. */
export const measureGrowth = async (options: Options): Promise<GrowthResult> => {
  const [small, large] = SIZES[options.quick ? 'quick' : 'full'];
  return { small: await measureWorld(small, options), large: await measureWorld(large, options) };
};

const measureWorld = async (enrollments: number, { plans, log }: Options): Promise<WorldCost> => {
  const began = performance.now();
  const world = await openGrowthWorld({ enrollments, travelers: WARM + COUNTED, log });
  const madeInSeconds = (performance.now() - began) / 1000;
  const { bytes } = world;
  log(`${enrollments} enrollments: ${(bytes / 1e9).toFixed(2)} GB in ${Math.round(madeInSeconds)} s`);
  try {
    return { enrollments, bytes, madeInSeconds, ...(await travel(world, plans, log)) };
  } finally {
    await world.close();
  }
};

const travel = async (world: GrowthWorld, withPlans: boolean, log: (line: string) => void) => {
  const course = await readCourseFolder(COURSE);
  if (!course.ok) throw new FaultsError(course.faults);
  const heard = hearStatements();
  const pool = connect(world.appUrl, { max: CONNECTIONS, ...(withPlans ? { onStatement: heard.listen } : {}) });
  const front = await openFront(world, pool);
  const measured: Pick<WorldCost, 'actions' | 'jobs' | 'plans'> = { actions: [], jobs: [], plans: [] };
  const explain = async (name: string) => {
    if (withPlans) measured.plans.push({ name, plans: await explainAll(world.owner, heard.take()) });
  };
  try {
    for (const { name, measured: counts, calls } of actionsOf(front, course.package)) {
      const [warm, counted] = [world.travelers.slice(0, WARM), world.travelers.slice(WARM)];
      await metered(pool, CONNECTIONS, warm.flatMap(calls));
      const cost = await metered(pool, CONNECTIONS, counted.flatMap(calls));
      if (counts) measured.actions.push({ name, cost });
      if (counts) log(`${name}: ${cost.cpuMs.toFixed(2)} ms, ${Math.round(cost.buffers)} buffers`);
      await explain(name);
    }
    measured.jobs = await measureJobs(front.services, world.owner);
    await explain('jobs');
    return measured;
  } finally {
    await front.stop();
    await pool.close();
  }
};

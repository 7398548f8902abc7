import { planCores } from './cores.ts';
import { measureDashboard } from './measures/dashboard.ts';
import { openWorld } from './world.ts';
const world = await openWorld(console.log);
try {
  console.log(JSON.stringify(await measureDashboard(world, { rounds: 2, seconds: 2, cores: planCores(), log: console.log }), null, 1));
} finally { await world.close(); }

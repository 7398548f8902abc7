import { pin, planCores } from './cores.ts';
import { type CertificateResult, measureCertificate } from './measures/certificate.ts';
import { type DashboardResult, measureDashboard } from './measures/dashboard.ts';
import { type GrowthResult, measureGrowth } from './measures/growth.ts';
import { countStatements, type HeartbeatResult, measureHeartbeat, type StatementCount } from './measures/heartbeat.ts';
import { measureStart, type StartResult } from './measures/start.ts';
import { measureVerify, type VerifyResult } from './measures/verify.ts';
import { openWorld } from './world.ts';

export type Measured = {
  pinned: boolean;
  postgresql?: string;
  dashboard?: DashboardResult[];
  heartbeat?: HeartbeatResult;
  statements?: StatementCount[];
  certificate?: CertificateResult;
  growth?: GrowthResult;
  start?: StartResult;
  verify?: VerifyResult;
};

/**
 * `quick` is a fast try of certificates and growth. `profileDir` takes the CPU profiles of the process that makes certificates and of the servers of the dashboard.
 * `plans` prints what PostgreSQL does for each statement of the large world.
 */
export type MeasureOptions = {
  rounds: number;
  seconds: number;
  only: string[];
  quick: boolean;
  plans: boolean;
  profileDir?: string | undefined;
  log: (line: string) => void;
};

const LATER_STARTS = 5;

/** Everything, one after the other, so that nothing measured disturbs anything else. */
export const measure = async (options: MeasureOptions): Promise<Measured> => {
  const { rounds, seconds, only, profileDir, log } = options;
  const cores = planCores();
  const measured: Measured = { pinned: cores !== null };
  if (only.includes('start')) measured.start = await measureStart(LATER_STARTS);
  if (only.includes('certificate')) measured.certificate = await measureCertificate(options);
  if (only.includes('verify')) measured.verify = await measureVerify(options);
  if (only.includes('growth')) measured.growth = await measureGrowth(options);
  if (!only.includes('dashboard') && !only.includes('heartbeat')) return measured;
  const world = await openWorld(cores, log);
  try {
    if (cores) pin(process.pid, cores.load);
    measured.postgresql = world.version;
    if (only.includes('dashboard'))
      measured.dashboard = await measureDashboard(world, { rounds, seconds, cores, profileDir, log });
    if (!only.includes('heartbeat')) return measured;
    measured.statements = await countStatements(world);
    measured.heartbeat = await measureHeartbeat(world, rounds, seconds, cores);
    return measured;
  } finally {
    await world.close();
  }
};

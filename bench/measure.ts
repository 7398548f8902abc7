import { type Cores, pin, planCores } from './cores.ts';
import { type AttendanceResult, measureAttendance } from './measures/attendance.ts';
import { type CertificateResult, measureCertificate } from './measures/certificate.ts';
import { type ClaimResult, measureClaim } from './measures/claim.ts';
import { type DashboardResult, measureDashboard } from './measures/dashboard.ts';
import { type FrontResult, measureFront } from './measures/front.ts';
import { type GrowthResult, measureGrowth } from './measures/growth.ts';
import { countStatements, type HeartbeatResult, measureHeartbeat, type StatementCount } from './measures/heartbeat.ts';
import { measurePage, type PageResult } from './measures/page.ts';
import { measureRush, type RushResult } from './measures/rush.ts';
import { measureStart, type StartResult } from './measures/start.ts';
import { measureVerify, type VerifyResult } from './measures/verify.ts';
import { measureWebhooks, type WebhookResult } from './measures/webhooks.ts';
import { openShop } from './sales/shop.ts';
import { openWorld } from './world.ts';

export type Measured = {
  pinned: boolean;
  postgresql?: string;
  dashboard?: DashboardResult[];
  heartbeat?: HeartbeatResult;
  statements?: StatementCount[];
  certificate?: CertificateResult;
  growth?: GrowthResult;
  front?: FrontResult;
  start?: StartResult;
  verify?: VerifyResult;
  claim?: ClaimResult;
  rush?: RushResult;
  page?: PageResult;
  webhooks?: WebhookResult;
  attendance?: AttendanceResult;
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
/** Many short turns: what else the machine does then falls on both kinds of claims alike. */
const CLAIMS = { turnsOfRound: 6, each: 20 };

/** Many short rushes, because the first of a process and of a connection cost more. */
const RUSHES_OF_ROUND = 4;

/** Short turns, of which each imports both days. */
const IMPORTS_OF_ROUND = 4;

/** Everything, one after the other, so that nothing measured disturbs anything else. */
export const measure = async (options: MeasureOptions): Promise<Measured> => {
  const { only } = options;
  const cores = planCores();
  const measured: Measured = { pinned: cores !== null };
  if (only.includes('start')) measured.start = await measureStart(LATER_STARTS);
  if (only.includes('certificate')) measured.certificate = await measureCertificate(options);
  if (only.includes('verify')) measured.verify = await measureVerify(options);
  if (only.includes('front')) measured.front = await measureFront(options);
  if (only.includes('growth')) measured.growth = await measureGrowth(options);
  if (only.includes('attendance'))
    measured.attendance = await measureAttendance(options.rounds * IMPORTS_OF_ROUND, options.log);
  if (['rush', 'page', 'webhooks'].some((name) => only.includes(name))) await sell(measured, options, cores);
  if (['dashboard', 'heartbeat', 'claim'].some((name) => only.includes(name))) await learn(measured, options, cores);
  return measured;
};

/** What people do who buy places at events. */
const sell = async (
  measured: Measured,
  { rounds, seconds, only, quick, profileDir, log }: MeasureOptions,
  cores: Cores,
) => {
  const shop = await openShop(log);
  const options = { cores, profileDir };
  try {
    if (cores && shop.postmaster) pin(shop.postmaster, cores.database);
    if (only.includes('rush'))
      measured.rush = await measureRush(shop, { rounds: rounds * RUSHES_OF_ROUND, ...options });
    if (only.includes('page')) measured.page = await measurePage(shop, { rounds, seconds, ...options });
    if (only.includes('webhooks')) measured.webhooks = await measureWebhooks(shop, { quick, log, ...options });
  } finally {
    await shop.close();
  }
};

/** What people do who learn. */
const learn = async (measured: Measured, { rounds, seconds, only, profileDir, log }: MeasureOptions, cores: Cores) => {
  const world = await openWorld(cores, log);
  try {
    if (cores) pin(process.pid, cores.load);
    measured.postgresql = world.version;
    if (only.includes('dashboard'))
      measured.dashboard = await measureDashboard(world, { rounds, seconds, cores, profileDir, log });
    if (only.includes('heartbeat')) {
      measured.statements = await countStatements(world);
      measured.heartbeat = await measureHeartbeat(world, rounds, seconds, cores);
    }
    if (only.includes('claim'))
      measured.claim = await measureClaim(world, {
        ...{ rounds: rounds * CLAIMS.turnsOfRound, each: CLAIMS.each, cores, profileDir },
      });
  } finally {
    await world.close();
  }
};

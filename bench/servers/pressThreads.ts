import { createPress } from '../../certificates/press.ts';
import { type RunningPress, startPress } from '../../server/documents/press.ts';
import { openKeyFolder } from '../../server/keys/keyring.ts';
import { certificateTask, credentialTask, factsOf } from '../certificates/tasks.ts';

/** Keeps so many threads busy for so long. */
export type ThreadsOrder = { threads: number; seconds: number };
export type ThreadsDelivery = { certificates: number; seconds: number; cpuSeconds: number };

const keysDir = process.argv[2] ?? '';
const { keyring } = openKeyFolder(keysDir);
const credential = credentialTask(0);
const made = await createPress({ keyring, timestamper: null }).credential(credential);
// All carry one credential: it is as long as its own would be, and the measure is of drawing and sealing.
const drawing = await certificateTask(credential, made, keyring);

const pools = new Map<number, RunningPress>();
const poolOf = (threads: number): RunningPress => {
  const pool = pools.get(threads) ?? startPress({ keysDir, tsaUrl: null }, { fault: console.error, threads: threads });
  pools.set(threads, pool);
  return pool;
};

let certificates = 0;

const deliver = async ({ threads, seconds }: ThreadsOrder): Promise<ThreadsDelivery> => {
  const pool = poolOf(threads);
  const from = certificates;
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  const feed = async () => {
    while (elapsed() < seconds) await pool.certificate({ ...drawing, facts: factsOf(++certificates) });
  };
  // Two for each thread, so that none waits for the next.
  await Promise.all(Array.from({ length: 2 * threads }, feed));
  const { user, system } = process.cpuUsage(cpu);
  return { certificates: certificates - from, seconds: elapsed(), cpuSeconds: (user + system) / 1e6 };
};

process.once('disconnect', () => process.exit(0));
process.on('message', async (message: ThreadsOrder | 'end') => {
  if (message === 'end') process.exit(0);
  process.send?.(await deliver(message));
});

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeys } from '../../server/keys/making.ts';
import { HOST } from '../certificates/tasks.ts';
import { median, quantile, round } from '../numbers.ts';
import type { Delivery, Order } from '../servers/certificates.ts';
import type { ThreadsDelivery, ThreadsOrder } from '../servers/pressThreads.ts';
import { type AccreditedResult, measureAccredited } from './accredited.ts';
import { startWorker, type Worker } from './press.ts';
import { measurePrinting, type PrintingResult } from './printing.ts';

/** CPU milliseconds each, and how many of them one core makes in a second, by the mean. */
export type Cost = {
  perCpuSecond: number;
  /** The least mean of a hundred in a row: whatever else ran on the machine only ever added. */
  quietestMs: number;
  medianMs: number;
  meanMs: number;
  p95Ms: number;
  firstMs: number;
};
export type Held = { made: number; heldMb: number; heapMb: number };
/** `busyCores` the cores that these threads kept busy, `otherCores` those that all other programs did. */
type Threads = { perSecond: number; busyCores: number; otherCores: number };
export type ThreadsResult = {
  one: Threads;
  four: Threads;
  /** Four over one: by the clock, the median of rounds side by side, and by CPU second, which other programs do not spoil. */
  byClock: number;
  byCpu: number;
};
export type CertificateResult = {
  machine: { cores: number; loadBefore: number };
  certificate: Cost;
  credential: Cost;
  examination: Cost;
  bytes: number;
  memory: Held[];
  /** Megabytes more for each 1,000 certificates, by least squares after the first fifth, when all caches are full. */
  memorySlope: number;
  heapSlope: number;
  printing: PrintingResult | null;
  accredited: AccreditedResult;
  threads: ThreadsResult;
};

/** `profileDir` takes a CPU profile of the process that makes certificates. */
export type CertificateOptions = { quick: boolean; profileDir?: string | undefined; log: (line: string) => void };

const SIZES = {
  full: {
    warm: 300,
    examined: 200,
    rounds: 5,
    drawn: 100,
    printed: 15,
    seconds: 2.5,
    warmSeconds: 6,
    readings: 10,
    each: 1_000,
  },
  quick: {
    warm: 100,
    examined: 50,
    rounds: 2,
    drawn: 40,
    printed: 6,
    seconds: 1.5,
    warmSeconds: 4,
    readings: 4,
    each: 100,
  },
};
type Sizes = (typeof SIZES)['full'];

/** Certificates as the press makes them, beside Chromium, in threads, and ten thousand in one process. */
export const measureCertificate = async ({
  quick,
  profileDir,
  log,
}: CertificateOptions): Promise<CertificateResult> => {
  const sizes = quick ? SIZES.quick : SIZES.full;
  const machine = { cores: availableParallelism(), loadBefore: round(loadavg()[0] ?? 0, 1) };
  const keysDir = await mkdtemp(join(tmpdir(), 'attune-bench-keys-'));
  try {
    await createKeys(keysDir, { host: HOST, now: new Date() });
    const press = startWorker<Order, Delivery>('certificates.ts', keysDir, profileDir);
    try {
      const first = await press.deliver({ make: 1, examine: 1 });
      await press.deliver({ make: sizes.warm, examine: sizes.examined });
      const examination = costOf(first.examineCpuMs, (await examine(press, sizes)).examineCpuMs);
      const printing = await measurePrinting(press, sizes);
      log(`certificates: ${printing === null ? 'no Chromium to compare with' : 'printed by Chromium'}`);
      const accredited = await measureAccredited(press, sizes);
      log('certificates: of awards beside plain ones');
      const threads = await measureThreads(keysDir, sizes);
      log('certificates: made in four threads and in one');
      const { memory, certificateCpuMs, credentialCpuMs } = await measureMany(press, sizes);
      return {
        machine,
        certificate: costOf(first.certificateCpuMs, certificateCpuMs),
        credential: costOf(first.credentialCpuMs, credentialCpuMs),
        examination,
        bytes: first.bytes,
        memory,
        ...slopesOf(memory),
        printing,
        accredited,
        threads,
      };
    } finally {
      await press.stop();
    }
  } finally {
    await rm(keysDir, { recursive: true });
  }
};

const examine = (press: Worker<Order, Delivery>, { examined }: Sizes) =>
  press.deliver({ make: examined, examine: examined });

const BATCH = 100;

const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const costOf = ([first = Number.NaN]: number[], many: number[]): Cost => {
  const batches = Array.from({ length: Math.ceil(many.length / BATCH) }, (_, at) =>
    meanOf(many.slice(at * BATCH, (at + 1) * BATCH)),
  );
  return {
    perCpuSecond: round(1000 / meanOf(many), 0),
    quietestMs: round(Math.min(...batches), 1),
    medianMs: round(median(many), 1),
    meanMs: round(meanOf(many), 1),
    p95Ms: round(quantile(many, 0.95), 1),
    firstMs: round(first, 1),
  };
};

/** All in one process, each timed, with a reading of memory after every `each`. */
const measureMany = async (press: Worker<Order, Delivery>, { readings, each }: Sizes) => {
  const memory: Held[] = [];
  const deliveries: Delivery[] = [];
  for (let reading = 1; reading <= readings; reading++) {
    const delivery = await press.deliver({ make: each, examine: 0 });
    deliveries.push(delivery);
    memory.push({ made: reading * each, heldMb: round(delivery.heldMb, 0), heapMb: round(delivery.heapMb, 1) });
  }
  return {
    memory,
    certificateCpuMs: deliveries.flatMap(({ certificateCpuMs }) => certificateCpuMs),
    credentialCpuMs: deliveries.flatMap(({ credentialCpuMs }) => credentialCpuMs),
  };
};

const slopesOf = (memory: Held[]) => {
  const settled = memory.slice(Math.ceil(memory.length / 5) - 1);
  return {
    memorySlope: slopeOf(settled.map(({ made, heldMb }) => [made / 1000, heldMb])),
    heapSlope: slopeOf(settled.map(({ made, heapMb }) => [made / 1000, heapMb])),
  };
};

/** By least squares. */
const slopeOf = (points: [number, number][]): number => {
  const [middle, level] = [meanOf(points.map(([x]) => x)), meanOf(points.map(([, y]) => y))];
  const spread = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
  return round(points.reduce((sum, [x, y]) => sum + (x - middle) * (y - level), 0) / spread);
};

type Turn = ThreadsDelivery & { machineSeconds: number };

/** What all programs on all cores worked so far. */
const busyMs = (): number =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);

const measureThreads = async (keysDir: string, { rounds, seconds, warmSeconds }: Sizes): Promise<ThreadsResult> => {
  const pools = startWorker<ThreadsOrder, ThreadsDelivery>('pressThreads.ts', keysDir);
  try {
    const turns: { one: Turn; four: Turn }[] = [];
    const measured = async (order: ThreadsOrder): Promise<Turn> => {
      const before = busyMs();
      const delivery = await pools.deliver(order);
      return { ...delivery, machineSeconds: (busyMs() - before) / 1000 };
    };
    // The first turn starts and warms the threads and is not counted.
    for (let turn = 0; turn <= rounds; turn++) {
      const lasting = turn === 0 ? warmSeconds : seconds;
      const one = await measured({ threads: 1, seconds: lasting });
      const four = await measured({ threads: 4, seconds: lasting });
      if (turn > 0) turns.push({ one, four });
    }
    const clock = ({ certificates, seconds }: ThreadsDelivery) => certificates / seconds;
    const cpu = ({ certificates, cpuSeconds }: ThreadsDelivery) => certificates / cpuSeconds;
    const summary = (all: Turn[]): Threads => ({
      perSecond: round(median(all.map(clock)), 0),
      busyCores: round(median(all.map(({ cpuSeconds, seconds }) => cpuSeconds / seconds)), 1),
      otherCores: round(
        median(all.map(({ machineSeconds, cpuSeconds, seconds }) => (machineSeconds - cpuSeconds) / seconds)),
        1,
      ),
    });
    return {
      one: summary(turns.map(({ one }) => one)),
      four: summary(turns.map(({ four }) => four)),
      byClock: round(median(turns.map(({ one, four }) => clock(four) / clock(one)))),
      byCpu: round(median(turns.map(({ one, four }) => cpu(four) / cpu(one)))),
    };
  } finally {
    await pools.stop();
  }
};

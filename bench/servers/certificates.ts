import { setImmediate as nextTurn } from 'node:timers/promises';
import { createPress } from '../../certificates/press.ts';
import { examineFile } from '../../certificates/verify/examineFile.ts';
import { openKeyFolder } from '../../server/keys/keyring.ts';
import { certificateTask, credentialTask, ISSUER } from '../certificates/tasks.ts';

/** Makes so many certificates, of awards where `accredited`, and examines so many of them. */
export type Order = { make: number; examine: number; accredited?: boolean };
/** CPU milliseconds each, threads of the process included; the wall clock of drawing and sealing; what the process holds then. */
export type Delivery = {
  credentialCpuMs: number[];
  certificateCpuMs: number[];
  certificateSeconds: number;
  examineCpuMs: number[];
  bytes: number;
  heldMb: number;
  heapMb: number;
};

const { keyring, publicKeys } = openKeyFolder(process.argv[2] ?? '');
const keys = await publicKeys();
const press = createPress({ keyring, timestamper: null });
let made = 0;

/** To the end of the turn: what a document leaves to it belongs to its price, and a service takes each job in a turn of its own. */
const timed = async <Result>(work: () => Promise<Result>, cpuMs: number[]): Promise<Result> => {
  const before = process.cpuUsage();
  const result = await work();
  await nextTurn();
  const { user, system } = process.cpuUsage(before);
  cpuMs.push((user + system) / 1000);
  return result;
};

const examined = async (pdf: Uint8Array, cpuMs: number[]): Promise<void> => {
  const options = { keys, did: ISSUER, now: new Date() };
  const { overall } = await timed(() => examineFile(Buffer.from(pdf), options), cpuMs);
  if (overall !== 'GENUINE') throw new Error(`a certificate of this press is ${overall}`);
};

const deliver = async (order: Order): Promise<Delivery> => {
  const [credentialCpuMs, certificateCpuMs, examineCpuMs]: [number[], number[], number[]] = [[], [], []];
  let certificateSeconds = 0;
  let bytes = 0;
  for (let at = 0; at < order.make; at++) {
    const task = credentialTask(made++, order.accredited);
    const credential = await timed(() => press.credential(task), credentialCpuMs);
    const drawing = await certificateTask(task, credential, keyring);
    const startedAt = performance.now();
    const pdf = await timed(() => press.certificate(drawing), certificateCpuMs);
    certificateSeconds += (performance.now() - startedAt) / 1000;
    bytes = pdf.length;
    if (at < order.examine) await examined(pdf, examineCpuMs);
  }
  return { credentialCpuMs, certificateCpuMs, certificateSeconds, examineCpuMs, bytes, ...held() };
};

/** Megabytes after a collection, so that what is told is held. */
const held = () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { heldMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 };
};

process.once('disconnect', () => process.exit(0));
process.on('message', async (message: Order | 'end') => {
  // Leaves as a process does that has come to its end, so that a profile is written.
  if (message === 'end') process.exit(0);
  process.send?.(await deliver(message));
});

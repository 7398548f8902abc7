import { drawCertificate } from '../../certificates/pdf.ts';
import { sampleFacts } from '../../test/certificates/sampleFacts.ts';
import { quantile, round } from '../numbers.ts';

const TIMED = 200;
const MANY = 2_000;
const GIVEN = ['Maren', 'Tane', 'Zoë', 'Ελένη', 'Ирина', 'Jörg', 'Siobhán', 'Łucja', 'Nguyễn', 'Ana María'];
const FAMILY = ['Okonkwo-Hale', 'Sample', 'Παπαδοπούλου', 'Иванова', 'de la Cruz y Ortega', 'Ångström', 'Example'];

/** Names in three scripts, no two alike. */
const nameOf = (at: number): string =>
  `${GIVEN[at % GIVEN.length]} ${FAMILY[at % FAMILY.length]} ${String.fromCharCode(65 + (at % 26))}${at}`;

const drawOne = async (at: number) => {
  const startedAt = process.cpuUsage();
  const pdf = await drawCertificate(sampleFacts({ learnerName: nameOf(at) }));
  const { user, system } = process.cpuUsage(startedAt);
  if (pdf.subarray(0, 5).toString() !== '%PDF-') throw new Error('this is no PDF');
  return { cpuMs: (user + system) / 1000, bytes: pdf.length };
};

/** Resident memory after a collection, so that what is told is held. */
const settledMb = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
};

const first = await drawOne(0);
const timed = [];
for (let at = 1; at <= TIMED; at++) timed.push(await drawOne(at));
const memory = [{ drawn: TIMED + 1, rssMb: round(settledMb(), 0) }];
for (let at = TIMED + 1; at <= TIMED + MANY; at++) {
  await drawOne(at);
  if ((at - TIMED) % (MANY / 4) === 0) memory.push({ drawn: at + 1, rssMb: round(settledMb(), 0) });
}
const times = timed.map((one) => one.cpuMs);
process.send?.({
  firstCpuMs: round(first.cpuMs, 1),
  meanCpuMs: round(times.reduce((sum, ms) => sum + ms, 0) / times.length, 1),
  medianCpuMs: round(quantile(times, 0.5), 1),
  p95CpuMs: round(quantile(times, 0.95), 1),
  bytes: first.bytes,
  memory,
});
process.disconnect();

import type { AccreditedResult } from './measures/accredited.ts';
import type { CertificateResult, Cost, ThreadsResult } from './measures/certificate.ts';
import type { PrintingResult } from './measures/printing.ts';

/** What certificates cost, as Markdown. */
export const certificateLines = (result: CertificateResult): string[] => {
  const { machine, bytes, certificate, credential, examination, printing, accredited, threads } = result;
  return [
    '',
    `Certificates, signed, tagged and with their credential inside, ${bytes} bytes; ${machine.cores} cores, load before ${machine.loadBefore}:`,
    '',
    '| | per second and core | CPU: mean | quietest hundred | median | p95 | the first | |',
    '|---|---|---|---|---|---|---|---|',
    costLine('PDF drawn and sealed', certificate, 'aim 150'),
    costLine('credential: RDFC proof and JWT', credential, ''),
    costLine('PDF examined offline', examination, ''),
    '',
    ...printingLines(printing),
    '',
    ...accreditedLines(accredited),
    '',
    ...threadsLines(threads, machine.cores),
    '',
    memoryLine(result),
  ];
};

const costLine = (what: string, cost: Cost, aim: string): string => {
  const { perCpuSecond, meanMs, quietestMs, medianMs, p95Ms, firstMs } = cost;
  return `| ${what} | ${perCpuSecond} | ${meanMs} ms | ${quietestMs} ms | ${medianMs} ms | ${p95Ms} ms | ${firstMs} ms | ${aim} |`;
};

const printingLines = (printing: PrintingResult | null): string[] => {
  if (printing === null) return ['Beside headless Chromium: not measured, Chromium is not installed.'];
  const { chromium, rounds, attune, printed, byCpu, byClock } = printing;
  return [
    `| beside headless Chromium ${chromium}, ${rounds} rounds | Attune | Chromium | Attune over Chromium | |`,
    '|---|---|---|---|---|',
    `| certificates per CPU second, all processes | ${attune.perCpuSecond} | ${printed.perCpuSecond} | ${byCpu} | aim 24 |`,
    `| certificates per second, one after the other | ${attune.perSecond} | ${printed.perSecond} | ${byClock} | |`,
  ];
};

const accreditedLines = ({ rounds, each, drawn, credential }: AccreditedResult): string[] => [
  `| of awards beside plain ones, by CPU, ${rounds} rounds of ${each} | plain over accredited | in the rounds | |`,
  '|---|---|---|---|',
  `| PDF drawn and sealed | ${drawn.median} | ${drawn.least} to ${drawn.most} | aim 0.85 |`,
  `| credential | ${credential.median} | ${credential.least} to ${credential.most} | |`,
];

const threadsLines = ({ one, four, byClock, byCpu }: ThreadsResult, cores: number): string[] => [
  `| threads, on ${cores} cores | certificates/s | cores they kept busy | cores other programs kept busy |`,
  '|---|---|---|---|',
  `| one | ${one.perSecond} | ${one.busyCores} | ${one.otherCores} |`,
  `| four | ${four.perSecond} | ${four.busyCores} | ${four.otherCores} |`,
  `| four over one | ${byClock} (aim 3.2) | by CPU second ${byCpu} | |`,
];

const memoryLine = ({ memory, memorySlope, heapSlope }: CertificateResult): string => {
  const readings = memory.map(({ made, heldMb }) => `${heldMb} MB after ${made}`);
  const heaps = memory.map(({ heapMb }) => heapMb);
  const [least, most] = [Math.min(...heaps), Math.max(...heaps)];
  return (
    `Memory in one process: ${readings.join(', ')}; of it ${least} to ${most} MB are V8’s heap. After the first ` +
    `fifth ${memorySlope} MB more for each 1000 certificates (aim at most 1), of the heap ${heapSlope} MB.`
  );
};

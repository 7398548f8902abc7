import type { Measured } from './measure.ts';
import type { AttendanceResult } from './measures/attendance.ts';
import type { ClaimResult } from './measures/claim.ts';
import type { DashboardResult } from './measures/dashboard.ts';
import type { VerifyResult } from './measures/verify.ts';
import { certificateLines } from './reportCertificate.ts';
import { frontLines } from './reportFront.ts';
import { growthLines } from './reportGrowth.ts';
import { pageLines, rushLines, webhookLines } from './reportSales.ts';

type Results = Measured & {
  on: string;
  /** loadBefore: how busy the machine was already, as its one-minute load average. */
  machine: { cores: number; cpu: string; loadBefore: number };
  versions: Record<string, string>;
};

/** The results as Markdown, ratios first. */
export const printReport = ({ on, machine, versions, ...measured }: Results): string => {
  const { pinned, postgresql, dashboard, heartbeat, statements, claim, certificate, growth, start, verify } = measured;
  const { rush, page, webhooks, front, attendance } = measured;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const lines = [
    `Measured ${on.slice(0, 10)} on ${machine.cores} cores (${machine.cpu}${pinned ? ', pinned' : ', not pinned'}); ` +
      `${named.join(', ')}${postgresql ? `, PostgreSQL ${postgresql}` : ''}. Load before: ${machine.loadBefore.toFixed(1)}.`,
    ...(dashboard ?? []).flatMap(dashboardLines),
  ];
  if (statements) {
    lines.push(
      '',
      '| request | statements issued | prepared, as PostgreSQL counts | of them the session’s |',
      '|---|---|---|---|',
    );
    lines.push(...statements.map((one) => `| ${one.what} | ${one.issuedPerRequest} | ${one.preparedPerRequest} | 1 |`));
  }
  if (heartbeat) {
    const { perSecond, rounds, p50Ms, p99Ms } = heartbeat;
    lines.push('', `Heartbeat: ${perSecond} requests/s (${rounds.join(', ')}), median ${p50Ms} ms, p99 ${p99Ms} ms.`);
  }
  if (claim) lines.push(...claimLines(claim));
  if (certificate) lines.push(...certificateLines(certificate));
  if (growth) lines.push(...growthLines(growth));
  if (start) {
    const { firstSeconds, laterSeconds, medianLaterSeconds } = start;
    lines.push(
      '',
      `Start to readyz: first ${firstSeconds} s, later ${medianLaterSeconds} s (${laterSeconds.join(', ')}); aim under 1 s for later starts.`,
    );
  }
  if (verify) lines.push(...verifyLines(verify));
  if (rush) lines.push(...rushLines(rush));
  if (page) lines.push(...pageLines(page));
  if (front) lines.push(...frontLines(front));
  if (webhooks) lines.push(...webhookLines(webhooks));
  if (attendance) lines.push(...attendanceLines(attendance));
  return lines.join('\n');
};

const attendanceLines = (result: AttendanceResult): string[] => {
  const { turns, people, rows, kilobytes, splitMs, readMs, serverMs, databaseMs, ratio, splitRatio, from, to } = result;
  return [
    '',
    `| attendance of ${people} people over two days, ${rows} rows in ${kilobytes} kB, median of ${turns} turns | CPU |`,
    '|---|---|',
    `| the text split into cells | ${splitMs} ms |`,
    `| the rows read: names, addresses, times in their zone | ${readMs} ms |`,
    `| imported, reconciled and computed: the server | ${serverMs} ms |`,
    `| the same: PostgreSQL | ${databaseMs} ms |`,
    '',
    `The server over reading: ${ratio} (half of the turns from ${from} to ${to}), aim at most 3. Over splitting alone: ${splitRatio}.`,
  ];
};

const claimLines = ({ rounds, each, plain, offers, ratio, serverRatio, databaseRatio }: ClaimResult): string[] => [
  '',
  `| a claim, ${rounds} rounds of ${each}, before documents | CPU of the server | CPU of PostgreSQL |`,
  '|---|---|---|',
  `| of the plain certificate | ${plain.serverMs} ms | ${plain.databaseMs} ms |`,
  `| with three offers and a license | ${offers.serverMs} ms | ${offers.databaseMs} ms |`,
  `| three offers over plain | ${serverRatio} | ${databaseRatio} |`,
  '',
  `By both: ${ratio.median} (half of the rounds from ${ratio.from} to ${ratio.to}), aim at most 1.5.`,
];

const verifyLines = ({ checked, replayed }: VerifyResult): string[] => [
  '',
  '| certificate verify, CPU of the whole process | without the register | with it | beyond | |',
  '|---|---|---|---|---|',
  ...checked.map(
    ({ entries, offlineMs, registerMs, beyondMs }) =>
      `| a log of ${entries} entries | ${offlineMs} ms | ${registerMs} ms | ${beyondMs} ms | aim 50 |`,
  ),
  '',
  `log verify: ${replayed.wholeMs} ms of CPU for the whole log, ${replayed.nextMs} ms for the next run.`,
];

const HAND_WRITTEN = 'hand-written SQL that builds the body, on node http';
const AIMS: Record<'short' | 'long', Map<string, string>> = {
  short: new Map([
    [HAND_WRITTEN, '0.8 by requests/s, 0.9 by server and database'],
    ['PostGraphile 5, one function, learner from context', '1.35 by requests/s'],
    ['PostGraphile 5, one function, learner by pgSettings', '1.8 by requests/s'],
  ]),
  long: new Map([[HAND_WRITTEN, '0.9 by requests/s']]),
};

const dashboardLines = ({ learners, long, peers, ratios }: DashboardResult): string[] => [
  '',
  `Dashboard, ${learners}:`,
  '',
  '| server | requests/s | rounds | CPU per request | PostgreSQL per request | p50 | p99 | memory |',
  '|---|---|---|---|---|---|---|---|',
  ...peers.map(
    (peer) =>
      `| ${peer.name} | ${peer.perSecond} | ${peer.rounds.join(', ')} | ${peer.cpuMs} ms | ${peer.databaseMs ?? '-'} ms | ${peer.p50Ms} ms | ${peer.p99Ms} ms | ${peer.rssMb} MB |`,
  ),
  '',
  '| Attune beside | by requests/s | by server CPU | by CPU of server and database | aim |',
  '|---|---|---|---|---|',
  ...ratios.map(
    ({ peer, requests, cpu, both }) =>
      `| ${peer} | ${requests} | ${cpu} | ${both ?? '-'} | ${AIMS[long ? 'long' : 'short'].get(peer) ?? ''} |`,
  ),
];

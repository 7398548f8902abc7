import type { Measured } from './measure.ts';
import type { DashboardResult } from './measures/dashboard.ts';
import { certificateLines } from './reportCertificate.ts';
import { growthLines } from './reportGrowth.ts';

type Results = Measured & {
  on: string;
  /** loadBefore: how busy the machine was already, as its one-minute load average. */
  machine: { cores: number; cpu: string; loadBefore: number };
  versions: Record<string, string>;
};

/** The results as Markdown, ratios first. */
export const printReport = ({ on, machine, versions, ...measured }: Results): string => {
  const { pinned, postgresql, dashboard, heartbeat, statements, certificate, growth, start } = measured;
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
  if (certificate) lines.push(...certificateLines(certificate));
  if (growth) lines.push(...growthLines(growth));
  if (start) {
    const { firstSeconds, laterSeconds, medianLaterSeconds } = start;
    lines.push(
      '',
      `Start to readyz: first ${firstSeconds} s, later ${medianLaterSeconds} s (${laterSeconds.join(', ')}); aim under 2 s.`,
    );
  }
  return lines.join('\n');
};

const AIMS = new Map([
  ['hand-written SQL that builds the body, on node http', 'aim 0.5'],
  ['PostGraphile 5, one function, learner from context', 'aim 2'],
  ['PostGraphile 5, one function, learner by pgSettings', 'aim 2'],
  ['PostGraphile 5, view and computed columns', 'aim 2'],
]);

const dashboardLines = ({ learners, peers, ratios }: DashboardResult): string[] => [
  '',
  `Dashboard, ${learners}:`,
  '',
  '| server | requests/s | rounds | CPU per request | p50 | p99 | memory |',
  '|---|---|---|---|---|---|---|',
  ...peers.map(
    (peer) =>
      `| ${peer.name} | ${peer.perSecond} | ${peer.rounds.join(', ')} | ${peer.cpuMs} ms | ${peer.p50Ms} ms | ${peer.p99Ms} ms | ${peer.rssMb} MB |`,
  ),
  '',
  '| Attune beside | by requests/s | by CPU per request | |',
  '|---|---|---|---|',
  ...ratios.map(({ peer, requests, cpu }) => `| ${peer} | ${requests} | ${cpu} | ${AIMS.get(peer) ?? ''} |`),
];

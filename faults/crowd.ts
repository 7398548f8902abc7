import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { History } from './history.ts';

const QUERY = JSON.stringify({ query: '{ courses(first: 20) { nodes { title modules { title } } } }' });
const REQUESTS_EACH = 40;

export type CrowdReport = { answered: Map<number, number>; lost: number; p99Ms: number };

/** Many clients at once, each on a connection of its own that it keeps, each with a bounded number of requests. */
export async function crowd(url: string, clients: number, history: History): Promise<CrowdReport> {
  const report: CrowdReport = { answered: new Map(), lost: 0, p99Ms: 0 };
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let count = 0; count < REQUESTS_EACH; count += 1) {
        const began = performance.now();
        const status = await ask(url, agent);
        times.push(performance.now() - began);
        if (status === null) report.lost += 1;
        else report.answered.set(status, (report.answered.get(status) ?? 0) + 1);
        if (status === 503 || status === 429) await sleep(200);
      }
      agent.destroy();
    }),
  );
  times.sort((a, b) => a - b);
  report.p99Ms = Math.round(times[Math.floor(times.length * 0.99)] ?? 0);
  if (report.lost > 0) history.fault(`${report.lost} requests of a crowd of ${clients} were not answered`);
  for (const status of report.answered.keys())
    if (![200, 429, 503].includes(status)) history.fault(`a crowd of ${clients} was answered ${status}`);
  return report;
}

const ask = (url: string, agent: Agent): Promise<number | null> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(QUERY) };
    const asked = request(`${url}/graphql`, { method: 'POST', agent, headers, timeout: 30_000 }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? null));
      answer.once('error', () => resolve(null));
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(null));
    asked.end(QUERY);
  });

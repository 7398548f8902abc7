import type { Log } from '../http/logging.ts';

export type RequestLine = { requestId: string; method: string; route: string; status: string; ms: number };

/** How many lines a second one route writes for one status. A stranger can cause refusals by the thousand, so they get fewer. */
const MOST_LINES = { answered: 200, refused: 20 };
const SECOND_MS = 1_000;

/** Faults of ours are rare, and each line of them matters. */
const isOurs = (status: string): boolean => status === '500';
const isRefused = (status: string): boolean => status === 'aborted' || Number(status) >= 400;

/** Writes one line for each request; beyond the limit of a route and status, one line a second that says how many more there were. */
export function createRequestLog(log: Log, most = MOST_LINES): (line: RequestLine) => void {
  const counts = new Map<string, { route: string; status: string; requests: number }>();
  const sumUp = () => {
    for (const { route, status, requests } of counts.values()) {
      const more = requests - mostOf(status);
      if (more > 0) log.info({ route, status, requests: more }, 'more requests');
    }
    counts.clear();
  };
  const mostOf = (status: string) => (isRefused(status) ? most.refused : most.answered);
  return (line) => {
    const { route, status } = line;
    if (isOurs(status)) return log.info(line, 'request');
    // A process that ends does not wait for a sum.
    if (counts.size === 0) setTimeout(sumUp, SECOND_MS).unref();
    const key = `${route} ${status}`;
    const count = counts.get(key) ?? { route, status, requests: 0 };
    counts.set(key, count);
    count.requests += 1;
    if (count.requests <= mostOf(status)) log.info(line, 'request');
  };
}

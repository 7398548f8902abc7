import { setTimeout as sleep } from 'node:timers/promises';
import { readExamples } from '../../server/graphql/examples.ts';

/** One step in journey.json. */
export type Step = { operation: string; milliseconds: number; outcome: string };

/** An answer of the API as the demo reads it. The demo checks that each field exists. */
export type Data = { [field: string]: Data } & { [index: number]: Data };

export class JourneyFailed extends Error {}

const MOST_WAITS = 3;

/** Asks again after as long as the server says, when this person asked for too much in one minute. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let waits = 0; ; waits += 1) {
    const answer = await ask();
    const seconds = Number(answer.headers.get('retry-after'));
    if (answer.status !== 429 || waits === MOST_WAITS || !(seconds > 0 && seconds <= 60)) return answer;
    await sleep(seconds * 1000);
  }
}

/** Talks to an Attune server as any front end would, with these headers, and records every step. */
export function createClient(url: string, onStep: (step: Step) => void, sent: Record<string, string> = {}) {
  let token = '';
  const queries = new Map(readExamples().map(({ name, query }) => [name, query]));

  const timed = async <T>(operation: string, act: () => Promise<[outcome: string, value: T]>): Promise<T> => {
    const began = performance.now();
    const [outcome, value] = await act();
    onStep({ operation, milliseconds: Math.round(performance.now() - began), outcome });
    return value;
  };

  const request = (path: string, init: RequestInit = {}) => {
    const headers = new Headers({ ...sent, ...(init.headers as Record<string, string> | undefined) });
    if (token !== '') headers.set('authorization', `Bearer ${token}`);
    return fetch(new URL(path, url), { ...init, headers, signal: AbortSignal.timeout(30_000) });
  };

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  /** Runs one of the worked operations. On any result except the expected payload, the journey ends with the server's message. */
  const run = (name: string, variables: Record<string, unknown> = {}, told?: string): Promise<Data> =>
    timed(told ?? name, async () => {
      const query = queries.get(name);
      if (query === undefined) throw new JourneyFailed(`There is no file examples/${name}.graphql.`);
      const answer = await patiently(() => post('/graphql', { query, variables }));
      const { data, errors } = (await answer.json()) as { data?: Data; errors?: unknown };
      if (errors !== undefined || !data) throw new JourneyFailed(`${name} answered ${JSON.stringify(errors)}`);
      const [root] = Object.values(data);
      const code = root?.code;
      if (code !== undefined) throw new JourneyFailed(`${name} was refused: ${code}: ${root?.message}`);
      return ['ok', root as Data];
    });

  return {
    run,
    timed,
    request,
    post,
    setToken: (value: string) => {
      token = value;
    },
  };
}

export type Client = ReturnType<typeof createClient>;

import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type Data, JourneyFailed } from '../cli/demo/client.ts';
import { readExamples } from '../server/graphql/examples.ts';
import type { History } from './history.ts';

/** How long one operation may go unanswered, with all its repetitions. */
const PATIENCE_MS = 150_000;
const REQUEST_MS = 20_000;
const PAUSE_MS = 150;
/** A front end waits as long as Retry-After says; the journey has less time. */
const LONGEST_PAUSE_MS = 2_000;

const QUERIES = new Map(readExamples().map(({ name, query }) => [name, query]));

/**
 * A front end that does not give up: it repeats what got no answer, or 503 or 429, until it gets one. It takes the place of the
 * demo's client, so that the same journey runs while things break.
 */
export function createSteadyClient(url: string, learner: number, token: string, history: History): Client {
  const once = async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(new URL(path, url), { ...init, headers, signal: AbortSignal.timeout(REQUEST_MS) });
  };

  /** Repeats until `read` returns something. */
  const insist = async <Value>(what: string, path: string, init: RequestInit, read: Reader<Value>): Promise<Value> => {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
      const answer = await heard(() => once(path, init));
      const value = answer === null ? null : await read(answer);
      if (value !== null) return value;
      if (answer === null) history.unknown();
      await sleep(pauseOf(answer?.headers));
    }
    history.fault(`${what} was not answered in ${PATIENCE_MS / 1000} s`);
    throw new JourneyFailed(`${what} was not answered.`);
  };

  const honest = ({ status, headers }: Answer, what: string, code = String(status)): null => {
    if (status !== 503 && status !== 429) history.fault(`${what} answered ${status} ${code}`);
    else if (headers.get('retry-after') === null) history.fault(`${what} answered ${status} without Retry-After`);
    history.told(code);
    return null;
  };

  /** The license that the first of two calls added, whose answer was lost. */
  const addedBefore = async (licenseId: Data | undefined): Promise<Data> => {
    const { licenses } = await run('Licenses');
    const license = Object.values(licenses ?? {}).find(({ id }) => String(id) === String(licenseId));
    if (license === undefined) throw new JourneyFailed('A license that is said to exist is not listed.');
    return { license } as Data;
  };

  const run: Client['run'] = async (name, variables = {}) => {
    const query = QUERIES.get(name);
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
    return insist(name, '/graphql', init, async (answer) => {
      const { data, errors } = JSON.parse(answer.text) as {
        data?: Data;
        errors?: { extensions?: { code?: string } }[];
      };
      if (errors !== undefined || !data) return honest(answer, name, errors?.[0]?.extensions?.code);
      const told = Object.values(data)[0] as Data;
      const root = String(told?.code) === 'LICENSE_EXISTS' ? await addedBefore(told.licenseId) : told;
      if (String(root?.code) === 'RATE_LIMITED') return honest({ ...answer, status: 429 }, name, 'RATE_LIMITED');
      if (root?.code !== undefined) throw refused(name, root, history);
      const input = (variables.input ?? variables) as Record<string, unknown>;
      history.acknowledge({ learner, operation: name, input, payload: root });
      return root;
    });
  };

  const request: Client['request'] = (path, init = {}) =>
    insist(path, path, init, (answer) => {
      const { status, headers, bytes } = answer;
      if (status >= 500 || status === 429) return honest(answer, path.replace(/[A-Z0-9-]{10,}/, ':number'));
      return new Response(new Uint8Array(bytes), { status, headers });
    });

  return {
    run,
    request,
    timed: async (_operation, act) => (await act())[1],
    post: (path, body, headers = {}) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    setToken: () => {},
  };
}

type Answer = { status: number; headers: Headers; bytes: Buffer; text: string };
type Reader<Value> = (answer: Answer) => Value | null | Promise<Value | null>;

/** The whole answer; null when none came, or its end is missing. */
async function heard(ask: () => Promise<Response>): Promise<Answer | null> {
  try {
    const response = await ask();
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, text: bytes.toString() };
  } catch {
    return null;
  }
}

function pauseOf(headers: Headers | undefined): number {
  const seconds = Number(headers?.get('retry-after') ?? 0);
  return Math.min(Math.max(seconds * 1000, PAUSE_MS), LONGEST_PAUSE_MS);
}

function refused(name: string, { code, message }: Data, history: History): JourneyFailed {
  history.fault(`${name} was refused: ${code}: ${message}`);
  return new JourneyFailed(`${name} was refused: ${code}`);
}

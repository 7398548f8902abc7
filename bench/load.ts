import { Agent, request } from 'node:http';
import { quantile } from './numbers.ts';

/** One request as it goes over the wire, for one learner. */
export type Call = { path: string; headers: Record<string, string>; body: string };
export type Answer = { status: number; text: string };
export type Load = { perSecond: number; p50Ms: number; p99Ms: number; requests: number };

const CONNECTIONS = 16;

/** Keep-alive connections to one server on this machine. */
export const openClient = (port: number, connections = CONNECTIONS) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = ({ path, headers, body }: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const options = { agent, host: '127.0.0.1', port, path, method: 'POST' };
      const outgoing = request(
        { ...options, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        (incoming) => {
          let text = '';
          incoming.setEncoding('utf8');
          incoming.on('data', (chunk: string) => {
            text += chunk;
          });
          incoming.once('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
          incoming.once('error', reject);
        },
      );
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  return { send, /** Drops idle connections; the next request opens its own. */ close: () => agent.destroy() };
};

export type Client = ReturnType<typeof openClient>;

/** Sends the calls round and round for so many seconds; every answer must be a 200 without errors. */
export const press = async (client: Client, calls: readonly Call[], seconds: number): Promise<Load> => {
  // A connection that idled while others were measured may be closing this moment.
  client.close();
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  const times: number[] = [];
  let next = 0;
  const connection = async () => {
    while (performance.now() < endsAt) {
      const call = calls[next++ % calls.length];
      if (call === undefined) throw new Error('there is nothing to send');
      const sentAt = performance.now();
      const { status, text } = await client.send(call);
      if (status !== 200 || text.startsWith('{"errors"')) throw new Error(`answered ${status}: ${text.slice(0, 400)}`);
      times.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const perSecond = times.length / ((performance.now() - startedAt) / 1000);
  return { perSecond, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99), requests: times.length };
};

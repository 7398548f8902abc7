import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

const API = '/graphql';

/** The way from a browser to the server, and what can go wrong on it. */
export type Network = {
  /** Where a browser finds it, as an HTTP proxy. */
  url: string;
  /** When the API was asked, in milliseconds. */
  asked: number[];
  /** What stands before the server is busy: the next answers of the API are 503 with Retry-After, in words of no use. */
  busy(times: number, retryAfterSeconds: number): void;
  /** The server does what it is asked next with this field, and its answer is lost on the way. */
  lose(field: string): void;
  stop(): void;
};

/** A proxy through which one browser reaches the server. */
export async function openNetwork(): Promise<Network> {
  const asked: number[] = [];
  let [busyTimes, retryAfter] = [0, 0];
  let lost: string | null = null;
  const pass = async (from: IncomingMessage, to: ServerResponse) => {
    const body = Buffer.concat(await from.toArray());
    const isApi = new URL(from.url ?? '').pathname === API;
    if (isApi) asked.push(performance.now());
    if (isApi && busyTimes > 0) {
      busyTimes -= 1;
      to.writeHead(503, { 'retry-after': String(retryAfter), 'content-type': 'text/html' });
      return to.end('<h1>503 Service Temporarily Unavailable</h1>');
    }
    const { method, headers } = from;
    const onward = request(from.url ?? '', { method, headers }).end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const text = isApi ? Buffer.concat(await answer.toArray()) : null;
    if (lost !== null && text?.includes(`"${lost}"`)) {
      lost = null;
      return to.socket?.destroy();
    }
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    if (text === null) answer.pipe(to);
    else to.end(text);
  };
  const server = createServer((from, to) => void pass(from, to).catch(() => to.socket?.destroy()));
  // Playwright's own requests are not part of the page: they go through.
  server.on('connect', ({ url = '' }: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [host, port] = url.split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    busy: (times, seconds) => {
      [busyTimes, retryAfter] = [times, seconds];
    },
    lose: (field) => {
      lost = field;
    },
    stop: () => server.close().closeAllConnections(),
  };
}

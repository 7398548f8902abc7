import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { world } from './world.ts';

/** Answers in place of the server, and says so. */
export type Instead = (path: string, response: ServerResponse) => boolean;

/** Another address of the same server, between which and the browser a journey may stand: as a slow network, or as another build. */
export async function openRelay(): Promise<{ url: string; stand: (instead: Instead) => void; stop: () => void }> {
  let instead: Instead = () => false;
  const server = createServer((asked, response) => {
    if (!instead(new URL(asked.url ?? '/', 'http://any').pathname, response)) pass(asked, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    stand: (next) => {
      instead = next;
    },
    stop: () => server.close().closeAllConnections(),
  };
}

/** The server takes what comes for its own page's. */
function pass(asked: IncomingMessage, response: ServerResponse): void {
  const { origin, host } = new URL(world().server.url);
  const headers = { ...asked.headers, host, ...(asked.headers.origin === undefined ? {} : { origin }) };
  delete headers.referer;
  const sent = request(`${origin}${asked.url}`, { method: asked.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  sent.on('error', () => response.destroy());
  asked.pipe(sent);
}

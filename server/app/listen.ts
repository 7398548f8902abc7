import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Application } from 'express';
import { connectionLimits, type Guard, guardConnections } from './connections.ts';
import { boundUnread } from './unread.ts';

/**
 * Of Node's HTTP server, in milliseconds and bytes. An unread answer is kept for unreadTimeout without progress, for
 * unreadTotal at most, and while all that is unread stays within unreadBytes.
 */
export const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  unreadTimeout: 30_000,
  unreadTotal: 300_000,
  unreadBytes: 64 * 1024 * 1024,
  unreadBytesOfNetwork: 8 * 1024 * 1024,
  maxHeaderSize: 16 * 1024,
};

export type Listening = {
  server: Server;
  port: number;
  /**
   * Stops listening and lets running requests finish; closes those that still run after patienceMs. A connection without a request
   * gets lingerMs for the next one, which may be on its way: closing it at once would reset that request.
   */
  close(patienceMs: number, lingerMs?: number): Promise<void>;
};

/** Listens. Cuts off a client after 10 s of headers, 20 s of body, or 30 s in which it read nothing of its answer. Throws one line when the port is taken. */
export async function listen(
  app: Application,
  { port, host }: { port: number; host: string },
  limits: typeof LIMITS = LIMITS,
  guard: Partial<Guard> = {},
): Promise<Listening> {
  const server = createServer(limits);
  server.maxHeadersCount = 100;
  server.on('request', (_request, response) => dropUnread(response, limits));
  boundUnread(server, limits);
  server.on('request', (_request, response) => askToClose(server, response));
  server.on('request', guardConnections(server, app, { ...guardOf(app), ...guard }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, port, host)));
    server.listen({ port, host }, resolve);
  });
  // A server that listens on a port always has an address with a port.
  const address = server.address() as AddressInfo;
  return { server, port: address.port, close: (patienceMs, lingerMs = 0) => closeServer(server, patienceMs, lingerMs) };
}

const guardOf = (app: Application): Guard => {
  // What Express makes of the setting 'trust proxy'.
  const trusts = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  return { limits: connectionLimits(), isProxy: (address) => trusts(address, 0), onClosed: () => {} };
};

/** Only after listening has ended: a client that reconnected just before would be reset, because the system resets what waits. */
function askToClose(server: Server, response: ServerResponse): void {
  if (!server.listening) response.setHeader('Connection', 'close');
}

/** A complete answer stays in memory until the client has read it. Ends the connection of a client that does not. */
function dropUnread(response: ServerResponse, { unreadTimeout, unreadTotal }: typeof LIMITS): void {
  response.once('prefinish', () => {
    const { socket } = response;
    if (socket === null || response.writableFinished || socket.writableLength === 0) return;
    // Node destroys the socket then. Bytes that leave begin the time anew, and so do bytes that arrive: hence the total.
    socket.setTimeout(unreadTimeout);
    const total = setTimeout(() => socket.destroy(), unreadTotal);
    response.once('close', () => clearTimeout(total));
  });
}

function explain(error: Error & { code?: string }, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `port ${port} is in use by another program or another Attune. Choose a free one: PORT=${port + 1} npm start`,
    );
  }
  if (error.code === 'EACCES') return new Error(`port ${port} needs more privileges. Set PORT to a number above 1024.`);
  if (error.code === 'EADDRNOTAVAIL') return new Error(`HOST ${host} is not an address of this machine.`);
  return error;
}

async function closeServer(server: Server, patienceMs: number, lingerMs: number): Promise<void> {
  await acceptWaiting(server);
  await new Promise<void>((resolve) => {
    const closeIdle = () => server.closeIdleConnections();
    const timers = [
      setTimeout(() => server.closeAllConnections(), patienceMs),
      setTimeout(() => timers.push(setInterval(closeIdle, 100)), lingerMs),
    ];
    // The HTTP server's own close would close connections without a request at once.
    NetServer.prototype.close.call(server, () => {
      for (const timer of timers) clearTimeout(timer);
      resolve();
    });
    if (lingerMs === 0) closeIdle();
  });
}

/** Node accepts one connection a turn, and the system resets those that wait when listening ends. Bounded, should they never end. */
async function acceptWaiting(server: Server): Promise<void> {
  let arrived = true;
  const count = () => {
    arrived = true;
  };
  server.on('connection', count);
  for (let turns = 0; arrived && turns < 2_000; turns++) {
    arrived = false;
    await turn();
    await turn();
  }
  server.off('connection', count);
}

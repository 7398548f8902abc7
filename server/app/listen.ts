import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Application } from 'express';

const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
};

export type Listening = {
  server: Server;
  port: number;
  /** Stops accepting requests, lets running ones finish, and closes those that still run after this many milliseconds. */
  close(patienceMs: number): Promise<void>;
};

/** Listens. Cuts off a client after 10 s of headers or 20 s of body. Throws one line when the port is taken. */
export async function listen(app: Application, { port, host }: { port: number; host: string }): Promise<Listening> {
  const server = createServer(LIMITS, app);
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, port, host)));
    server.listen({ port, host }, resolve);
  });
  // A server that listens on a port always has an address with a port.
  const address = server.address() as AddressInfo;
  return { server, port: address.port, close: (patienceMs) => closeServer(server, patienceMs) };
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

const closeServer = (server: Server, patienceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });

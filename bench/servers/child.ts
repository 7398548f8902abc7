import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { viewerReader } from '../../server/auth/viewer.ts';

const setting = (name: string): string => {
  const text = process.env[name];
  if (text === undefined) throw new Error(`${name} is missing`);
  return text;
};

/** What a measured server is given by the one who starts it. */
export const settings = () => ({ databaseUrl: setting('DATABASE_URL'), sessionSecret: setting('SESSION_SECRET') });

/** Connections to PostgreSQL of every measured server: the product's default. */
export const CONNECTIONS = 10;

export type ReadViewer = (request: IncomingMessage) => Promise<Viewer | null>;

/** The product's own look-up of a session, on a pool of its own: the same for every peer. */
export const sessionLookup = (): { readViewer: ReadViewer; pool: Pool } => {
  const { databaseUrl, sessionSecret } = settings();
  const pool = connect(databaseUrl, { max: CONNECTIONS });
  const reader = { db: pool.db, secret: sessionSecret, secure: true, external: null, now: () => new Date() };
  return { readViewer: viewerReader(reader), pool };
};

/** Serves on a free port of this machine and tells it to the parent; ends when the parent does. */
export const serve = async (server: Server): Promise<void> => {
  // As server/app/listen.ts sets it.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  tellParent((server.address() as AddressInfo).port);
};

/** Tells the parent that this process is ready, and what it used when asked; ends when the parent does. A worker has no port. */
export const tellParent = (port = 0): void => {
  process.once('disconnect', () => process.exit(0));
  process.on('message', (message) => {
    if (message === 'usage') process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
    // Leaves as a process does that has come to its end, so that a profile is written.
    if (message === 'end') process.exit(0);
  });
  process.send?.({ port });
};

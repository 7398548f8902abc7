import express, { type Request, type Response } from 'express';
import { bundleBytes, parseTilePath, TILE_WIDTH, type Tile, tileBytes } from '../../certificates/log/tiles.ts';
import type { Database } from '../../drizzle/client.ts';
import { entryBundle, latestCheckpoint, tile } from '../../schema/log/queries.ts';
import { tell } from '../http/refuse.ts';

/** A full tile never changes; a partial one gives way to the full one, a checkpoint to the next within seconds. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const PARTIAL = 'public, max-age=60';
const CHECKPOINT = 'public, max-age=5';

/** The transparency log for whoever watches it: the signed checkpoint, tiles of hashes, bundles of entries (C2SP tlog-tiles). */
export const logRoutes = ({ db }: { db: Database }): express.Router => {
  const routes = express.Router();
  routes.get(/^\/log\//, async (request, response) => {
    // Only the path as it was sent: another spelling of an address is another address.
    const path = request.path.slice('/log/'.length);
    if (path === 'checkpoint') return sendCheckpoint(db, request, response);
    const asked = parseTilePath(path);
    const bytes = asked === null ? null : await bytesOf(db, asked);
    if (asked === null || bytes === null) return refuse(request, response);
    const caching = asked.width === TILE_WIDTH ? FOR_EVER : PARTIAL;
    open(response, caching, 'application/octet-stream').send(bytes);
  });
  return routes;
};

const bytesOf = async (db: Database, { level, ...place }: Tile): Promise<Buffer | null> => {
  if (level === 'entries') {
    const bodies = await entryBundle(db, place);
    return bodies && bundleBytes(bodies);
  }
  const hashes = await tile(db, { level, ...place });
  return hashes && tileBytes(hashes);
};

const sendCheckpoint = async (db: Database, request: Request, response: Response): Promise<void> => {
  const checkpoint = await latestCheckpoint(db);
  if (checkpoint === null) return refuse(request, response);
  open(response, CHECKPOINT, 'text/plain; charset=utf-8').send(checkpoint.note);
};

/** Watchers are programs of other sites too. */
const open = (response: Response, caching: string, type: string): Response =>
  response.status(200).set({
    'Cache-Control': caching,
    'Content-Type': type,
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });

const refuse = (request: Request, response: Response): void =>
  tell(request, response, {
    status: 404,
    code: 'NOT_FOUND',
    title: 'Not in the log',
    message: 'The log has nothing at this address, or has not grown so far. Start at /log/checkpoint.',
  });

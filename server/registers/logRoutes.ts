import type { RequestHandler } from 'express';
import { bundleBytes, parseTilePath, TILE_WIDTH, type Tile, tileBytes } from '../../certificates/log/tiles.ts';
import type { Database } from '../../drizzle/client.ts';
import { entryBundle, latestCheckpoint, tile } from '../../schema/log/queries.ts';
import { type Refusal, refuse } from '../http/refuse.ts';
import type { Services } from '../services.ts';

/** The next checkpoint follows within seconds. */
export const CHECKPOINT_CACHE = 'public, max-age=5';
const FULL_TILE_CACHE = 'public, max-age=31536000, immutable';
const PARTIAL_TILE_CACHE = 'public, max-age=60';

const NOT_IN_LOG: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not in the log',
  message: 'The log has no tile at this address, or the log does not reach this far yet. Start at /log/checkpoint.',
};

/** The tile that a path names. Reads the path exactly as sent, without normalizing it, so that each tile has one address. */
const tileOf = (path: string): Tile | null => parseTilePath(path.slice('/log/'.length));

/** A full tile never changes. A full tile replaces a partial one. */
export function tileCache(path: string): string {
  return tileOf(path)?.width === TILE_WIDTH ? FULL_TILE_CACHE : PARTIAL_TILE_CACHE;
}

/** GET /log/tile/...: a tile of hashes or a bundle of entries. */
export function sendTile({ db }: Pick<Services, 'db'>): RequestHandler {
  return async (request, response) => {
    const asked = tileOf(request.path);
    const bytes = asked === null ? null : await bytesOf(db, asked);
    if (bytes === null) return refuse(request, response, NOT_IN_LOG);
    response.set('Content-Type', 'application/octet-stream').send(bytes);
  };
}

async function bytesOf(db: Database, { level, ...place }: Tile): Promise<Buffer | null> {
  if (level === 'entries') {
    const bodies = await entryBundle(db, place);
    return bodies && bundleBytes(bodies);
  }
  const hashes = await tile(db, { level, ...place });
  return hashes && tileBytes(hashes);
}

/** GET /log/checkpoint: the newest signed checkpoint. */
export function sendCheckpoint({ db }: Pick<Services, 'db'>): RequestHandler {
  return async (request, response) => {
    const checkpoint = await latestCheckpoint(db);
    if (checkpoint === null) return refuse(request, response, NOT_IN_LOG);
    response.set('Content-Type', 'text/plain; charset=utf-8').send(checkpoint.note);
  };
}

/** Every other address below /log/. */
export const notInLog: RequestHandler = (request, response) => refuse(request, response, NOT_IN_LOG);

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import type { Database } from '../../drizzle/client.ts';
import type { FileKind } from '../../drizzle/tables/files.ts';
import { partOfFile } from '../../schema/courses/queries/files.ts';
import { hashName, KINDS } from '../../schema/courses/rules/package/files/kinds.ts';
import { type Refusal, refuse } from '../http/refuse.ts';
import type { Services } from '../services.ts';

/** A file has the hash of its bytes in its name. */
const CACHE = 'public, max-age=31536000, immutable';
/** So much of a file is in memory at a time. */
const PART_BYTES = 1_000_000;
const NAME = /^([0-9a-f]{64})\.[a-z0-9]+$/;

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'There is no file at this address.',
};

/** What a browser may do with a file that it opens by itself. An SVG may style itself; nothing runs and nothing is loaded. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/**
 * GET /files/SHA256.ending: a picture, a recording or a document of a course, for whoever was told its name with the text that shows
 * it. A part of it where a range is asked for. Most files are one statement; long ones are read part by part.
 */
export function sendCourseFile({ db }: Pick<Services, 'db'>): RequestHandler {
  return async (request, response) => {
    const name = String(request.params.file);
    const [, sha256] = NAME.exec(name) ?? [];
    const asksRange = request.headers.range !== undefined;
    const length = asksRange || request.method === 'HEAD' ? 0 : PART_BYTES;
    const first = sha256 === undefined ? null : await partOfFile(db, { sha256, from: 0, length });
    if (first === null || sha256 === undefined || hashName({ sha256, kind: first.kind }) !== name)
      return refuse(request, response, NOT_FOUND);
    response.set({ ...headersOf(first.kind), ETag: `"${sha256}"` });
    if (request.fresh) return void response.status(304).end();
    const range = asksRange ? rangeOf(request, response, first.size) : { from: 0, to: first.size - 1 };
    if (range === null) return void response.status(416).set('Cache-Control', 'no-store').end();
    response.set('Content-Length', String(range.to - range.from + 1));
    if (request.method === 'HEAD') return void response.end();
    await pipeline(
      Readable.from(partsOf(db, sha256, range, first.bytes), { objectMode: true, highWaterMark: 1 }),
      response,
    );
  };
}

function headersOf(kind: FileKind): Record<string, string> {
  const { type, use } = KINDS[kind];
  return {
    'Content-Type': kind === 'SVG' ? `${type}; charset=utf-8` : type,
    'Cache-Control': CACHE,
    'Accept-Ranges': 'bytes',
    'Content-Security-Policy': POLICY,
    'X-Robots-Tag': 'noindex, nofollow',
    // Without a name here, the page's own link names the copy.
    ...(use === 'PAPER' ? { 'Content-Disposition': 'attachment' } : {}),
  };
}

type Range = { from: number; to: number };

/** The one range that a request asks for; null where the file has none of it. Several at once get the whole file. */
function rangeOf(request: Request, response: Response, size: number): Range | null {
  const asked = request.range(size, { combine: true });
  if (asked === -1) {
    response.set('Content-Range', `bytes */${size}`);
    return null;
  }
  const [only, ...more] = Array.isArray(asked) && asked.type === 'bytes' ? asked : [];
  if (only === undefined || more.length > 0) return { from: 0, to: size - 1 };
  response.status(206).set('Content-Range', `bytes ${only.start}-${only.end}/${size}`);
  return { from: only.start, to: only.end };
}

/** The bytes of a range, part by part, as fast as the client takes them. */
async function* partsOf(db: Database, sha256: string, { from, to }: Range, first: Buffer): AsyncGenerator<Buffer> {
  let at = from;
  if (first.length > 0) {
    yield first;
    at += first.length;
  }
  while (at <= to) {
    const part = await partOfFile(db, { sha256, from: at, length: Math.min(PART_BYTES, to - at + 1) });
    if (part === null || part.bytes.length === 0) throw new Error('a stored file ended early');
    yield part.bytes;
    at += part.bytes.length;
  }
}

import type { RequestHandler } from 'express';
import type { NetworkLimit } from './throttle.ts';

/** One row of the table of routes (app/routes.ts). */
export type Route = {
  /** How it is mounted: `use` takes every method and every address below the pattern. */
  on: 'get' | 'post' | 'all' | 'use';
  /** The addresses it answers. A regular expression sees the path exactly as it was sent. */
  pattern: string | RegExp;
  /** What logs and metrics call it; the pattern when absent. It never holds a number or an id of a request. */
  name?: string;
  handle: RequestHandler | RequestHandler[];
  /** The Cache-Control of what it serves; no-store when absent. Refusals are never stored. */
  cache?: string | ((path: string) => string);
  /** Whose pages may read its answers: any page, those of ALLOWED_ORIGINS, or none (it is for machines alone). */
  origins: 'ANYONE' | 'OURS' | 'NONE';
  /** The most bytes of a body that are read. Absent: no body is read. */
  bodyBytes?: number;
  /** Reads the body as text within the limit; absent where the handler reads it within the limit itself. */
  readBody?: RequestHandler;
  /** How often one network may ask, where that does not depend on the request. */
  limit?: NetworkLimit;
};

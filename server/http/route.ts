import type { RequestHandler } from 'express';
import type { NetworkLimit } from './throttle.ts';

/** One row of the table of routes (app/routes.ts). */
export type Route = {
  /** How to mount it: `use` takes every method and every address below the pattern. */
  on: 'get' | 'post' | 'all' | 'use';
  /** The addresses that it handles. A regular expression sees the path exactly as the client sent it. */
  pattern: string | RegExp;
  /** Its name in logs and metrics; the pattern when absent. It never contains a number or an id of a request. */
  name?: string;
  handle: RequestHandler | RequestHandler[];
  /** The Cache-Control of its answers; no-store when absent. Refusals are never stored. */
  cache?: string | ((path: string) => string);
  /** Whose pages may read its answers: any page, those of ALLOWED_ORIGINS, or none (for machines only, which have no origin to check). */
  origins: 'ANYONE' | 'OURS' | 'NONE';
  /** The most bytes of a body that it reads. Absent: it reads no body. */
  bodyBytes?: number;
  /** Reads the body as text within the limit. Absent where the handler itself reads it within the limit. */
  readBody?: RequestHandler;
  /** How often one network may call, where that does not depend on the request. */
  limit?: NetworkLimit;
};

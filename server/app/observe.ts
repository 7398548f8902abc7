import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Log } from '../http/logging.ts';
import type { Metrics } from '../http/metrics.ts';
import { createRequestLog } from './requestLog.ts';

const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/;

/** Accepts a request id from outside only if it looks like one, because it ends up in logs and headers. */
const requestIdOf = (given: string | undefined): string =>
  given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();

type Observed = {
  log: Log;
  metrics: Metrics;
  /** The name of a path's route in the table. */
  nameOf: (path: string) => string;
};

/**
 * Gives each request an id, counts it, times it, and logs it by route; a flood is summed up. The log contains no addresses and no
 * certificate numbers.
 */
export function observe({ log, metrics, nameOf }: Observed): RequestHandler {
  const note = createRequestLog(log);
  return (request, response, next) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(request.get('x-request-id'));
    response.locals.requestId = requestId;
    response.set('X-Request-Id', requestId);
    response.once('close', () => {
      const seconds = (performance.now() - startedAt) / 1000;
      const route = nameOf(request.originalUrl.split('?', 1)[0] ?? '/');
      const status = response.writableFinished ? String(response.statusCode) : 'aborted';
      metrics.count('attune_http_requests_total', { route, method: methodOf(request), status });
      metrics.time('attune_http_request_seconds', { route }, seconds);
      note({ requestId, method: methodOf(request), route, status, ms: Math.round(seconds * 1000) });
    });
    next();
  };
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);
const methodOf = (request: Request): string => (METHODS.has(request.method) ? request.method : 'OTHER');

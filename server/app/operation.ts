import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Health } from '../http/health.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Services } from '../services.ts';

export type OperationParts = { health: Health; metrics: Metrics };

export const sendLiveness: RequestHandler = (_request, response) => void response.json({ status: 'ok' });

export function sendReadiness({ db }: Pick<Services, 'db'>, { health }: OperationParts): RequestHandler {
  return async (_request, response) => {
    const readiness = await health.readiness(db);
    response.status(readiness.ready ? 200 : 503).json(readiness);
  };
}

export function sendMetrics(
  { db, settings }: Pick<Services, 'db' | 'settings'>,
  { metrics }: OperationParts,
): RequestHandler[] {
  return [
    metricsGate(settings),
    async (_request, response) => {
      response.type('text/plain; version=0.0.4').send(await metrics.text(db));
    },
  ];
}

/** In production only METRICS_TOKEN opens the metrics. Without that setting the route returns 404. */
const metricsGate =
  ({ production, metricsToken }: Services['settings']): RequestHandler =>
  (request, _response, next) => {
    if (!production) return next();
    const given = Buffer.from(request.get('authorization') ?? '');
    const expected = Buffer.from(`Bearer ${metricsToken ?? ''}`);
    const opens = metricsToken !== null && given.length === expected.length && timingSafeEqual(given, expected);
    next(opens ? undefined : 'route');
  };

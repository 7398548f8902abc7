import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Health } from '../http/health.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Services } from '../services.ts';

export type OperationParts = { health: Health; metrics: Metrics };

export const sendLiveness: RequestHandler = (_request, response) => void response.json({ status: 'ok' });

/** Logs once when the clock of the process leaves the database's clock, and once when they agree again. */
export function sendReadiness(
  { log, ...services }: Pick<Services, 'db' | 'clock' | 'log'>,
  { health }: OperationParts,
): RequestHandler {
  let clockOff = false;
  return async (_request, response) => {
    const readiness = await health.readiness(services);
    const off = !readiness.ready && readiness.because === 'CLOCK';
    if (off && !clockOff) log.error('not ready: the clocks of process and database differ by more than a minute');
    if (readiness.ready && clockOff) log.info('the clocks of process and database agree again');
    if (off || readiness.ready) clockOff = off;
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

import type { RequestHandler } from 'express';
import { userAct } from '../../schema/act.ts';
import { RateLimitedError } from '../../schema/errors.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { type Refusal, refuse, secondsUntil } from '../http/refuse.ts';
import type { Services } from '../services.ts';

const NOT_SIGNED_IN: Refusal = {
  status: 401,
  code: 'UNAUTHENTICATED',
  title: 'Not signed in',
  message: 'Sign in, then ask for your data again.',
};
const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many exports',
  message: 'You have asked for your data ten times today.',
};

/** POST /data-export: everything about the person who asks, as a file. It is recorded, so a link alone cannot do it. */
export function sendExport(services: Pick<Services, 'db' | 'vault' | 'readViewer' | 'clock'>): RequestHandler {
  return async (request, response) => {
    const now = services.clock();
    const viewer = await services.readViewer(request);
    if (viewer === null) return refuse(request, response, NOT_SIGNED_IN);
    const { requestId } = response.locals;
    const act = userAct(viewer.userId, now, requestId);
    const made = await exportPerson(services.db, act, services).catch((error) => {
      if (error instanceof RateLimitedError) return error;
      throw error;
    });
    if (made instanceof RateLimitedError) return refuse(request, response, TOO_MANY, secondsUntil(made.retryAt, now));
    response
      .set({
        'Content-Disposition': `attachment; filename="attune-data-${now.toISOString().slice(0, 10)}.json"`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
      })
      .type('json')
      .send(made.json);
  };
}

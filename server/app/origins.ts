import type { RequestHandler } from 'express';
import { type Refusal, refuse } from '../http/refuse.ts';

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** What the guide offers, and what GraphQL clients, error reports and traces add by themselves. */
const ALLOWED_HEADERS = [
  ...['content-type', 'authorization', 'accept', 'x-sign-in-nonce', 'x-sign-in-device', 'x-request-id'],
  ...['x-attune-csrf', 'x-attune-viewer', 'x-graphql-yoga-csrf', 'apollo-require-preflight', 'x-apollo-operation-name'],
  ...['apollographql-client-name', 'apollographql-client-version', 'graphql-client-name', 'graphql-client-version'],
  ...['sentry-trace', 'baggage', 'traceparent', 'tracestate'],
].join(', ');

const FOREIGN_ORIGIN: Refusal = {
  status: 403,
  code: 'FORBIDDEN_ORIGIN',
  title: 'Not from this page',
  message: 'Requests from this origin may not change data. If the origin is yours, add it to ALLOWED_ORIGINS.',
};

/**
 * Fixed CORS: only pages of the configured origins may send credentials. A page of another origin may not change data, whatever
 * content type it sends.
 */
export function fixedOrigins(allowedOrigins: readonly string[]): RequestHandler {
  const allowed = new Set(allowedOrigins);
  return (request, response, next) => {
    const origin = request.get('origin');
    const known = origin !== undefined && allowed.has(origin);
    response.vary('Origin');
    if (known) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers':
          'x-request-id, retry-after, set-auth-token, x-sign-in-nonce, x-sign-in-device, x-attune-viewer',
      });
    }
    if (request.method === 'OPTIONS') {
      if (known) {
        response.set({
          'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
          'Access-Control-Allow-Headers': ALLOWED_HEADERS,
          'Access-Control-Max-Age': '600',
        });
      }
      response.status(204).end();
      return;
    }
    const foreign = origin === undefined ? request.get('sec-fetch-site') === 'cross-site' : !known;
    if (foreign && CHANGING.has(request.method)) {
      refuse(request, response, FOREIGN_ORIGIN);
      return;
    }
    next();
  };
}

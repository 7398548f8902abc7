import type { Application, RequestHandler } from 'express';
import type { Gate } from '../http/inFlight.ts';
import type { Route } from '../http/route.ts';
import { limitNetwork } from '../http/throttle.ts';
import type { Services } from '../services.ts';

/** Mounts the routes in table order. Each route sets its headers, reads its body, takes a place, checks rate limits, then runs its handler. */
export function mount(
  app: Application,
  services: Pick<Services, 'db' | 'secret' | 'clock'>,
  routes: readonly Route[],
  gate: Gate = () => null,
): void {
  for (const route of routes) {
    const before = [headersOf(route)];
    if (route.readBody !== undefined) before.push(route.readBody);
    const admit = gate(route);
    if (admit !== null) before.push(admit);
    if (route.limit !== undefined) before.push(limitNetwork(services, route.limit));
    app[route.on](route.pattern, ...before, ...[route.handle].flat());
    if (route.origins === 'ANYONE') app.options(route.pattern, headersOf(route), tellMethods);
  }
}

/** The answer to OPTIONS where any page may read: nothing there takes credentials or changes data. */
const tellMethods: RequestHandler = (_request, response) => {
  response.set('Allow', 'GET, HEAD').status(200).end();
};

const OPEN = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' };

const headersOf =
  ({ cache, origins }: Route): RequestHandler =>
  (request, response, next) => {
    if (origins === 'ANYONE') response.set(OPEN);
    if (cache !== undefined) response.set('Cache-Control', typeof cache === 'string' ? cache : cache(request.path));
    next();
  };

/** The name of the route for a path, whatever the method; `other` for an address outside the table. */
export function routeNamer(routes: readonly Route[]): (path: string) => string {
  const named = routes.map((route) => ({ name: route.name ?? String(route.pattern), matches: matcherOf(route) }));
  return (path) => named.find(({ matches }) => matches.test(path))?.name ?? 'other';
}

/** Matches a pattern as Express does: ignores case and one trailing slash. */
function matcherOf({ on, pattern }: Route): RegExp {
  if (pattern instanceof RegExp) return pattern;
  const source = pattern.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+').replaceAll(/\*\w+/g, '.+');
  return new RegExp(on === 'use' ? `^${source}(/|$)` : `^${source === '/' ? '' : source}/?$`, 'i');
}

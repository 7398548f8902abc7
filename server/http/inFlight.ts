import type { RequestHandler } from 'express';
import { siteOf } from './network.ts';
import { type Refusal, refuse } from './refuse.ts';
import type { Route } from './route.ts';

/** Work in progress of this process. */
const MOST_AT_ONCE = 256;
/** One network (an IPv4 address, or an IPv6 /48) may have an eighth of it, so that a flood from some places leaves the rest free. */
const NETWORKS_SHARE = 8;
/** The same for each route that reads its own body: a slow body holds a place there and none of the others. */
const MOST_BODIES = 256;

const FULL: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service has as much to do as it can.',
};
const RETRY_SECONDS = 1;

/** The handler that admits a request of a route, or answers 503 at once; null for the routes of the operator's machines. */
export type Gate = (route: Route) => RequestHandler | null;

export function createGate(most = { atOnce: MOST_AT_ONCE, bodies: MOST_BODIES }): Gate {
  const shared = places(most.atOnce);
  return ({ origins, bodyBytes, readBody }) => {
    if (origins === 'NONE') return null;
    const readsItself = bodyBytes !== undefined && readBody === undefined;
    return readsItself ? places(most.bodies) : shared;
  };
}

/**
 * A place is taken when the body has been read, and given back when the answer is complete, even if a slow client has yet to
 * receive it. So slow clients hold no places. A refused request keeps its connection: its body is small or read already.
 */
function places(most: number): RequestHandler {
  const taken = new Map<string, number>();
  let all = 0;
  return (request, response, next) => {
    const network = siteOf(request.ip);
    const own = taken.get(network) ?? 0;
    if (all >= most || own >= most / NETWORKS_SHARE) return refuse(request, response, FULL, RETRY_SECONDS);
    all += 1;
    taken.set(network, own + 1);
    let held = true;
    const leave = () => {
      if (!held) return;
      held = false;
      all -= 1;
      const left = (taken.get(network) ?? 1) - 1;
      if (left === 0) taken.delete(network);
      else taken.set(network, left);
    };
    response.once('prefinish', leave).once('close', leave);
    next();
  };
}

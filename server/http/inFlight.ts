import type { RequestHandler, Response } from 'express';
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
/** As many of one network as it has places, this many times, may wait. */
const LINE_SHARE = 3;
/** How long a request waits for a place. */
const PATIENCE_MS = 2_000;

/** The handler that admits a request of a route, or answers 503; null for what the operator's machines ask. */
export type Gate = (route: Route) => RequestHandler | null;

export type Places = { atOnce: number; bodies: number; patienceMs?: number };

export function createGate(most: Places = { atOnce: MOST_AT_ONCE, bodies: MOST_BODIES }): Gate {
  const { patienceMs = PATIENCE_MS } = most;
  const shared = places(most.atOnce, patienceMs);
  return ({ origins, bodyBytes, readBody }) => {
    // What the machines around the service ask must be answered; what sends a body is work like any other.
    if (origins === 'NONE' && bodyBytes === undefined) return null;
    const readsItself = bodyBytes !== undefined && readBody === undefined;
    return readsItself ? places(most.bodies, patienceMs) : shared;
  };
}

/**
 * A place is taken when the body has been read, and given back when the answer is complete, even if a slow client has yet to
 * receive it. So slow clients hold no places. Whoever finds none waits a moment for one, in a line that has its own bounds: a
 * client that sends many requests at once is served. A refused request keeps its
 * connection: its body is small or read already.
 */
function places(most: number, patienceMs: number): RequestHandler {
  const share = most / NETWORKS_SHARE;
  const taken = counter();
  const line = createLine({ most, share: LINE_SHARE * share, patienceMs });
  const isFree = (network: string) => taken.all() < most && taken.of(network) < share;

  function take(network: string, response: Response): void {
    taken.add(network, 1);
    let held = true;
    const leave = () => {
      if (!held) return;
      held = false;
      taken.add(network, -1);
      line.serve(isFree);
    };
    response.once('prefinish', leave).once('close', leave);
  }

  return (request, response, next) => {
    const network = siteOf(request.ip);
    const admit = () => {
      take(network, response);
      next();
    };
    if (isFree(network)) return admit();
    const waits = line.join(network, response, {
      admit,
      refuse: () => refuse(request, response, FULL, RETRY_SECONDS),
    });
    if (!waits) refuse(request, response, FULL, RETRY_SECONDS);
  };
}

type Waiting = { network: string; admit: () => void };

/** Those who wait for a place, in their order: so many in all, so many of one network, none longer than patienceMs. */
function createLine({ most, share, patienceMs }: { most: number; share: number; patienceMs: number }) {
  const waiting = new Set<Waiting>();
  const counts = counter();
  return {
    /** False when the line is full. */
    join: (
      network: string,
      response: Response,
      { admit, refuse }: { admit: () => void; refuse: () => void },
    ): boolean => {
      if (counts.all() >= most || counts.of(network) >= share) return false;
      const leave = () => {
        if (!waiting.delete(one)) return false;
        clearTimeout(timer);
        response.off('close', leave);
        counts.add(network, -1);
        return true;
      };
      const one: Waiting = { network, admit: () => leave() && admit() };
      const timer = setTimeout(() => leave() && refuse(), patienceMs);
      waiting.add(one);
      counts.add(network, 1);
      response.once('close', leave);
      return true;
    },
    /** Lets the first in whose network has room. */
    serve: (isFree: (network: string) => boolean): void => {
      for (const one of waiting) {
        if (!isFree(one.network)) continue;
        one.admit();
        return;
      }
    },
  };
}

/** Counts by network, and all together. */
function counter() {
  const counts = new Map<string, number>();
  let all = 0;
  return {
    all: () => all,
    of: (network: string) => counts.get(network) ?? 0,
    add: (network: string, by: 1 | -1) => {
      all += by;
      const left = (counts.get(network) ?? 0) + by;
      if (left === 0) counts.delete(network);
      else counts.set(network, left);
    },
  };
}

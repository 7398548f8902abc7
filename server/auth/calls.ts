import type { Request, RequestHandler } from 'express';
import { siteOf } from '../http/network.ts';
import { refuse, tooMany } from './answers.ts';
import { knownDevice } from './device.ts';
import type { Service } from './service.ts';
import { signedTokenOf } from './viewer.ts';

const MINUTE_MS = 60_000;
/**
 * What may be spent in a minute: by one session or known device, by all of those in one network (an IPv4 address, or an IPv6
 * /48), and by strangers there, who spend nothing of the others.
 */
const MOST = { own: 240, network: 2_400, strangers: 600 };
/** What a call costs. Acts of strangers have limits of their own (rooms.ts). */
const COSTS = { reads: 1, writes: 4 };
/** Beyond so many sessions and networks in a minute, further ones share one count. */
const MOST_KEYS = 50_000;

/** Counts the calls of these routes in the process, before anything asks the database. */
export function limitCalls(service: Service): RequestHandler {
  const counts = minuteCounts();
  return (req, res, next) => {
    const now = service.now();
    const retryAt = counts.spend(roomsOf(service, req, now), now);
    return retryAt === null ? next() : refuse(res, tooMany(retryAt), now);
  };
}

type Room = { key: string; most: number; cost: number };

function roomsOf(service: Service, req: Request, now: Date): Room[] {
  const network = siteOf(req.ip);
  const own = signedTokenOf(service, req) ?? knownDevice(service, req, now);
  if (own === null) return [{ key: `strangers ${network}`, most: MOST.strangers, cost: COSTS.reads }];
  const cost = costOf(req);
  return [
    { key: `own ${own}`, most: MOST.own, cost },
    { key: `network ${network}`, most: MOST.network, cost },
  ];
}

/** This route stores a challenge, although it is a GET. */
const STORES = '/passkey/generate-register-options';

const costOf = ({ method, path }: Request): number =>
  method === 'GET' && path !== STORES ? COSTS.reads : COSTS.writes;

function minuteCounts() {
  const spent = new Map<string, number>();
  let opensAt = 0;
  return {
    /** Books the cost in every room, or in none and returns when there is room again. */
    spend: (rooms: readonly Room[], now: Date): Date | null => {
      if (Math.abs(now.getTime() - opensAt) >= MINUTE_MS) {
        spent.clear();
        opensAt = now.getTime();
      }
      const booked = rooms.map(({ key, most, cost }) => {
        const kept = spent.size < MOST_KEYS || spent.has(key) ? key : 'others';
        return { key: kept, most, after: (spent.get(kept) ?? 0) + cost };
      });
      if (booked.some(({ after, most }) => after > most)) return new Date(opensAt + MINUTE_MS);
      for (const { key, after } of booked) spent.set(key, after);
      return null;
    },
  };
}

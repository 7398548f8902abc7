import type { Request, RequestHandler, Response } from 'express';
import { stateOfStop, stopByLink } from '../../schema/followUps/operations/stopByLink.ts';
import { declineByLink, stateOfOfferLink } from '../../schema/registrations/operations/declineByLink.ts';
import { refuseInvitations, stateOfRefusal } from '../../schema/registrations/operations/invitationStops.ts';
import { stateOfCode } from '../../schema/registrations/queries/links.ts';
import { PUBLIC_HEADERS } from '../http/page.ts';
import { type Refusal, refuse, wantsJson } from '../http/refuse.ts';
import type { Route } from '../http/route.ts';
import type { NetworkLimit } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { codePage, declinePage, type OfferState, refusePage, stopPage, usedPage } from './linkPages.ts';

/** The 128 random bits of a secret cannot be guessed. This stops a network that floods the service. */
export const LINKS: NetworkLimit = {
  max: 120,
  seconds: 600,
  purpose: 'links to places',
  refusal: {
    status: 429,
    code: 'RATE_LIMITED',
    title: 'Too many tries',
    message: 'Your network opened too many links.',
  },
};

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'This link opens nothing. It may be mistyped, or a newer mail has another one.',
};

/** The address is the secret: it is kept nowhere and told to nobody. */
const HEADERS = { ...PUBLIC_HEADERS, 'X-Robots-Tag': 'noindex, nofollow', 'Cache-Control': 'no-store' };

function answer(request: Request, response: Response, state: OfferState, exitUrl: string): void {
  response.set(HEADERS).vary('Accept').status(200);
  if (wantsJson(request)) response.json({ state });
  else response.type('html').send(declinePage(state, exitUrl));
}

/** What takes the code of an address of the app. */
const MUTATIONS = new Map<unknown, 'claimPlace' | 'acceptPair'>([
  ['place', 'claimPlace'],
  ['pair', 'acceptPair'],
]);

/** Before /join/:kind/:secret of the app: nothing is offered by a code that opens nothing, or was used. */
function requireCode({ db, settings }: Pick<Services, 'db' | 'settings'>): RequestHandler {
  return async (request, response, next) => {
    const { kind, secret } = request.params;
    const mutation = MUTATIONS.get(kind);
    const state = mutation === undefined ? null : await stateOfCode(db, { secret: String(secret), mutation });
    if (state === 'OPEN') return next();
    if (state === null) return refuse(request, response, NOT_FOUND);
    response.set(HEADERS).type('html').send(usedPage(settings));
  };
}

/** Puts that check before the page of the app which takes up a code. */
export function checkingCodes(services: Pick<Services, 'db' | 'settings'>): (route: Route) => Route {
  const check = requireCode(services);
  return (route) =>
    route.pattern === '/join/:kind/:secret'
      ? { ...route, handle: [check, ...[route.handle].flat()], limit: LINKS }
      : route;
}

type Needs = Pick<Services, 'db' | 'clock' | 'settings'>;

/** GET /waitlist/decline/:secret: shows a button and changes nothing. */
export function showDecline({ db, settings }: Needs): RequestHandler {
  return async (request, response) => {
    const state = await stateOfOfferLink(db, String(request.params.secret));
    if (state === null) return refuse(request, response, NOT_FOUND);
    answer(request, response, state, settings.exitUrl);
  };
}

/** POST /waitlist/decline/:secret: declines the offer; a second time it says that nothing is left to decline. */
export function decline({ db, clock, settings }: Needs): RequestHandler {
  return async (request, response) => {
    const done = await declineByLink(db, { secret: String(request.params.secret), now: clock() });
    if (done === 'UNKNOWN') return refuse(request, response, NOT_FOUND);
    answer(request, response, done, settings.exitUrl);
  };
}

/**
 * GET and POST /invitations/:secret/refuse: the first shows a button and changes nothing; the second refuses further invitations from
 * whoever invited, and again changes nothing.
 */
export function refuseMore(
  { db, settings }: Pick<Services, 'db' | 'settings'>,
  does: 'SHOW' | 'REFUSE',
): RequestHandler {
  return async (request, response) => {
    const secret = String(request.params.secret);
    const state = await (does === 'SHOW' ? stateOfRefusal(db, secret) : refuseInvitations(db, secret));
    if (state === null) return refuse(request, response, NOT_FOUND);
    response.set(HEADERS).vary('Accept').status(200);
    if (wantsJson(request)) response.json({ state });
    else response.type('html').send(refusePage(state, settings.exitUrl));
  };
}

/**
 * GET and POST /later/stop/:secret: the first shows a button and changes nothing, because programs open every link of a mail; the second,
 * which a mail program may send by itself (RFC 8058), stops the mails that somebody asked for after a course.
 */
export function stopLater({ db, clock, settings }: Needs, does: 'SHOW' | 'STOP'): RequestHandler {
  return async (request, response) => {
    const secret = String(request.params.secret);
    const state = await (does === 'SHOW' ? stateOfStop(db, secret) : stopByLink(db, { secret, now: clock() }));
    if (state === null) return refuse(request, response, NOT_FOUND);
    response.set(HEADERS).vary('Accept').status(200);
    if (wantsJson(request)) response.json({ state });
    else response.type('html').send(stopPage(state, settings.exitUrl));
  };
}

/**
 * GET /places/:secret and /invitations/:secret: tell how to use the code, or that it was used, and nothing of what it is for. A program
 * learns which mutation takes it.
 */
export function showCode(
  { db, settings }: Pick<Services, 'db' | 'settings'>,
  mutation: 'claimPlace' | 'acceptPair',
): RequestHandler {
  return async (request, response) => {
    const secret = String(request.params.secret);
    const state = await stateOfCode(db, { secret, mutation });
    if (state === null) return refuse(request, response, NOT_FOUND);
    response.set(HEADERS).vary('Accept').status(200);
    if (wantsJson(request)) response.json({ secret, mutation, used: state === 'USED' });
    else if (state === 'USED') response.type('html').send(usedPage(settings));
    else response.type('html').send(codePage(secret, settings, mutation));
  };
}

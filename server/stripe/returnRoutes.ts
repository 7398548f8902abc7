import type { Request, RequestHandler, Response } from 'express';
import type { UserId } from '../../drizzle/ids.ts';
import type { Gateway } from '../../schema/gateway.ts';
import { GatewayDown } from '../../schema/gateway.ts';
import { applyObject } from '../../schema/orders/operations/stripe/applyObject.ts';
import { type ReturnedCheckout, returnedCheckout } from '../../schema/orders/queries/returned.ts';
import { returnStateOf } from '../../schema/orders/rules/returned.ts';
import { PAGE_HEADERS, PUBLIC_POLICY } from '../http/page.ts';
import type { NetworkLimit } from '../http/throttle.ts';
import { messagePage } from '../pages/message.ts';
import { speakAsAsked } from '../pages/saying.ts';
import type { Services } from '../services.ts';
import { returnPage } from './returnPage.ts';

export const RETURNS: NetworkLimit = {
  max: 300,
  seconds: 600,
  purpose: 'returns from paying',
  refusal: {
    status: 429,
    code: 'RATE_LIMITED',
    title: 'Too many tries',
    message: 'Your network opened this page too often.',
  },
};

const HEADERS = {
  ...PAGE_HEADERS,
  'Cache-Control': 'private, no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
};

const SESSION = /^cs_(test|live)_\w{1,200}$/;
/** Whoever opens the page again and again makes us ask Stripe only so often. */
const ASKED_MS = 3_000;
/** After how many seconds the browser loads the page again while nothing is known, and how often at most. */
const RELOADS = [3, 5, 8, 13, 20, 30] as const;

type Returning = Pick<Services, 'db' | 'readViewer' | 'clock' | 'log' | 'settings'> & { stripe: Gateway };
/** What the address says. The session is null where Stripe left its placeholder, as for a buyer who turned back. */
type Address = { sessionId: string | null; named: boolean; left: boolean; reload: number };

/**
 * GET /registrations/return: what became of a payment, for the person who placed the order; anybody else learns nothing. The address
 * proves nothing: while nothing is recorded, Stripe is asked, and its answer is applied as an event's would be.
 */
export function showReturn(services: Returning): RequestHandler {
  return async (request, response) => {
    const address = addressOf(request);
    const viewer = await services.readViewer(request);
    const own = viewer === null || !address.named ? null : { userId: viewer.userId, sessionId: address.sessionId };
    const found = own === null ? null : await read(services, own);
    if (found === null) return tellNothing(services, request, response);
    const now = services.clock();
    const came = returnStateOf(found.checkout, { now, left: address.left, asked: found.asked });
    const seconds = came === 'OPEN' || came === 'UNSURE' ? RELOADS[address.reload] : undefined;
    response.status(200).set(HEADERS);
    if (seconds !== undefined) response.set('Refresh', `${seconds}; url=${nextAddress(address)}`);
    response.type('html').send(returnPage({ ...found.checkout, came, now, reloads: seconds !== undefined }));
  };
}

const PLACEHOLDER = '{CHECKOUT_SESSION_ID}';

function addressOf({ query }: Request): Address {
  const { session_id: given, cancelled, again } = query;
  const sessionId = typeof given === 'string' && SESSION.test(given) ? given : null;
  const reload = typeof again === 'string' && /^\d{1,2}$/.test(again) ? Number(again) : 0;
  return { sessionId, named: sessionId !== null || given === PLACEHOLDER, left: cancelled === '1', reload };
}

const nextAddress = ({ sessionId, reload }: Address): string =>
  `/registrations/return?session_id=${encodeURIComponent(sessionId ?? PLACEHOLDER)}&again=${reload + 1}`;

/** The same for everybody who did not place the order, signed in or not, whether there is such a session or not. */
function tellNothing({ settings }: Returning, request: Request, response: Response): void {
  const sentences = [
    'Sign in as the person who paid, and open this page again.',
    'If you paid, nothing is lost: a mail tells that person about the place, or about the money that goes back.',
  ];
  response
    .status(404)
    .set({ ...HEADERS, 'Content-Security-Policy': PUBLIC_POLICY })
    .vary('Accept-Language')
    .type('html');
  response.send(
    speakAsAsked(request, () => messagePage('Sign in to see your registration', sentences, settings.exitUrl)),
  );
}

type Own = { userId: UserId; sessionId: string | null };

async function read(services: Returning, own: Own): Promise<{ checkout: ReturnedCheckout; asked: boolean } | null> {
  const found = await returnedCheckout(services.db, own);
  if (found === null) return null;
  const answer = await ask(services, found);
  if (answer !== 'TOLD') return { checkout: found, asked: answer === 'FRESH' };
  const told = await returnedCheckout(services.db, { ...own, sessionId: found.sessionId });
  return told === null ? null : { checkout: told, asked: true };
}

/** Reads the session at Stripe while it may have changed. FRESH: there was no need to; AWAY: Stripe does not answer. */
async function ask(
  { db, stripe, clock, log }: Returning,
  { state, sessionId, readAt }: ReturnedCheckout,
): Promise<'TOLD' | 'FRESH' | 'AWAY'> {
  const now = clock();
  const fresh = readAt !== null && now.getTime() - readAt.getTime() < ASKED_MS;
  if (sessionId === null || fresh || (state !== 'OPEN' && state !== 'PROCESSING')) return 'FRESH';
  try {
    await applyObject({ db, stripe }, { kind: 'CHECKOUT', id: sessionId, now });
    return 'TOLD';
  } catch (error) {
    if (!(error instanceof GatewayDown)) throw error;
    log.warn({ err: error }, 'a buyer came back while Stripe was away');
    return 'AWAY';
  }
}

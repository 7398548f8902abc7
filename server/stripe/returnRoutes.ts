import type { RequestHandler } from 'express';
import type { UserId } from '../../drizzle/ids.ts';
import type { Gateway } from '../../schema/gateway.ts';
import { GatewayDown } from '../../schema/orders/errors.ts';
import { applyObject } from '../../schema/orders/operations/stripe/applyObject.ts';
import { ownCheckout, type ReturnedRow } from '../../schema/orders/queries/checkouts.ts';
import { returnStateOf } from '../../schema/orders/rules/returned.ts';
import { PAGE_HEADERS } from '../http/page.ts';
import { type Refusal, refuse } from '../http/refuse.ts';
import type { NetworkLimit } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { type Returned, returnPage } from './returnPage.ts';

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

const NOT_YOURS: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Nothing to show here',
  message:
    'Sign in as the person who paid, and open this page again. If you paid, your place or your money is safe: a mail tells you.',
};

const SESSION = /^cs_(test|live)_\w{1,200}$/;
/** Whoever opens the page again and again makes us ask Stripe only so often. */
const ASKED_MS = 3_000;

type Returning = Pick<Services, 'db' | 'readViewer' | 'clock' | 'log'> & { stripe: Gateway };

/**
 * GET /registrations/return: what became of a payment, for the person who placed the order; anybody else learns nothing. The address
 * proves nothing: while nothing is recorded, Stripe is asked, and its answer is applied as an event's would be.
 */
export function showReturn(services: Returning): RequestHandler {
  return async (request, response) => {
    const viewer = await services.readViewer(request);
    const given = request.query.session_id;
    const sessionId = typeof given === 'string' && SESSION.test(given) ? given : null;
    // Where Stripe left its placeholder in the address of a buyer who turned back, their newest checkout is meant.
    const named = sessionId !== null || given === '{CHECKOUT_SESSION_ID}';
    const returned = viewer === null || !named ? null : await read(services, { userId: viewer.userId, sessionId });
    if (returned === null) return refuse(request, response, NOT_YOURS);
    response.status(200).set(PAGE_HEADERS).type('html').send(returnPage(returned));
  };
}

async function read(services: Returning, own: { userId: UserId; sessionId: string | null }): Promise<Returned | null> {
  const { db, clock } = services;
  const row = await ownCheckout(db, own);
  if (row === null) return null;
  const asked = await ask(services, row);
  const known = asked ? await ownCheckout(db, { ...own, sessionId: row.checkout.sessionId }) : row;
  return known === null ? null : facts(known, asked, clock());
}

/** Reads the session at Stripe while it may have changed. False when Stripe does not answer. */
async function ask({ db, stripe, clock, log }: Returning, { checkout }: ReturnedRow): Promise<boolean> {
  const { state, sessionId, readAt } = checkout;
  const now = clock();
  const fresh = readAt !== null && now.getTime() - readAt.getTime() < ASKED_MS;
  if (sessionId === null || fresh || (state !== 'OPEN' && state !== 'PROCESSING')) return true;
  try {
    await applyObject({ db, stripe }, { kind: 'CHECKOUT', id: sessionId, now });
    return true;
  } catch (error) {
    if (!(error instanceof GatewayDown)) throw error;
    log.warn({ err: error }, 'a buyer came back while Stripe was away');
    return false;
  }
}

function facts({ checkout, order, returned }: ReturnedRow, asked: boolean, now: Date): Returned {
  const { url, expiresAt, amountMinor } = checkout;
  const minutes = Math.floor((expiresAt.getTime() - now.getTime()) / 60_000);
  return {
    state: returnStateOf({ state: checkout.state, returned }),
    ...{ soldAs: order.soldAs, currency: order.currency, amountMinor, asked },
    open: url === null || minutes < 1 ? null : { url, minutes },
  };
}

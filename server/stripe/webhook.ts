import type { RequestHandler } from 'express';
import type { Gateway, ReadEvent } from '../../schema/gateway.ts';
import { GatewayDown } from '../../schema/gateway.ts';
import { receiveEvent } from '../../schema/orders/operations/stripe/receiveEvent.ts';
import { readBytes } from '../http/body.ts';
import { type Refusal, refuseFlat } from '../http/refuse.ts';
import type { Services } from '../services.ts';
import type { ReadStripeEvent } from './gateway.ts';

/** Stripe's events have some kilobytes. */
export const MOST_EVENT_BYTES = 1024 * 1024;

const TOO_LARGE: Refusal = {
  status: 413,
  code: 'BODY_TOO_LARGE',
  title: 'Too large',
  message: 'An event may have at most 1 MB.',
};
const NOT_SIGNED: Omit<Refusal, 'title'> = {
  status: 400,
  code: 'BAD_SIGNATURE',
  message: 'The signature does not belong to this body and this endpoint, or it is too old.',
};
const LATER: Omit<Refusal, 'title'> = {
  status: 503,
  code: 'UNAVAILABLE',
  message: 'The event could not be kept.',
};
const LATER_SECONDS = 60;

/** The signature is over the bytes, so nothing parses them before it is checked. */
export const readEventBody: RequestHandler = readBytes(MOST_EVENT_BYTES, TOO_LARGE);

type Receiving = Pick<Services, 'db' | 'clock' | 'log'> & { stripe: Gateway; readStripeEvent: ReadStripeEvent };

/**
 * POST /webhooks/stripe: keeps an event that Stripe signed, and answers at once; a job works on it. A body that Stripe did not sign
 * for this endpoint within five minutes writes nothing.
 */
export function receiveEvents({ db, clock, log, stripe, readStripeEvent }: Receiving): RequestHandler {
  const read = (body: unknown, signature: string, now: Date): ReadEvent | null => {
    try {
      return Buffer.isBuffer(body) ? readStripeEvent(body, signature, now) : null;
    } catch {
      return null;
    }
  };
  return async (request, response) => {
    const now = clock();
    const event = read(request.body, request.get('stripe-signature') ?? '', now);
    if (event === null) return refuseFlat(response, NOT_SIGNED);
    try {
      const kept = await receiveEvent(db, stripe, { event, now });
      if (kept === 'OTHER_MODE' || kept === 'OTHER_ACCOUNT')
        log.warn({ event: event.id, type: event.type, because: kept }, 'an event of Stripe is not for this service');
      response.status(200).json({ received: true });
    } catch (error) {
      if (!(error instanceof GatewayDown)) throw error;
      log.warn({ err: error }, 'an event of Stripe waits until its account is known');
      refuseFlat(response, LATER, LATER_SECONDS);
    }
  };
}

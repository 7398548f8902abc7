import { createHmac, randomBytes } from 'node:crypto';
import type { StripeEvent } from './state.ts';

export type Delivery = {
  /** Another secret than the endpoint's. */
  secret?: string;
  /** How many seconds ago the signature says it was made. */
  ageSeconds?: number;
  /** Signed by the old scheme alone. */
  scheme?: 'v1' | 'v0';
  /** The same JSON, written anew, under the signature of the original bytes. */
  reserialized?: boolean;
  /** No signature at all. */
  unsigned?: boolean;
  /** Other bytes under the same signature. */
  altered?: boolean;
  /** As from a connected account, or of the other mode. */
  account?: string;
  livemode?: boolean;
};

export type Message = { body: string; headers: Record<string, string> };

/** The request that Stripe sends for an event. */
export function messageOf(event: StripeEvent, secret: string, nowMs: number, how: Delivery = {}): Message {
  const { account, livemode, ageSeconds = 0, scheme = 'v1' } = how;
  const sent = {
    ...event,
    ...(account === undefined ? {} : { account }),
    ...(livemode === undefined ? {} : { livemode }),
  };
  const body = JSON.stringify(sent, null, 2);
  const at = Math.floor(nowMs / 1000) - ageSeconds;
  const signature = createHmac('sha256', how.secret ?? secret)
    .update(`${at}.${body}`)
    .digest('hex');
  // Stripe adds a signature of the old scheme to events of test mode.
  const old = scheme === 'v1' && !sent.livemode ? `,v0=${randomBytes(32).toString('hex')}` : '';
  return {
    body: how.reserialized
      ? JSON.stringify(JSON.parse(body))
      : how.altered
        ? body.replace('"id": "', '"id": "x')
        : body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      ...(how.unsigned ? {} : { 'stripe-signature': `t=${at},${scheme}=${signature}${old}` }),
    },
  };
}

/** Sends one event; answers the status. Throws when nobody listens. */
export async function post(url: string, { body, headers }: Message): Promise<number> {
  const answer = await fetch(url, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

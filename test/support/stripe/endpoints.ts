import { z } from 'zod';
import { createSession, expireSession, sessionBy, weigh } from './checkout.ts';
import { couponShape, onlyExpand, sessionListShape, sessionShape } from './checkoutShape.ts';
import { disputeBy, disputeListShape, evidenceShape, submitEvidence } from './disputes.ts';
import { check, created, type Form, PAGE, text } from './form.ts';
import { expanded, pageOf } from './lists.ts';
import { chargeBy, intentBy } from './payments.ts';
import { createRefund, refundBy, refundListShape, refundShape } from './refunds.ts';
import { badRequest, unknownUrl } from './refusal.ts';
import { type Account, type Coupon, newStripeId, type State, seconds } from './state.ts';

/** Runs a request whose parameters were read and found right. */
type Execute = () => object;
type Endpoint = {
  method: 'GET' | 'POST';
  pattern: RegExp;
  /** Checks the parameters, which throws before anything began, and gives back what executes the request. */
  read: (state: State, form: Form, id: string) => Execute;
};

const balanceShape = z.strictObject({
  ...PAGE,
  created: created.optional(),
  currency: text(3).optional(),
  source: text().optional(),
  type: text().optional(),
});
const endpointListShape = z.strictObject(PAGE);

const retrieve = (pattern: RegExp, by: (state: State, id: string) => object): Endpoint => ({
  method: 'GET',
  pattern,
  read: (state, form, id) => {
    const { expand } = check(onlyExpand, form);
    return () => expanded(state, by(state, id), expand);
  },
});

/** Every endpoint that the service uses. */
const ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'POST',
    pattern: /^\/v1\/checkout\/sessions$/,
    read: (state, form) => {
      const asked = check(sessionShape, form);
      weigh(state, asked);
      return () => expanded(state, createSession(state, asked), asked.expand);
    },
  },
  {
    method: 'GET',
    pattern: /^\/v1\/checkout\/sessions$/,
    read: (state, form) => {
      const asked = check(sessionListShape, form);
      const all = [...state.sessions.values()].filter(
        (one) =>
          (asked.status === undefined || one.status === asked.status) &&
          (asked.payment_intent === undefined || one.payment_intent === asked.payment_intent),
      );
      return () => expanded(state, pageOf('/v1/checkout/sessions', all, asked), asked.expand);
    },
  },
  retrieve(/^\/v1\/checkout\/sessions\/(\w+)$/, sessionBy),
  {
    method: 'POST',
    pattern: /^\/v1\/checkout\/sessions\/(\w+)\/expire$/,
    read: (state, form, id) => {
      const { expand } = check(onlyExpand, form);
      return () => expanded(state, expireSession(state, id), expand);
    },
  },
  { method: 'POST', pattern: /^\/v1\/coupons$/, read: createCoupon },
  retrieve(/^\/v1\/payment_intents\/(\w+)$/, intentBy),
  retrieve(/^\/v1\/charges\/(\w+)$/, chargeBy),
  {
    method: 'POST',
    pattern: /^\/v1\/refunds$/,
    read: (state, form) => {
      const asked = check(refundShape, form);
      return () => expanded(state, createRefund(state, asked), asked.expand);
    },
  },
  {
    method: 'GET',
    pattern: /^\/v1\/refunds$/,
    read: (state, form) => {
      const asked = check(refundListShape, form);
      const all = [...state.refunds.values()].filter(
        (one) =>
          (asked.charge === undefined || one.charge === asked.charge) &&
          (asked.payment_intent === undefined || one.payment_intent === asked.payment_intent),
      );
      return () => expanded(state, pageOf('/v1/refunds', all, asked), asked.expand);
    },
  },
  retrieve(/^\/v1\/refunds\/(\w+)$/, refundBy),
  {
    method: 'GET',
    pattern: /^\/v1\/disputes$/,
    read: (state, form) => {
      const asked = check(disputeListShape, form);
      const all = [...state.disputes.values()].filter(
        (one) =>
          (asked.charge === undefined || one.charge === asked.charge) &&
          (asked.payment_intent === undefined || one.payment_intent === asked.payment_intent),
      );
      return () => expanded(state, pageOf('/v1/disputes', all, asked), asked.expand);
    },
  },
  retrieve(/^\/v1\/disputes\/(\w+)$/, disputeBy),
  {
    method: 'POST',
    pattern: /^\/v1\/disputes\/(\w+)$/,
    read: (state, form, id) => {
      const asked = check(evidenceShape, form);
      return () => expanded(state, submitEvidence(state, id, asked), asked.expand);
    },
  },
  {
    method: 'GET',
    pattern: /^\/v1\/balance_transactions$/,
    read: (state, form) => {
      const asked = check(balanceShape, form);
      const all = [...state.balance.values()].filter(
        (one) =>
          (asked.currency === undefined || one.currency === asked.currency) &&
          (asked.source === undefined || one.source === asked.source) &&
          (asked.type === undefined || one.type === asked.type),
      );
      return () => expanded(state, pageOf('/v1/balance_transactions', all, asked), asked.expand);
    },
  },
  retrieve(/^\/v1\/account$/, ({ account }) => accountOf(account)),
  {
    method: 'GET',
    pattern: /^\/v1\/webhook_endpoints$/,
    read: (state, form) => {
      const asked = check(endpointListShape, form);
      return () => pageOf('/v1/webhook_endpoints', endpointsOf(state), asked);
    },
  },
];

function createCoupon(state: State, form: Form): Execute {
  const asked = check(couponShape, form);
  return () => {
    const id = asked.id ?? newStripeId('cpn');
    if (state.coupons.has(id)) throw badRequest('Coupon already exists.', 'resource_already_exists', 'id');
    const coupon: Coupon = {
      ...asked,
      id,
      object: 'coupon',
      created: seconds(state),
      livemode: state.account.livemode,
      max_redemptions: asked.max_redemptions ?? null,
      times_redeemed: 0,
      valid: true,
    };
    state.coupons.set(id, coupon);
    return coupon;
  };
}

const accountOf = ({ id, country, businessName, prefix, descriptor }: Account) => ({
  id,
  object: 'account',
  business_profile: { name: businessName },
  charges_enabled: true,
  country,
  details_submitted: true,
  payouts_enabled: true,
  settings: {
    branding: {},
    card_payments: { statement_descriptor_prefix: prefix },
    dashboard: { display_name: businessName, timezone: 'Etc/UTC' },
    payments: { statement_descriptor: descriptor },
  },
});

const endpointsOf = (state: State) =>
  state.account.endpoints.map(({ url, enabled_events, status }, at) => ({
    id: `we_${at}`,
    object: 'webhook_endpoint',
    api_version: null,
    created: seconds(state),
    enabled_events,
    livemode: state.account.livemode,
    status,
    url,
  }));

/** What executes a request. Throws when the address or a parameter is unknown. */
export function readRequest(state: State, method: string, path: string, form: Form): Execute {
  for (const endpoint of ENDPOINTS) {
    const match = endpoint.method === method ? endpoint.pattern.exec(path) : null;
    if (match !== null) return endpoint.read(state, form, match[1] ?? '');
  }
  throw unknownUrl(method, path);
}

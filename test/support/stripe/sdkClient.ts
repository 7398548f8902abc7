import Sdk from 'stripe';
import { type Stripe, startStripe } from './standIn.ts';

type Create = Sdk.Checkout.SessionCreateParams;

export const line = (amount: number, currency = 'usd') => ({
  price_data: { currency, unit_amount: amount, product_data: { name: 'Evening' } },
  quantity: 1,
});

export const basic = (changes: Partial<Create> = {}): Create => ({
  mode: 'payment',
  line_items: [line(10_000)],
  success_url: 'https://attune.example.org/registrations/return',
  ...changes,
});

/** What an SDK's error says; null when there was none. */
export const refusalOf = async (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    ({ type, statusCode, code, param, rawType }: Sdk.errors.StripeError) => ({
      type,
      statusCode,
      code,
      param,
      rawType,
    }),
  );

/** The bare SDK on a stand-in of its own, as its tests use it. */
export const openSdk = async () => {
  const fake: Stripe = await startStripe();
  let key = 0;
  const nextKey = () => ({ idempotencyKey: `test:${++key}` });
  const clientOf = (apiKey: string, more: object = {}) => {
    const { hostname, port } = new URL(fake.url);
    const settings = { maxNetworkRetries: 0, telemetry: false, timeout: 2_000, ...more };
    return new Sdk(apiKey, { host: hostname, port, protocol: 'http', ...settings });
  };
  const sdk = clientOf(fake.secretKey);
  const create = (changes: Partial<Create> = {}, options = nextKey()) =>
    sdk.checkout.sessions.create(basic(changes), options);
  /** A session that was paid by card, with its PaymentIntent and charge. */
  const paid = async (amount = 10_000) => {
    const { id } = await create({ line_items: [line(amount)] });
    fake.complete(id);
    const session = await sdk.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] });
    const intent = session.payment_intent as Sdk.PaymentIntent;
    return { session, intent, charge: intent.latest_charge as Sdk.Charge };
  };
  return { fake, sdk, nextKey, clientOf, create, paid };
};

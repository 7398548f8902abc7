import Stripe from 'stripe';
import { GatewayDown, GatewayRefused } from '../../schema/gateway.ts';

const { errors } = Stripe;

/** Wrong or weak keys are the operator's to mend: until then it is as if Stripe were away. */
const isAway = (error: InstanceType<typeof errors.StripeError>): boolean =>
  error instanceof errors.StripeConnectionError ||
  error instanceof errors.StripeAPIError ||
  error instanceof errors.StripeRateLimitError ||
  error instanceof errors.StripeAuthenticationError ||
  error instanceof errors.StripePermissionError;

/** Calls Stripe. Throws GatewayDown or GatewayRefused in place of the SDK's errors, which hold headers and bodies. */
export async function asking<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof errors.StripeError)) throw error;
    const status = error.statusCode === undefined ? '' : ` with ${error.statusCode}`;
    if (isAway(error)) throw new GatewayDown(`Stripe answered${status}: ${error.type}`);
    throw new GatewayRefused(error.code ?? error.rawType ?? 'invalid_request', error.message);
  }
}

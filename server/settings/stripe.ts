import type { Settings } from './settings.ts';
import { isLoopback } from './settings.ts';

/** How the service takes money. Null in the settings: it does not. */
export type StripeSettings = {
  secretKey: string;
  webhookSecret: string;
  /** Where Stripe's API is. */
  apiBase: string;
  /** The slug of the organization that sells. */
  seller: string;
  /** Whether the key moves real money. */
  livemode: boolean;
};

/** Where Stripe answers. */
export const STRIPE_API = 'https://api.stripe.com';
const NEEDED = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_SELLER'] as const;

const isLive = (secretKey: string): boolean => /^[sr]k_live_/.test(secretKey);

/** The settings of Stripe, or null when none is set. */
export function stripeSettings(settings: Settings): StripeSettings | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_SELLER: seller } = settings;
  if (secretKey === undefined || webhookSecret === undefined || seller === undefined) return null;
  return {
    secretKey,
    webhookSecret,
    seller,
    apiBase: settings.STRIPE_API_BASE ?? STRIPE_API,
    livemode: isLive(secretKey),
  };
}

/** What is wrong with the settings of Stripe, one line each. No line holds a value. */
export function stripeFaults(settings: Settings): string[] {
  const set = NEEDED.filter((name) => settings[name] !== undefined);
  const faults =
    set.length === 0
      ? []
      : NEEDED.filter((name) => settings[name] === undefined).map(
          (name) => `${name} is missing although ${set[0]} is set.`,
        );
  const { NODE_ENV: mode, STRIPE_SECRET_KEY: secretKey, STRIPE_API_BASE: base } = settings;
  const live = secretKey !== undefined && isLive(secretKey);
  if (live && mode !== 'production')
    faults.push(
      'STRIPE_SECRET_KEY moves real money. Outside production use a key that starts with sk_test_ or rk_test_.',
    );
  if (base === undefined) return faults;
  if (base !== STRIPE_API && !isLoopback(base))
    faults.push(`STRIPE_API_BASE must be ${STRIPE_API}, or on this machine.`);
  else if (base !== STRIPE_API && live)
    faults.push(`STRIPE_API_BASE must be ${STRIPE_API} for a key that moves real money.`);
  return faults;
}

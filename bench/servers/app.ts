import type { RequestListener } from 'node:http';
import type { Pool } from '../../drizzle/client.ts';
import { createApp } from '../../server/app/app.ts';
import { createLog } from '../../server/http/logging.ts';
import { createServices } from '../../server/service.ts';
import { readConfig } from '../../server/settings/config.ts';
import { openStripe } from '../../server/stripe/gateway.ts';
import { createTestIssuer } from '../../test/support/issuer.ts';

/** The product's own routes in production mode, request log included; only mail and jobs are left out. */
export const productApp = async (pool: Pool): Promise<RequestListener> => {
  const settings = readConfig(process.env, () => {
    throw new Error('production takes its secrets from the environment');
  });
  // A measurement comes from one network.
  const config = { ...settings, networkCostPerMinute: Number.MAX_SAFE_INTEGER };
  const issuer = await createTestIssuer();
  const log = createLog(config.logLevel);
  const stripe = config.stripe === null ? null : openStripe(config.stripe);
  const ground = {
    settings: config,
    db: pool.db,
    issuer,
    sendMail: async () => {},
    stripe,
    clock: () => new Date(),
    log,
  };
  const { services, auth } = createServices(ground);
  return createApp(services, { signIn: auth.router });
};

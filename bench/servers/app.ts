import type { RequestListener } from 'node:http';
import type { Pool } from '../../drizzle/client.ts';
import { createApp } from '../../server/app/app.ts';
import { createAuth } from '../../server/auth/auth.ts';
import { createLog } from '../../server/http/logging.ts';
import { readConfig } from '../../server/settings/config.ts';
import { createTestWorks } from '../../test/support/works.ts';

/** The product's own routes in production mode, request log included; only mail and jobs are left out. */
export const productApp = async (pool: Pool): Promise<RequestListener> => {
  const config = readConfig(process.env, () => {
    throw new Error('production takes its secrets from the environment');
  });
  const auth = createAuth({
    db: pool.db,
    publicUrl: config.publicUrl,
    secret: config.sessionSecret,
    production: config.production,
    allowedOrigins: config.allowedOrigins,
    trustProxy: config.trustProxy,
    sendMail: async () => {},
  });
  const works = await createTestWorks();
  return createApp({ config, pool, auth, works, log: createLog(config.logLevel), clock: () => new Date() });
};

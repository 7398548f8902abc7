import { createServer } from 'node:http';
import { connect } from '../../drizzle/client.ts';
import { createApp } from '../../server/app.ts';
import { createAuth } from '../../server/auth/auth.ts';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/logging.ts';
import { CONNECTIONS, serve } from './child.ts';

/** The product's own server in production mode, request log included; only mail and jobs are left out. */
const config = readConfig(process.env, () => {
  throw new Error('production takes its secrets from the environment');
});
if (config.databaseUrl === null) throw new Error('DATABASE_URL is missing');
const pool = connect(config.databaseUrl, { max: CONNECTIONS });
const { db } = pool;
const auth = createAuth({
  db,
  publicUrl: config.publicUrl,
  secret: config.sessionSecret,
  production: config.production,
  allowedOrigins: config.allowedOrigins,
  trustProxy: config.trustProxy,
  sendMail: async () => {},
});
const app = createApp({
  config,
  pool,
  auth,
  log: createLog(config.logLevel),
  clock: () => new Date(),
});
await serve(createServer(app));

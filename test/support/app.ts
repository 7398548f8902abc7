import type { AddressInfo } from 'node:net';
import express from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Pool } from '../../drizzle/client.ts';
import { parseId, type UserId } from '../../drizzle/ids.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import { createApp } from '../../server/app/app.ts';
import { createHealth } from '../../server/http/health.ts';
import { createLog, type Log } from '../../server/http/logging.ts';
import { createServices } from '../../server/service.ts';
import type { Services } from '../../server/services.ts';
import type { Config } from '../../server/settings/config.ts';
import type { OpenStripe } from '../../server/stripe/gateway.ts';
import { createTestIssuer } from './issuer.ts';

export const TEST_CONFIG: Config = {
  production: false,
  port: 0,
  host: '127.0.0.1',
  publicUrl: 'https://attune.example.org',
  dataDir: '/nowhere',
  databaseUrl: null,
  migrationDatabaseUrl: null,
  sessionSecret: 'a session secret that only these tests know',
  encryptionKey: 'a test secret of at least thirty-two characters',
  encryptionKeyBefore: null,
  signingKeysDir: null,
  tsaUrl: null,
  smtpUrl: null,
  mailBounceSecret: null,
  mailFrom: 'Attune <no-reply@example.org>',
  stripe: null,
  oidc: null,
  allowedOrigins: ['https://attune.example.org', 'https://app.example.org'],
  trustProxy: false,
  trustedDocumentsFile: null,
  webDist: null,
  exitUrl: 'https://weather.example.org/',
  keepsModules: true,
  legalDir: null,
  metricsToken: null,
  logLevel: 'info',
  networkCostPerMinute: 600_000,
  studySpeed: 1,
};

type Options = {
  config?: Partial<Config>;
  schema?: GraphQLSchema;
  issuer?: Issuer;
  now?: () => Date;
  stripe?: OpenStripe | null;
  /** Reads sessions as the service does, instead of readTestViewer. */
  sessions?: boolean;
};

/** Services over a pool, quiet and without mail. */
export const testServices = async (
  pool: Pool,
  { config, issuer, stripe = null, now = () => new Date(), log = createLog('silent') }: Options & { log?: Log } = {},
): Promise<Services> => {
  const settings = { ...TEST_CONFIG, ...config };
  const ground = { settings, db: pool.db, issuer: issuer ?? (await createTestIssuer()), clock: now, stripe, log };
  return createServices({ ...ground, sendMail: async () => {} }).services;
};

/** A request with `x-test-user` and a user's key comes from that user. */
export const readTestViewer: Services['readViewer'] = async (request) => {
  const userId = parseId<UserId>(request.get('x-test-user') ?? '');
  return userId === null ? null : { userId, sessionId: null, signedInBy: 'EMAIL_CODE', mayBeOverdue: false };
};

/** The whole app on a real port, by default with readTestViewer. */
export const startTestApp = async (pool: Pool, { schema, sessions = false, ...options }: Options = {}) => {
  const lines: string[] = [];
  const health = createHealth();
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const made = await testServices(pool, { ...options, log });
  const services = sessions ? made : { ...made, readViewer: readTestViewer };
  const app = createApp(services, { signIn: express.Router(), health, ...(schema ? { schema } : {}) });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    health,
    logLines: lines,
    ask: (path: string, init: RequestInit = {}) => fetch(url + path, { redirect: 'manual', ...init }),
    graphql: async (query: string, variables: unknown = {}, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      // Assertions say what must be in it.
      return { status: response.status, headers: response.headers, body: (await response.json()) as GraphqlBody };
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export type GraphqlBody = {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions?: Record<string, unknown> }[];
};

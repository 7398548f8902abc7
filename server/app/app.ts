import { timingSafeEqual } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import helmet from 'helmet';
import type { Pool } from '../../drizzle/client.ts';
import { openVault } from '../../drizzle/encryption.ts';
import type { Viewer } from '../../schema/context.ts';
import { schema as wholeSchema } from '../../schema/graphql/index.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import { downloadRoutes } from '../documents/downloadRoutes.ts';
import { createPdfLinks } from '../documents/pdfLinks.ts';
import { previewRoutes } from '../documents/previewRoutes.ts';
import { GRAPHIQL_POLICY } from '../graphql/graphiql.ts';
import { createGraphql } from '../graphql/graphql.ts';
import { readTrustedDocuments } from '../graphql/trustedDocuments.ts';
import { readBody } from '../http/body.ts';
import { createHealth, type Health } from '../http/health.ts';
import type { Log } from '../http/logging.ts';
import { isAway } from '../http/masking.ts';
import { createMetrics, type Metrics } from '../http/metrics.ts';
import { type Message, tell } from '../http/refuse.ts';
import { credentialRoutes } from '../registers/credentialRoutes.ts';
import { logRoutes } from '../registers/logRoutes.ts';
import type { Config } from '../settings/config.ts';
import { verifyFileRoutes } from '../verification/fileRoutes.ts';
import { verifyRoutes } from '../verification/numberRoutes.ts';
import { contextOf } from './context.ts';
import { LANDING_POLICY, landingPage } from './landingPage.ts';
import { observe } from './observe.ts';
import { fixedOrigins } from './origins.ts';

/** What the app asks of identity. */
export type AppAuth = { router: RequestHandler; readViewer: (request: Request) => Promise<Viewer | null> };

export type AppOptions = {
  config: Config;
  pool: Pool;
  auth: AppAuth;
  /** The keys, the press and the log that certificates are made with. */
  works: Issuer;
  log: Log;
  clock: () => Date;
  health?: Health;
  metrics?: Metrics;
  /** Another schema than the product's own: for tests of the server alone. */
  schema?: GraphQLSchema;
};

/** Every route of the service, in order. Nothing here listens yet. */
export const createApp = (options: AppOptions): express.Application => {
  const { config, pool, auth, works, log, clock, health = createHealth(), metrics = createMetrics() } = options;
  const { db } = pool;
  const vault = openVault(config.encryptionKey);
  const pdfLinks = createPdfLinks(config.sessionSecret, config.publicUrl);
  const settings = { publicUrl: config.publicUrl, studySpeed: config.studySpeed };
  const services = { db, vault, settings, pdfLinks, clock, secret: config.sessionSecret, readViewer: auth.readViewer };
  const { trustedDocumentsFile } = config;
  const graphql = createGraphql({
    schema: options.schema ?? wholeSchema,
    production: config.production,
    trustedDocuments: trustedDocumentsFile === null ? null : readTrustedDocuments(trustedDocumentsFile),
    contextOf: (request, requestId) => contextOf(services, request, requestId),
    log,
  });

  const app = express();
  app.disable('x-powered-by').set('trust proxy', config.trustProxy).set('query parser', 'simple').set('etag', false);
  app.use(observe({ log, metrics, health }));
  app.use(headers(config));
  app.get('/livez', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const readiness = await health.readiness(db);
    response.status(readiness.ready ? 200 : 503).json(readiness);
  });
  app.get('/metrics', metricsGate(config), async (_request, response) => {
    response.type('text/plain; version=0.0.4').send(await metrics.text(db));
  });
  app.use(credentialRoutes({ ...services, keyring: works.keyring, publicUrl: config.publicUrl }));
  app.use(logRoutes({ db }));
  app.use(fixedOrigins(config.allowedOrigins));
  app.use('/api/auth', auth.router);
  app.all('/graphql', graphqlPolicy(config), readBody, graphql);
  app.use(downloadRoutes({ ...services, works }));
  app.use(previewRoutes({ ...services, press: works.press }));
  app.use(verifyFileRoutes({ ...services, fault: (error) => log.error({ err: error }, 'examination') }));
  app.use(verifyRoutes({ db, vault, secret: config.sessionSecret, clock }));
  if (!config.production) {
    app.get('/', (_request, response) => {
      response.set('Content-Security-Policy', LANDING_POLICY).type('html').send(landingPage(config));
    });
  }
  app.use(notFound);
  app.use(failed(log));
  return app;
};

/** Helmet's headers; nothing may be stored, framed or sniffed; each page that needs a source names it itself. */
const headers = (config: Config): RequestHandler => {
  const secure = config.publicUrl.startsWith('https:');
  const set = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-site' },
  });
  return (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    set(request, response, next);
  };
};

const graphqlPolicy =
  (config: Config): RequestHandler =>
  (request, response, next) => {
    const page = !config.production && request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
    if (page) response.set('Content-Security-Policy', GRAPHIQL_POLICY).set('Referrer-Policy', 'same-origin');
    next();
  };

/** In production only METRICS_TOKEN opens the metrics; without it they do not exist. */
const metricsGate =
  ({ production, metricsToken }: Config): RequestHandler =>
  (request, _response, next) => {
    if (!production) return next();
    const given = Buffer.from(request.get('authorization') ?? '');
    const expected = Buffer.from(`Bearer ${metricsToken ?? ''}`);
    const opens = metricsToken !== null && given.length === expected.length && timingSafeEqual(given, expected);
    next(opens ? undefined : 'route');
  };

const NOT_FOUND = { status: 404, code: 'NOT_FOUND', title: 'Not found', message: 'There is nothing at this address.' };
const notFound: RequestHandler = (request, response) => tell(request, response, NOT_FOUND);

const MALFORMED = { code: 'BAD_REQUEST', title: 'Not understood', message: 'The request is malformed.' };
const REFUSALS: Record<number, Omit<Message, 'status'>> = {
  413: { code: 'BODY_TOO_LARGE', title: 'Too large', message: 'A request body may have at most 100 kB.' },
  415: { code: 'UNSUPPORTED_BODY', title: 'Not supported', message: 'Send the body uncompressed and in UTF-8.' },
};
const BUSY: Message = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service is busy. Try again in a few seconds.',
};

/** What broke outside GraphQL: told in one sentence, logged in full when the fault is ours. */
const failed =
  (log: Log): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const requestId: string = response.locals.requestId;
    if (response.headersSent) {
      log.error({ requestId, err: error }, 'failed after the answer began');
      return void response.destroy();
    }
    // A body that was refused is not read: the connection ends with the answer.
    response.set('Connection', 'close');
    const status = Number(error?.status ?? 500);
    if (status < 500) {
      return tell(request, response, { status, ...(REFUSALS[status] ?? MALFORMED) });
    }
    if (isAway(error)) {
      log.warn({ requestId, err: error }, 'database away');
      response.set('Retry-After', '5');
      return tell(request, response, BUSY);
    }
    log.error({ requestId, err: error }, 'request failed');
    const message = `Something went wrong on our side. Tell us this request id: ${requestId}`;
    tell(request, response, { status: 500, code: 'INTERNAL', title: 'Something went wrong', message });
  };

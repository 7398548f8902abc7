import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import helmet from 'helmet';
import { schema as wholeSchema } from '../../schema/graphql/index.ts';
import { GRAPHIQL_POLICY } from '../graphql/graphiql.ts';
import { createGraphql } from '../graphql/graphql.ts';
import { acceptWithin, readWithin } from '../graphql/limits/accepted.ts';
import { createBudget } from '../graphql/limits/budget.ts';
import { OWN_DOCUMENTS, readDocuments, readTrustedDocuments } from '../graphql/trustedDocuments.ts';
import { MALFORMED, TOO_LARGE, UNSUPPORTED } from '../http/body.ts';
import { isAborted } from '../http/gone.ts';
import { createHealth, type Health } from '../http/health.ts';
import { createGate, type Places } from '../http/inFlight.ts';
import { createMetrics, type Metrics } from '../http/metrics.ts';
import { type Refusal, Refused, refuse } from '../http/refuse.ts';
import { isAway } from '../http/states.ts';
import { errorPages } from '../pages/message.ts';
import { publicPages } from '../pages/publicPages.ts';
import { speaking } from '../pages/spoken.ts';
import type { Services } from '../services.ts';
import type { WebPages } from '../web/pages.ts';
import { contextOf } from './context.ts';
import { mount, routeNamer } from './mount.ts';
import { observe } from './observe.ts';
import { fixedOrigins } from './origins.ts';
import { routesOf } from './routes.ts';
import { requireSameViewer } from './sameViewer.ts';

export type AppParts = {
  /** The address prefix of sign-in. */
  signIn: RequestHandler;
  health?: Health;
  metrics?: Metrics;
  /** A different schema, for tests of the server alone. */
  schema?: GraphQLSchema;
  /** The pages of the app; without them their addresses say so. */
  pages?: () => WebPages;
  /** How much may be in progress at once, for tests of overload. */
  places?: Places;
};

/** The service as one Express application: the table of routes, and what every answer has. It does not listen yet. */
export function createApp(services: Services, parts: AppParts): express.Application {
  const { settings, log } = services;
  const {
    signIn,
    health = createHealth(),
    metrics = createMetrics(),
    schema = wholeSchema,
    pages = noPages,
    places,
  } = parts;
  const speak = speaking(services);
  const routes = routesOf(services, {
    signIn,
    health,
    metrics,
    graphql: [graphqlPolicy(settings), graphqlOf(services, schema, metrics)],
    pages,
    speak,
    publicPages: publicPages({ schema, contextOf: (request, id) => contextOf(services, request, id), settings, speak }),
  });
  const app = express();
  app.disable('x-powered-by').set('trust proxy', settings.trustProxy).set('query parser', 'simple').set('etag', false);
  app.locals.errorPage = errorPages(settings);
  app.use(observe({ log, metrics, nameOf: routeNamer(routes) }));
  app.use(headers(settings));
  const gate = createGate(places);
  const ours = routes.filter(({ origins }) => origins === 'OURS');
  mount(
    app,
    services,
    routes.filter(({ origins }) => origins !== 'OURS'),
    gate,
  );
  app.use(fixedOrigins(settings.allowedOrigins));
  mount(app, services, ours, gate);
  app.use(notFound);
  app.use(failed(services));
  return app;
}

const noPages = (): WebPages => ({ state: 'MISSING', because: 'This process serves no pages.' });

function graphqlOf(services: Services, schema: GraphQLSchema, metrics: Metrics): RequestHandler {
  const { production, trustedDocumentsFile, networkCostPerMinute } = services.settings;
  const budget = createBudget({ ...services, networkCostPerMinute });
  return createGraphql({
    schema,
    production,
    documents: {
      own: readDocuments(OWN_DOCUMENTS),
      trusted: trustedDocumentsFile === null ? null : readTrustedDocuments(trustedDocumentsFile),
    },
    contextOf: async (request, requestId) => {
      const context = await contextOf(services, request, requestId);
      requireSameViewer(request, context);
      return context;
    },
    log: services.log,
    accepted: acceptWithin(budget, metrics),
    reading: readWithin(budget.spend),
  });
}

type Settings = Services['settings'];

/** Helmet's headers. Browsers must not store, frame or sniff an answer. A page that needs a source adds it itself. */
function headers(settings: Settings): RequestHandler {
  const secure = settings.publicUrl.startsWith('https:');
  const set = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-site' },
  });
  return (request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Permissions-Policy': 'camera=(), geolocation=(), microphone=()' });
    set(request, response, next);
  };
}

const graphqlPolicy =
  ({ production }: Settings): RequestHandler =>
  (request, response, next) => {
    const page = !production && request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
    if (page) response.set('Content-Security-Policy', GRAPHIQL_POLICY).set('Referrer-Policy', 'same-origin');
    next();
  };

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'This address does not exist.',
};
const notFound: RequestHandler = (request, response) => refuse(request, response, NOT_FOUND);

const BUSY: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service is busy.',
};
const BUSY_SECONDS = 5;

/** Responds to an error outside GraphQL with one sentence. Logs it in full when the fault is ours. */
const failed =
  ({ log }: Pick<Services, 'log'>): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const requestId: string = response.locals.requestId;
    if (isAborted(error) && response.destroyed) {
      log.debug({ requestId }, 'client gone');
      return void response.destroy();
    }
    if (response.headersSent) {
      log.error({ requestId, err: error }, 'failed after the answer began');
      return void response.destroy();
    }
    // The server does not read the body of a refused request, so it closes the connection with the answer.
    response.set('Connection', 'close');
    if (error instanceof Refused) return refuse(request, response, error.refusal, error.retrySeconds);
    const status = Number(error?.status ?? 500);
    if (status < 500) return refuse(request, response, clientsFault(status));
    if (isAway(error)) {
      log.warn({ requestId, err: error }, 'database away');
      return refuse(request, response, BUSY, BUSY_SECONDS);
    }
    log.error({ requestId, err: error }, 'request failed');
    const message = `Something went wrong on our side. Tell us this request id: ${requestId}`;
    refuse(request, response, { status: 500, code: 'INTERNAL', title: 'Something went wrong', message });
  };

/** The refusal for input that a library could not read. */
const clientsFault = (status: number): Refusal =>
  [TOO_LARGE, UNSUPPORTED].find((refusal) => refusal.status === status) ?? { ...MALFORMED, status };

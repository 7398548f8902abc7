import type { RequestHandler } from 'express';
import { readSignInBody, MAX_BODY_BYTES as SIGN_IN_BODY } from '../auth/jsonBody.ts';
import { MAX_BODY_BYTES, readBody } from '../http/body.ts';
import { LOOKUPS } from '../http/lookups.ts';
import type { Route } from '../http/route.ts';
import { bounceRoutes } from '../mail/bounceRoutes.ts';
import { spokenRoute } from '../pages/spoken.ts';
import { checkingCodes, decline, LINKS, refuseMore, showCode, showDecline, stopLater } from '../places/linkRoutes.ts';
import {
  KEYS_CACHE,
  LIST_CACHE,
  sendCredential,
  sendDid,
  sendKey,
  sendStatusList,
} from '../registers/credentialRoutes.ts';
import { CHECKPOINT_CACHE, notInLog, sendCheckpoint, sendTile, tileCache } from '../registers/logRoutes.ts';
import type { Services } from '../services.ts';
import { RETURNS, showReturn } from '../stripe/returnRoutes.ts';
import { MOST_EVENT_BYTES, readEventBody, receiveEvents } from '../stripe/webhook.ts';
import { CODE_CACHE, sendCode } from '../verification/codeRoute.ts';
import { FILES, type FileOptions, verifyFile } from '../verification/fileRoutes.ts';
import { askForNumber, compareName, showVerdict } from '../verification/numberRoutes.ts';
import { MOST_FORM_BYTES } from '../verification/receiveFile.ts';
import { ASSET_CACHE, ICON_CACHE, sendAsset, sendIcon } from '../web/assets.ts';
import type { WebPages } from '../web/pages.ts';
import { appRoutes } from '../web/routes.ts';
import { documentRoutes } from './documentRoutes.ts';
import { type OperationParts, sendLiveness, sendMetrics, sendReadiness } from './operation.ts';

/** The body of /graphql and of page forms: text of at most 100 kB. */
const TEXT_BODY = { bodyBytes: MAX_BODY_BYTES, readBody };

/** Routes for the operator and for the machines that run the service. */
const operation = (services: Pick<Services, 'db' | 'settings' | 'clock' | 'log'>, parts: OperationParts): Route[] => [
  { on: 'get', pattern: '/livez', handle: sendLiveness, origins: 'NONE' },
  { on: 'get', pattern: '/readyz', handle: sendReadiness(services, parts), origins: 'NONE' },
  { on: 'get', pattern: '/metrics', handle: sendMetrics(services, parts), origins: 'NONE' },
];

/** Routes that programs use to verify certificates: credentials, status lists, the issuer's keys. */
const credentials = (services: Pick<Services, 'db' | 'vault' | 'issuer' | 'settings' | 'clock'>): Route[] => [
  {
    on: 'get',
    pattern: '/credentials/:id',
    handle: sendCredential(services),
    origins: 'ANYONE',
    limit: LOOKUPS.ONE,
  },
  { on: 'get', pattern: '/status/:list', handle: sendStatusList(services), cache: LIST_CACHE, origins: 'ANYONE' },
  { on: 'get', pattern: '/.well-known/did.json', handle: sendDid(services), cache: KEYS_CACHE, origins: 'ANYONE' },
  { on: 'get', pattern: '/keys/:id', handle: sendKey(services), cache: KEYS_CACHE, origins: 'ANYONE' },
];

/** The transparency log: the signed checkpoint, tiles of hashes, bundles of entries (C2SP tlog-tiles). */
export function transparencyLog(services: Pick<Services, 'db'>): Route[] {
  return [
    {
      on: 'get',
      pattern: /^\/log\/checkpoint$/,
      name: '/log/checkpoint',
      handle: sendCheckpoint(services),
      cache: CHECKPOINT_CACHE,
      origins: 'ANYONE',
    },
    {
      on: 'get',
      pattern: /^\/log\/tile\//,
      name: '/log/tile/*',
      handle: sendTile(services),
      cache: tileCache,
      origins: 'ANYONE',
    },
    { on: 'get', pattern: /^\/log\//, name: '/log/*', handle: notInLog, origins: 'ANYONE' },
  ];
}

/** The links of mails about places: their secrets are all that they ask for. */
export function places(services: Pick<Services, 'db' | 'clock' | 'settings'>): Route[] {
  return [
    { on: 'get', pattern: '/waitlist/decline/:secret', handle: showDecline(services), origins: 'OURS', limit: LINKS },
    { on: 'post', pattern: '/waitlist/decline/:secret', handle: decline(services), origins: 'OURS', limit: LINKS },
    { on: 'get', pattern: '/places/:secret', handle: showCode(services, 'claimPlace'), origins: 'OURS', limit: LINKS },
    {
      on: 'get',
      pattern: '/invitations/:secret',
      handle: showCode(services, 'acceptPair'),
      origins: 'OURS',
      limit: LINKS,
    },
    ...(['get', 'post'] as const).map((on) => ({
      ...{ on, pattern: '/invitations/:secret/refuse', origins: 'OURS' as const, limit: LINKS },
      handle: refuseMore(services, on === 'get' ? 'SHOW' : 'REFUSE'),
    })),
    { on: 'get', pattern: '/later/stop/:secret', handle: stopLater(services, 'SHOW'), origins: 'OURS', limit: LINKS },
    {
      ...{ on: 'post', pattern: '/later/stop/:secret', handle: stopLater(services, 'STOP'), origins: 'OURS' },
      // Mail programs send a few words of a form.
      ...{ ...TEXT_BODY, limit: LINKS },
    },
  ];
}

/** The public verdict on a number or a file. */
export function verification(
  services: Pick<Services, 'db' | 'vault' | 'secret' | 'clock' | 'log' | 'settings'>,
  options: FileOptions = {},
  pages: () => WebPages = () => ({ state: 'BUILDING' }),
): Route[] {
  return [
    {
      on: 'post',
      pattern: '/verify',
      handle: verifyFile(services, options),
      origins: 'OURS',
      bodyBytes: MOST_FORM_BYTES,
      limit: FILES,
    },
    { on: 'get', pattern: '/verify', handle: askForNumber(services, pages), origins: 'OURS' },
    { on: 'get', pattern: '/verify/:number', handle: showVerdict(services), origins: 'OURS', limit: LOOKUPS.ONE },
    {
      on: 'post',
      pattern: '/verify/:number',
      handle: compareName(services),
      origins: 'OURS',
      ...TEXT_BODY,
      limit: LOOKUPS.ONE,
    },
  ];
}

/** The QR code of a number's page. */
const codes = (services: Pick<Services, 'settings'>): Route[] => [
  { on: 'get', pattern: '/verify/:number/code.svg', handle: sendCode(services), cache: CODE_CACHE, origins: 'OURS' },
];

/** Where Stripe sends events, and where it sends buyers back to. Without keys there is neither. */
function payments(
  services: Pick<Services, 'db' | 'stripe' | 'readStripeEvent' | 'readViewer' | 'clock' | 'log' | 'settings'>,
): Route[] {
  const { stripe, readStripeEvent } = services;
  if (stripe === null || readStripeEvent === null) return [];
  return [
    {
      on: 'post',
      pattern: '/webhooks/stripe',
      handle: receiveEvents({ ...services, stripe, readStripeEvent }),
      origins: 'NONE',
      bodyBytes: MOST_EVENT_BYTES,
      readBody: readEventBody,
    },
    {
      on: 'get',
      pattern: '/registrations/return',
      handle: showReturn({ ...services, stripe }),
      origins: 'OURS',
      limit: RETURNS,
    },
  ];
}

/** What all pages load. */
const assets = (pages: () => WebPages): Route[] => [
  { on: 'get', pattern: '/assets/:file', handle: sendAsset(pages), cache: ASSET_CACHE, origins: 'OURS' },
  { on: 'get', pattern: '/favicon.ico', handle: sendIcon(), cache: ICON_CACHE, origins: 'OURS' },
];

/** Handlers that need more than the services. */
export type RouteParts = OperationParts & {
  signIn: RequestHandler;
  graphql: RequestHandler[];
  /** Chooses the language of a page. */
  speak: RequestHandler;
  /** The pages for everybody, which the server renders. */
  publicPages: Route[];
  /** How the pages of the app stand. */
  pages: () => WebPages;
};

/** Every route of the service. The first match handles the request. Logs and metrics take the route's name from this table. */
export function routesOf(services: Services, parts: RouteParts): Route[] {
  return [
    ...operation(services, parts),
    ...credentials(services),
    ...transparencyLog(services),
    {
      on: 'use',
      pattern: '/api/auth',
      name: '/api/auth/*',
      handle: parts.signIn,
      origins: 'OURS',
      bodyBytes: SIGN_IN_BODY,
      readBody: readSignInBody,
    },
    { on: 'all', pattern: '/graphql', handle: parts.graphql, origins: 'OURS', ...TEXT_BODY },
    ...documentRoutes(services),
    ...places(services).map((route) => spokenRoute(parts.speak, route)),
    ...verification(services, {}, parts.pages).map((route) => spokenRoute(parts.speak, route)),
    ...codes(services),
    ...payments(services),
    ...bounceRoutes(services),
    ...assets(parts.pages),
    ...appRoutes(parts.pages, services.settings)
      .map(checkingCodes(services))
      .map((route) => spokenRoute(parts.speak, route)),
    ...parts.publicPages,
  ];
}

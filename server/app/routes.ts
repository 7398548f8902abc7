import type { RequestHandler } from 'express';
import { readSignInBody, MAX_BODY_BYTES as SIGN_IN_BODY } from '../auth/jsonBody.ts';
import { FEEDS, sendCalendar, sendFeed } from '../calendars/calendarRoutes.ts';
import { sendCertificate } from '../documents/downloadRoutes.ts';
import { sendExport } from '../documents/exportRoutes.ts';
import { MOST_LETTER_BYTES, receiveLetter, sendLetter } from '../documents/letterRoutes.ts';
import { sendDocument, sendMoney } from '../documents/moneyRoutes.ts';
import { sendImage, sendPreview } from '../documents/previewRoutes.ts';
import { sendRoster } from '../documents/rosterRoutes.ts';
import { SHARED, showSharedTranscript } from '../documents/sharedTranscriptRoutes.ts';
import { sendTranscript } from '../documents/transcriptRoutes.ts';
import { MAX_BODY_BYTES, readBody } from '../http/body.ts';
import { LOOKUPS } from '../http/lookups.ts';
import type { Route } from '../http/route.ts';
import { bounceRoutes } from '../mail/bounceRoutes.ts';
import { decline, LINKS, showCode, showDecline } from '../places/linkRoutes.ts';
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
import { ASSET_CACHE, sendAsset } from '../web/assets.ts';
import type { WebPages } from '../web/pages.ts';
import { appRoutes } from '../web/routes.ts';
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

/** PDFs and tables, for people who have the right to see them. */
export function documents(
  services: Pick<Services, 'db' | 'vault' | 'issuer' | 'pdfLinks' | 'settings' | 'secret' | 'readViewer' | 'clock'>,
): Route[] {
  return [
    {
      on: 'get',
      pattern: '/certificates/:file',
      name: '/certificates/:number.pdf',
      handle: sendCertificate(services),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/organizations/:slug/certificate-preview.pdf',
      handle: sendPreview(services),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/organizations/:slug/images/:file',
      name: '/organizations/:slug/images/:sha256.png',
      handle: sendImage(services),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/transcripts/:file',
      name: '/transcripts/:license.(pdf|csv)',
      handle: sendTranscript(services),
      origins: 'OURS',
    },
    {
      on: 'get',
      pattern: '/t/:secret',
      handle: showSharedTranscript(services),
      origins: 'OURS',
      limit: SHARED,
    },
  ];
}

/** Everything about the person who asks, as a file. */
const ownData = (services: Pick<Services, 'db' | 'vault' | 'readViewer' | 'clock'>): Route[] => [
  { on: 'post', pattern: '/data-export', handle: sendExport(services), origins: 'OURS' },
];

/** The letters of accreditors, for members of the organization that they approve. */
export function letters(services: Pick<Services, 'db' | 'secret' | 'readViewer' | 'clock'>): Route[] {
  return [
    {
      on: 'post',
      pattern: '/organizations/:slug/approval-letters',
      handle: receiveLetter(services),
      origins: 'OURS',
      bodyBytes: MOST_LETTER_BYTES,
    },
    { on: 'get', pattern: '/approvals/:id/letter', handle: sendLetter(services), origins: 'OURS' },
  ];
}

/** Rosters of awards, for members of the organization that gave them. */
const rosters = (services: Pick<Services, 'db' | 'vault' | 'secret' | 'readViewer' | 'clock'>): Route[] => [
  { on: 'get', pattern: '/approvals/:id/roster.csv', handle: sendRoster(services), origins: 'OURS' },
];

/** The calendar of a registration: a file for its person, and a feed for whoever has its address. */
function calendars(services: Pick<Services, 'db' | 'readViewer' | 'settings' | 'clock'>): Route[] {
  return [
    { on: 'get', pattern: '/registrations/:id/calendar.ics', handle: sendCalendar(services), origins: 'OURS' },
    {
      on: 'get',
      pattern: '/calendar/:file',
      name: '/calendar/:secret.ics',
      handle: sendFeed(services),
      origins: 'OURS',
      limit: FEEDS,
    },
  ];
}

/** Invoices and credit notes for whoever placed an order, and what organizations earned. */
function money(
  services: Pick<Services, 'db' | 'issuer' | 'secret' | 'readViewer' | 'clock' | 'stripeSeller'>,
): Route[] {
  return [
    {
      on: 'get',
      pattern: '/orders/:id/:file',
      name: '/orders/:id/:label.pdf',
      handle: sendDocument(services),
      origins: 'OURS',
    },
    { on: 'get', pattern: '/organizations/:slug/money.csv', handle: sendMoney(services), origins: 'OURS' },
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
  ];
}

/** The public verdict on a number or a file. */
export function verification(
  services: Pick<Services, 'db' | 'vault' | 'secret' | 'clock' | 'log'>,
  options: FileOptions = {},
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
    { on: 'get', pattern: '/verify', handle: askForNumber, origins: 'OURS' },
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

/** Where Stripe sends events, and where it sends buyers back to. Without keys there is neither. */
function payments(
  services: Pick<Services, 'db' | 'stripe' | 'readStripeEvent' | 'readViewer' | 'clock' | 'log'>,
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
];

/** Handlers that need more than the services. */
export type RouteParts = OperationParts & {
  signIn: RequestHandler;
  graphql: RequestHandler[];
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
    ...documents(services),
    ...ownData(services),
    ...letters(services),
    ...rosters(services),
    ...calendars(services),
    ...money(services),
    ...places(services),
    ...verification(services),
    { on: 'get', pattern: '/verify/:number/code.svg', handle: sendCode(services), cache: CODE_CACHE, origins: 'OURS' },
    ...payments(services),
    ...bounceRoutes(services),
    ...assets(parts.pages),
    ...appRoutes(parts.pages, services.settings),
    ...parts.publicPages,
  ];
}

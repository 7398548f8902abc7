import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Request, RequestHandler, Response } from 'express';
import { type OrderId, parseId } from '../../drizzle/ids.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import type { Viewer } from '../../schema/context.ts';
import { isDay, isSlug } from '../../schema/edited/text.ts';
import { moneyFile } from '../../schema/orders/operations/moneyFile.ts';
import { type DocumentRow, documentOf } from '../../schema/orders/queries/documents.ts';
import { invoiceDocument } from '../../schema/orders/rules/invoiceSheet.ts';
import { requirePermission } from '../../schema/organizations/operations/requirePermission.ts';
import { organizationBySlug } from '../../schema/organizations/queries.ts';
import { type Refusal, refusalOf, refuse, secondsUntil } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { fileHeaders } from './fileHeaders.ts';
import { BUSY, BUSY_SECONDS, notNow } from './press.ts';

/** Drawing takes a core some milliseconds, so one person gets this many documents. */
const DOCUMENTS: Limit = { max: 120, seconds: 600 };
const REPORTS: Limit = { max: 60, seconds: 3_600 };
const DAY_MS = 86_400_000;
/** A report covers a year at most. */
const MOST_DAYS = 366;

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'You cannot open a document at this address. Sign in as whoever placed the order, or check the address.',
};
const UNSEEN: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  title: 'Not for members',
  message:
    'This document names a person at an event that is no training. Only that person and the instructors named on the event open it.',
};
const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many documents',
  message: 'You requested too many documents.',
};
const BAD_PERIOD: Refusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'No such period',
  message: 'Write the first and the last day as ?from=2027-01-01&to=2027-12-31, a year apart at most.',
};

type Sending = Pick<Services, 'db' | 'issuer' | 'secret' | 'readViewer' | 'clock'>;

/**
 * GET /orders/:id/:label.pdf: an invoice or a credit note, for whoever placed the order and for members who read money. It is drawn for
 * each request from what was frozen with it, so that it is the same each time. For everyone else it does not exist.
 */
export function sendDocument(services: Sending): RequestHandler {
  return async (request, response) => {
    const { db, issuer, clock, readViewer } = services;
    const now = clock();
    const asked = documentIn(request);
    const viewer = asked === null ? null : await readViewer(request);
    if (asked === null || viewer === null) return refuse(request, response, NOT_FOUND);
    const permission = await counted(services, DOCUMENTS, 'invoice', viewer.userId, now);
    if (!permission.ok) return refuse(request, response, TOO_MANY, secondsUntil(permission.retryAt, now));
    const found = await documentOf(db, { ...asked, viewer: viewer.userId });
    const refusal = await refusalToOpen(services, viewer, found);
    if (refusal !== null || found === null) return refuse(request, response, refusal ?? NOT_FOUND);
    const drawn = await issuer.press.invoice(invoiceDocument(found)).catch(notNow);
    if (drawn === 'NOT_NOW') return refuse(request, response, BUSY, BUSY_SECONDS);
    // The number alone: what was bought is nobody's business who sees the file.
    send(response, { type: 'application/pdf', name: `${found.label}.pdf`, bytes: Buffer.from(drawn) });
  };
}

function documentIn(request: Request): { orderId: OrderId; label: string } | null {
  const orderId = parseId<OrderId>(String(request.params.id));
  const [, label] = /^((?:INV|CN)-\d{6,10})\.pdf$/.exec(String(request.params.file)) ?? [];
  return orderId === null || label === undefined ? null : { orderId, label };
}

async function refusalToOpen({ db }: Sending, viewer: Viewer, found: DocumentRow | null): Promise<Refusal | null> {
  if (found?.placedBy === viewer.userId) return null;
  const asked = { permission: 'READ_MONEY', organizationId: found?.organizationId ?? null, what: 'The order' } as const;
  return requirePermission(db, viewer, asked).then(
    () => (found?.seesPayer === true ? null : UNSEEN),
    (error: unknown) => refusalOf(error, NOT_FOUND),
  );
}

/**
 * GET /organizations/:slug/money.csv?from=&to=: every movement of money in a period as a table for spreadsheets, for members who read
 * money. For everyone else the organization has none.
 */
export function sendMoney(
  services: Pick<Services, 'db' | 'secret' | 'readViewer' | 'clock' | 'stripeSeller'>,
): RequestHandler {
  return async (request, response) => {
    const { db, clock, readViewer, stripeSeller } = services;
    const now = clock();
    const viewer = await readViewer(request);
    if (viewer === null) return refuse(request, response, NOT_FOUND);
    const slug = String(request.params.slug);
    const organization = isSlug(slug) ? await organizationBySlug(db, slug) : null;
    const asked = { permission: 'READ_MONEY', organizationId: organization?.id ?? null } as const;
    const refusal = await requirePermission(db, viewer, { ...asked, what: 'The organization' }).then(
      () => null,
      (error: unknown) => refusalOf(error, NOT_FOUND),
    );
    if (refusal !== null || organization === null) return refuse(request, response, refusal ?? NOT_FOUND);
    const period = periodIn(request);
    if (period === null) return refuse(request, response, BAD_PERIOD);
    const permission = await counted(services, REPORTS, 'money report', viewer.userId, now);
    if (!permission.ok) return refuse(request, response, TOO_MANY, secondsUntil(permission.retryAt, now));
    const sells = organization.slug === stripeSeller;
    const bytes = await moneyFile(db, { organization, ...period, sells, globalId: encodeGlobalID });
    send(response, {
      type: 'text/csv; charset=utf-8; header=present',
      name: `money-${period.from}-${period.to}.csv`,
      bytes,
    });
  };
}

function periodIn({ query }: Request): { from: string; to: string } | null {
  const { from, to } = query;
  if (typeof from !== 'string' || typeof to !== 'string' || !isDay(from) || !isDay(to)) return null;
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  return days >= 0 && days < MOST_DAYS ? { from, to } : null;
}

function send(response: Response, { type, name, bytes }: { type: string; name: string; bytes: Buffer }): void {
  response.status(200).set(fileHeaders({ type, name })).send(bytes);
}

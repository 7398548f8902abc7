import express, { type Request, type Response } from 'express';
import { parseCertificateNumber } from '../../certificates/number.ts';
import type { Database } from '../../drizzle/client.ts';
import type { Vault } from '../../drizzle/encryption.ts';
import type { Viewer } from '../../schema/context.ts';
import { openDocument } from '../../schema/issuance/operations/openDocument.ts';
import { type Ownership, ownerOf } from '../../schema/issuance/queries.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import { roleOf } from '../../schema/organizations/queries.ts';
import { tell } from '../http/refuse.ts';
import type { PdfLinks } from './pdfLinks.ts';
import { notNow } from './press.ts';

type DownloadOptions = {
  db: Database;
  vault: Vault;
  works: Issuer;
  pdfLinks: PdfLinks;
  readViewer: (request: Request) => Promise<Viewer | null>;
  clock: () => Date;
};

/**
 * The issued bytes of a certificate, for its holder's session, that of an owner or organizer of the organization that issued it, or
 * a signed link. To everyone else a number that exists looks like one that does not.
 */
export const downloadRoutes = ({ db, vault, works, pdfLinks, readViewer, clock }: DownloadOptions): express.Router => {
  const routes = express.Router();
  routes.get('/certificates/:file', async (request, response) => {
    const now = clock();
    const read = /^(.+)\.pdf$/.exec(request.params.file);
    const parsed = parseCertificateNumber(read?.[1] ?? '');
    if (!parsed.ok) return refuse(request, response, 404);
    const link = pdfLinks.checkPdfLink(parsed.number, request.query, now);
    if (link === 'INVALID') return refuse(request, response, 403);
    const viewer = link === 'VALID' ? null : await readViewer(request);
    if (link !== 'VALID' && viewer === null) return refuse(request, response, 404);
    // Nothing is drawn or unsealed for whoever may not have it.
    const certificate = await ownerOf(db, parsed.number);
    if (certificate === null) return refuse(request, response, 404);
    const mayHave = link === 'VALID' || (viewer !== null && (await isForTheEyesOf(db, viewer, certificate)));
    if (!mayHave) return refuse(request, response, 404);

    const document = await openDocument(db, vault, works, { number: parsed.number, now }).catch(notNow);
    if (document === 'NOT_NOW') {
      response.set('Retry-After', '30');
      return refuse(request, response, 503);
    }
    if (document === null || 'gone' in document || document.revoked) return refuse(request, response, 410);
    send(response, parsed.number, document);
  });
  return routes;
};

const ISSUERS: readonly string[] = ['OWNER', 'ORGANIZER'];

/** The holder's, and those who answer for the certificates of the organization that issued it. */
const isForTheEyesOf = async (db: Database, { userId }: Viewer, certificate: Ownership): Promise<boolean> => {
  if (certificate.ownerUserId === userId) return true;
  const role = await roleOf(db, { userId, organizationId: certificate.organizationId });
  return role !== null && ISSUERS.includes(role);
};

const send = (response: Response, number: string, document: { bytes: Buffer; sha256: string }): void => {
  const name = `certificate-${number}.pdf`;
  response
    .status(200)
    .set({
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      ETag: `"${document.sha256}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
    .send(document.bytes);
};

const REFUSALS = {
  403: {
    code: 'LINK_EXPIRED',
    title: 'This link no longer works',
    message: 'It has expired or was altered. Sign in and ask for a new one.',
  },
  404: {
    code: 'NOT_FOUND',
    title: 'Not found',
    message: 'There is nothing here for you. Sign in as the certificate’s holder, or check the address.',
  },
  503: {
    code: 'PENDING',
    title: 'One moment',
    message: 'This certificate is still being sealed. Ask again in a minute.',
  },
  410: {
    code: 'GONE',
    title: 'No longer available',
    message: 'This certificate was revoked or its holder’s record erased. Its number can still be checked.',
  },
};

const refuse = (request: Request, response: Response, status: keyof typeof REFUSALS): void =>
  tell(request, response, { status, ...REFUSALS[status] });

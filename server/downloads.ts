import express, { type Request, type Response } from 'express';
import { parseCertificateNumber } from '../certificates/number.ts';
import type { Database } from '../drizzle/client.ts';
import type { Vault } from '../drizzle/encryption.ts';
import type { Viewer } from '../schema/context.ts';
import { openDocument } from '../schema/issuance/operations.ts';
import { messagePage, PAGE_POLICY } from './page.ts';
import type { PdfLinks } from './pdfLinks.ts';
import { wantsJson } from './verify.ts';

type DownloadOptions = {
  db: Database;
  vault: Vault;
  pdfLinks: PdfLinks;
  readViewer: (request: Request) => Promise<Viewer | null>;
  clock: () => Date;
};

/**
 * The issued bytes of a certificate, for its owner's session or a signed link. To everyone else a number that exists looks like one
 * that does not.
 */
export const downloadRoutes = ({ db, vault, pdfLinks, readViewer, clock }: DownloadOptions): express.Router => {
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

    const document = await openDocument(db, vault, { number: parsed.number, now });
    if (document === null) return refuse(request, response, 404);
    if ('gone' in document) return refuse(request, response, link === 'VALID' ? 410 : 404);
    if (link !== 'VALID' && viewer?.userId !== document.ownerUserId) return refuse(request, response, 404);
    if (document.revoked) return refuse(request, response, 410);
    send(response, parsed.number, document);
  });
  return routes;
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
  403: ['LINK_EXPIRED', 'This link no longer works', 'It has expired or was altered. Sign in and ask for a new one.'],
  404: [
    'NOT_FOUND',
    'Not found',
    'There is nothing here for you. Sign in as the certificate’s holder, or check the address.',
  ],
  410: [
    'GONE',
    'No longer available',
    'This certificate was revoked or its holder’s record erased. Its number can still be checked.',
  ],
} as const;

const refuse = (request: Request, response: Response, status: keyof typeof REFUSALS): void => {
  const [code, title, message] = REFUSALS[status];
  response.status(status);
  if (wantsJson(request)) response.json({ error: { code, message } });
  else
    response
      .set('Content-Security-Policy', PAGE_POLICY)
      .type('html')
      .send(messagePage(title, [message]));
};

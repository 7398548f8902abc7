import type { Request, RequestHandler, Response } from 'express';
import { parseCertificateNumber } from '../../certificates/number.ts';
import type { CertificateId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import type { AuditActor } from '../../drizzle/tables/events.ts';
import { userAct } from '../../schema/act.ts';
import { openDocument } from '../../schema/issuance/operations/openDocument.ts';
import { recordDownload } from '../../schema/issuance/operations/recordDownload.ts';
import { ownerOf } from '../../schema/issuance/queries.ts';
import { requirePermission } from '../../schema/organizations/operations/requirePermission.ts';
import { readsCreditOnly } from '../../schema/rosters/rules/reader.ts';
import { type Refusal, refusalOf, refuse } from '../http/refuse.ts';
import { SEALING_SECONDS, STILL_SEALING } from '../http/stillSealing.ts';
import type { Services } from '../services.ts';
import { notNow } from './press.ts';

type Downloading = Pick<Services, 'db' | 'vault' | 'issuer' | 'pdfLinks' | 'readViewer' | 'clock'>;

const LINK_EXPIRED: Refusal = {
  status: 403,
  code: 'LINK_EXPIRED',
  title: 'This link no longer works',
  message: 'It has expired or was altered. Sign in and request a new one.',
};
const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message:
    'You cannot open a document at this address. Sign in as the holder of the certificate, or check the address.',
};
const GONE: Refusal = {
  status: 410,
  code: 'GONE',
  title: 'No longer available',
  message: 'This certificate was revoked, or the holder’s data was deleted. You can still check its number.',
};

/**
 * GET /certificates/:number.pdf: the issued PDF of a certificate, for its holder, for a member of the issuing organization who
 * may download certificates (recorded; to an auditor none that was taken for personal growth exists), or for a signed link. For everyone else an existing number looks like one that does not exist.
 */
export function sendCertificate(services: Downloading): RequestHandler {
  return async (request, response) => {
    const now = services.clock();
    const read = /^(.+)\.pdf$/.exec(String(request.params.file));
    const parsed = parseCertificateNumber(read?.[1] ?? '');
    if (!parsed.ok) return refuse(request, response, NOT_FOUND);
    // The service draws and decrypts nothing before this check.
    const opener = await openerOf(services, request, parsed.number, now);
    if ('status' in opener) return refuse(request, response, opener);
    const { db, vault, issuer } = services;
    const document = await openDocument(db, vault, issuer, { number: parsed.number, now }).catch(notNow);
    if (document === 'NOT_NOW') return refuse(request, response, STILL_SEALING, SEALING_SECONDS);
    if (document === null || 'gone' in document || document.revoked) return refuse(request, response, GONE);
    if (opener.as !== 'HOLDER') {
      const { userId, ...download } = opener;
      await recordDownload(db, userAct(userId, now, response.locals.requestId), download);
    }
    send(response, parsed.number, document);
  };
}

/** Whoever opens a certificate: its holder, in person or by a signed link, or a member of the organization in a role. */
type Opener =
  | { as: 'HOLDER' }
  | { as: AuditActor; userId: UserId; certificateId: CertificateId; organizationId: OrganizationId };

/** Who downloads the certificate, or why this request may not. */
async function openerOf(
  { db, pdfLinks, readViewer }: Downloading,
  request: Request,
  number: string,
  now: Date,
): Promise<Opener | Refusal> {
  const link = pdfLinks.checkPdfLink(number, request.query, now);
  if (link === 'INVALID') return LINK_EXPIRED;
  const viewer = link === 'VALID' ? null : await readViewer(request);
  if (link !== 'VALID' && viewer === null) return NOT_FOUND;
  const certificate = await ownerOf(db, number);
  if (certificate === null) return NOT_FOUND;
  if (viewer === null || certificate.ownerUserId === viewer.userId) return { as: 'HOLDER' };
  const { id: certificateId, organizationId, purpose } = certificate;
  const asked = { permission: 'DOWNLOAD_CERTIFICATES', organizationId, what: 'The certificate' } as const;
  return requirePermission(db, viewer, asked).then(
    ({ as }) =>
      purpose === 'PERSONAL' && readsCreditOnly(as)
        ? NOT_FOUND
        : { as, userId: viewer.userId, certificateId, organizationId },
    (error: unknown) => refusalOf(error, NOT_FOUND),
  );
}

function send(response: Response, number: string, document: { bytes: Buffer; sha256: string }): void {
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
}

import type { RequestHandler } from 'express';
import { DESIGNS, type Design } from '../../certificates/facts/parts.ts';
import type { Viewer } from '../../schema/context.ts';
import { isSlug } from '../../schema/edited/text.ts';
import { previewFacts } from '../../schema/issuance/rules/previewFacts.ts';
import { requirePermission } from '../../schema/organizations/operations/requirePermission.ts';
import { imageOf, imagesOf, type OrganizationRow, organizationBySlug } from '../../schema/organizations/queries.ts';
import { type Refusal, refusalOf, refuse, secondsUntil } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { BUSY, BUSY_SECONDS, notNow } from './press.ts';
import { PREVIEWS, sendPdf, TOO_MANY } from './previews.ts';

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'You cannot open a preview at this address. Sign in as a member of the organization, or check the address.',
};
const NO_DESIGN: Refusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'No such design',
  message: `Choose one of the designs ${DESIGNS.join(', ')}.`,
};
type Previewing = Pick<Services, 'db' | 'issuer' | 'settings' | 'secret' | 'readViewer' | 'clock'>;

/**
 * GET /organizations/:slug/certificate-preview.pdf: a watermarked PDF that shows how an organization's certificates would look,
 * for members who may preview them; with ?accredited=yes, one with a credit of an invented body. Everyone else gets 404. It is drawn for each request, is never stored and has no number.
 */
export function sendPreview(services: Previewing): RequestHandler {
  return async (request, response) => {
    const { db, issuer, settings, clock } = services;
    const now = clock();
    const viewer = await services.readViewer(request);
    if (viewer === null) return refuse(request, response, NOT_FOUND);
    const organization = await organizationFor(services, viewer, String(request.params.slug));
    if ('status' in organization) return refuse(request, response, organization);
    const design = designOf(request.query.design);
    if (design === 'UNKNOWN') return refuse(request, response, NO_DESIGN);
    const permission = await counted(services, PREVIEWS, 'certificate preview', viewer.userId, now);
    if (!permission.ok) return refuse(request, response, TOO_MANY, secondsUntil(permission.retryAt, now));

    const accredited = request.query.accredited === 'yes';
    const facts = previewFacts(organization, { design, accredited, publicUrl: settings.publicUrl, now });
    const images = await imagesOf(db, { organizationId: organization.id, look: facts.look });
    const drawn = await issuer.press.preview({ facts, images }).catch(notNow);
    if (drawn === 'NOT_NOW') return refuse(request, response, BUSY, BUSY_SECONDS);
    sendPdf(response, Buffer.from(drawn));
  };
}

/** The organization, if the person may preview its certificates; otherwise the refusal. */
async function organizationFor(
  { db }: Pick<Services, 'db'>,
  viewer: Viewer,
  slug: string,
): Promise<OrganizationRow | Refusal> {
  const organization = isSlug(slug) ? await organizationBySlug(db, slug) : null;
  if (organization === null) return NOT_FOUND;
  const asked = {
    permission: 'PREVIEW_CERTIFICATES',
    organizationId: organization.id,
    what: 'The organization',
  } as const;
  return requirePermission(db, viewer, asked).then(
    () => organization,
    (error: unknown) => refusalOf(error, NOT_FOUND),
  );
}

const designOf = (asked: unknown): Design | null | 'UNKNOWN' =>
  asked === undefined ? null : (DESIGNS.find((design) => design === asked) ?? 'UNKNOWN');

const NO_IMAGE: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'You cannot open an image at this address. Sign in as a member of the organization, or check the address.',
};
const IMAGE = /^([0-9a-f]{64})\.png$/;

/** GET /organizations/:slug/images/SHA256.png: a logo or a signature, for members who may preview certificates. Everyone else gets 404. */
export function sendImage(services: Pick<Services, 'db' | 'readViewer'>): RequestHandler {
  return async (request, response) => {
    const viewer = await services.readViewer(request);
    if (viewer === null) return refuse(request, response, NO_IMAGE);
    const organization = await organizationFor(services, viewer, String(request.params.slug));
    if ('status' in organization) return refuse(request, response, NO_IMAGE);
    const [, sha256] = IMAGE.exec(String(request.params.file)) ?? [];
    const found = { organizationId: organization.id, sha256: sha256 ?? '' };
    const bytes = sha256 === undefined ? null : await imageOf(services.db, found);
    if (bytes === null) return refuse(request, response, NO_IMAGE);
    response
      .status(200)
      .set({ 'Content-Type': 'image/png', 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' })
      .send(bytes);
  };
}

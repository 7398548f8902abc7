import express, { type Request, type Response } from 'express';
import { DESIGNS, type Design } from '../../certificates/facts/parts.ts';
import type { Press } from '../../certificates/press.ts';
import type { Database } from '../../drizzle/client.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import type { Viewer } from '../../schema/context.ts';
import { isSlug } from '../../schema/edited/text.ts';
import { previewFacts } from '../../schema/issuance/rules/previewFacts.ts';
import { imagesOf, type OrganizationRow, organizationBySlug, roleOf } from '../../schema/organizations/queries.ts';
import { type Message, tell } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import { notNow } from './press.ts';

/** Drawing takes a core for some milliseconds; nobody tries more looks than this. */
const PREVIEWS: Limit = { max: 60, seconds: 600 };

type PreviewOptions = {
  db: Database;
  press: Press;
  settings: { publicUrl: string };
  /** SESSION_SECRET: what counted acts are keyed with. */
  secret: string;
  readViewer: (request: Request) => Promise<Viewer | null>;
  clock: () => Date;
};

/**
 * A watermarked PDF of how an organization's certificates would look, for the session of one of its members; to everyone else it
 * does not exist. Drawn anew each time, never stored, and without a number.
 */
export const previewRoutes = ({ db, press, settings, secret, readViewer, clock }: PreviewOptions): express.Router => {
  const routes = express.Router();
  routes.get('/organizations/:slug/certificate-preview.pdf', async (request, response) => {
    const now = clock();
    const viewer = await readViewer(request);
    const organization = await organizationOf(db, viewer, request.params.slug);
    if (viewer === null || organization === null) return tell(request, response, NOT_FOUND);
    const design = designOf(request.query.design);
    if (design === 'UNKNOWN') return tell(request, response, NO_DESIGN);
    const permission = await counted({ db, secret }, PREVIEWS, 'certificate preview', viewer.userId, now);
    if (!permission.ok) return tooMany(request, response, permission.retryAt, now);

    const facts = previewFacts(organization, { design, publicUrl: settings.publicUrl, now });
    const images = await imagesOf(db, { organizationId: organization.id, look: facts.look });
    const drawn = await press.preview({ facts, images }).catch(notNow);
    if (drawn === 'NOT_NOW') {
      response.set('Retry-After', '5');
      return tell(request, response, BUSY);
    }
    send(response, Buffer.from(drawn));
  });
  return routes;
};

const BUSY: Message = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'Many documents are being made at this moment. Try again in a few seconds.',
};

/** The organization, if the person has a part in it. */
const organizationOf = async (db: Database, viewer: Viewer | null, slug: string): Promise<OrganizationRow | null> => {
  const organization = viewer === null || !isSlug(slug) ? null : await organizationBySlug(db, slug);
  if (viewer === null || organization === null) return null;
  const role = await roleOf(db, { userId: viewer.userId, organizationId: organization.id });
  return role === null ? null : organization;
};

const designOf = (asked: unknown): Design | null | 'UNKNOWN' =>
  asked === undefined ? null : (DESIGNS.find((design) => design === asked) ?? 'UNKNOWN');

const send = (response: Response, bytes: Buffer): void => {
  response
    .status(200)
    .set({
      'Content-Type': 'application/pdf',
      'Content-Disposition': 'attachment; filename="certificate-preview.pdf"',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex, nofollow',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
    .send(bytes);
};

const NOT_FOUND = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'There is nothing here for you. Sign in as a member of the organization, or check the address.',
};
const NO_DESIGN = {
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'No such design',
  message: `Choose one of the designs ${DESIGNS.join(', ')}.`,
};

const tooMany = (request: Request, response: Response, retryAt: Date, now: Date): void => {
  const seconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1000));
  response.set('Retry-After', String(seconds));
  const message = `Too many previews. Try again in ${Math.ceil(seconds / 60)} min.`;
  tell(request, response, { status: 429, code: 'RATE_LIMITED', title: 'Too many previews', message });
};

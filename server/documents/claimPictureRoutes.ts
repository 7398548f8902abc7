import type { RequestHandler } from 'express';
import { drawableFacts } from '../../certificates/fonts/drawable.ts';
import { type EnrollmentId, parseId } from '../../drizzle/ids.ts';
import { claimFacts } from '../../schema/enrollments/queries/claimFacts.ts';
import { ownEnrollmentsByIds } from '../../schema/enrollments/queries.ts';
import { imagesOf } from '../../schema/organizations/queries.ts';
import { type Refusal, refuse, secondsUntil } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { BUSY, BUSY_SECONDS, notNow } from './press.ts';
import { PREVIEWS, sendPicture, TOO_MANY } from './previews.ts';

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message:
    'You cannot open a picture at this address. It is there for whoever may claim a certificate and has a name in their profile.',
};
const UNDRAWABLE: Refusal = {
  status: 409,
  code: 'NAME_UNDRAWABLE',
  title: 'Your name cannot be printed',
  message: 'Your legal name has characters that the fonts cannot draw. Write it in Latin, Greek or Cyrillic letters.',
};

type Previewing = Pick<Services, 'db' | 'issuer' | 'settings' | 'secret' | 'readViewer' | 'clock'>;

/**
 * GET /certificates/preview/:enrollment.svg: a watermarked picture of the front of the certificate that a claim would give, for the
 * learner alone. It is drawn for each request, with the fonts, colors and name of the paper, is never stored, and has no number.
 */
export function sendClaimPicture(services: Previewing): RequestHandler {
  return async (request, response) => {
    const { db, issuer, settings, clock } = services;
    const now = clock();
    const [, key = ''] = /^([0-9a-f-]{36})\.svg$/i.exec(String(request.params.file)) ?? [];
    const enrollmentId = parseId<EnrollmentId>(key);
    const viewer = enrollmentId === null ? null : await services.readViewer(request);
    if (enrollmentId === null || viewer === null) return refuse(request, response, NOT_FOUND);
    const permission = await counted(services, PREVIEWS, 'certificate preview', viewer.userId, now);
    if (!permission.ok) return refuse(request, response, TOO_MANY, secondsUntil(permission.retryAt, now));
    const [row] = await ownEnrollmentsByIds(db, viewer.userId, [enrollmentId]);
    const claim = row === undefined ? null : await claimFacts(db, row, { publicUrl: settings.publicUrl, now });
    if (claim === null || claim.facts.learnerName === '') return refuse(request, response, NOT_FOUND);
    const { facts, organization } = claim;
    if (!drawableFacts(facts).ok) return refuse(request, response, UNDRAWABLE);
    const images = await imagesOf(db, { organizationId: organization.id, look: facts.look });
    const drawn = await issuer.press.picture({ facts, images }).catch(notNow);
    if (drawn === 'NOT_NOW') return refuse(request, response, BUSY, BUSY_SECONDS);
    await sendPicture(request, response, drawn);
  };
}

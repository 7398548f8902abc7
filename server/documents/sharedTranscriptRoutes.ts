import type { RequestHandler } from 'express';
import { openSharedTranscript } from '../../schema/credits/operations/openSharedTranscript.ts';
import { PAGE_HEADERS } from '../http/page.ts';
import { type Refusal, refuse, wantsJson } from '../http/refuse.ts';
import type { NetworkLimit } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { sharedTranscriptPage } from './sharedTranscriptPage.ts';

/** The 128 random bits of a secret cannot be guessed. This stops a network that floods the service. */
export const SHARED: NetworkLimit = {
  max: 120,
  seconds: 600,
  purpose: 'shared transcripts',
  refusal: {
    status: 429,
    code: 'RATE_LIMITED',
    title: 'Too many tries',
    message: 'Your network opened too many transcripts.',
  },
};

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'This link shows nothing. It may be mistyped, or its holder may have ended it. Ask them for a new one.',
};

/** The address is the secret, so no other page may learn it from a reader's browser. */
const HEADERS = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow', 'Cache-Control': 'no-store' };

/**
 * GET /t/:secret: the rows of a transcript that its holder ticked, as HTML for people and as JSON for programs. A link that was
 * revoked or has expired looks like one that never existed.
 */
export function showSharedTranscript({ db, vault, clock }: Pick<Services, 'db' | 'vault' | 'clock'>): RequestHandler {
  return async (request, response) => {
    response.set(HEADERS);
    const shared = await openSharedTranscript(db, vault, { secret: String(request.params.secret), now: clock() });
    if (shared === null) return refuse(request, response, NOT_FOUND);
    response.status(200).vary('Accept');
    if (wantsJson(request)) {
      response.json(shared);
      return;
    }
    response
      .set({ ...PAGE_HEADERS, ...HEADERS })
      .type('html')
      .send(sharedTranscriptPage(shared));
  };
}

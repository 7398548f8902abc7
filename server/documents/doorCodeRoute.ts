import { encodeGlobalID } from '@pothos/plugin-relay';
import type { RequestHandler } from 'express';
import { toString as drawn } from 'qrcode';
import { parseId, type RegistrationId } from '../../drizzle/ids.ts';
import { hasPlaceAtTraining } from '../../schema/registrations/queries/registrations.ts';
import { type Refusal, refuse } from '../http/refuse.ts';
import type { Services } from '../services.ts';

const NO_CODE: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'You cannot open a code at this address. Sign in as the person who has the place, or check the address.',
};

/** GET /registrations/:id/code.svg: the code that somebody with a confirmed place shows at the door. It holds the registration's id. */
export function sendDoorCode({ db, readViewer }: Pick<Services, 'db' | 'readViewer'>): RequestHandler {
  return async (request, response) => {
    const id = parseId<RegistrationId>(String(request.params.id));
    const viewer = id === null ? null : await readViewer(request);
    const own = id !== null && viewer !== null && (await hasPlaceAtTraining(db, { id, userId: viewer.userId }));
    if (!own) return refuse(request, response, NO_CODE);
    const svg = await drawn(encodeGlobalID('Registration', id), {
      ...{ type: 'svg', errorCorrectionLevel: 'M', margin: 4 },
      color: { dark: '#14233a', light: '#ffffff' },
    });
    response.set({
      'Cache-Control': 'private, no-store',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Robots-Tag': 'noindex, nofollow',
    });
    response.type('image/svg+xml').send(svg);
  };
}

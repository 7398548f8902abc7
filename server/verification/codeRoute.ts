import type { RequestHandler } from 'express';
import { toString as drawn } from 'qrcode';
import { parseCertificateNumber } from '../../certificates/number.ts';
import { type Refusal, refuse } from '../http/refuse.ts';
import type { Services } from '../services.ts';

const NOT_A_NUMBER: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'This is not a certificate number.',
};
/** The same number always has the same code. */
export const CODE_CACHE = 'public, max-age=86400';

/** GET /verify/:number/code.svg: the QR code that leads to the public page of a number, whether or not it exists. */
export function sendCode({ settings: { publicUrl } }: Pick<Services, 'settings'>): RequestHandler {
  return async (request, response) => {
    const parsed = parseCertificateNumber(String(request.params.number));
    if (!parsed.ok) return refuse(request, response, NOT_A_NUMBER);
    const svg = await drawn(`${publicUrl}/verify/${parsed.number}`, {
      ...{ type: 'svg', errorCorrectionLevel: 'M', margin: 4 },
      color: { dark: '#14233a', light: '#ffffff' },
    });
    response.set('Content-Security-Policy', "default-src 'none'; sandbox").type('image/svg+xml').send(svg);
  };
}

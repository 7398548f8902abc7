import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Request, Response } from 'express';
import type { Limit } from '../../schema/accounts/rules.ts';
import type { Refusal } from '../http/refuse.ts';

/** Drawing takes a core some milliseconds, so one person gets this many previews. */
export const PREVIEWS: Limit = { max: 60, seconds: 600 };

export const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many previews',
  message: 'You requested too many previews.',
};

const HEADERS = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' };
const compress = promisify(brotliCompress);
/** Four times smaller in some milliseconds. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Sends a drawn SVG, which has no script, no text and no address. */
export async function sendPicture(request: Request, response: Response, svg: string): Promise<void> {
  response
    .vary('Accept-Encoding')
    .set({ ...HEADERS, 'Content-Type': 'image/svg+xml' })
    .set('Content-Security-Policy', "default-src 'none'; img-src data:; sandbox");
  if (request.acceptsEncodings('br') !== 'br') return void response.send(Buffer.from(svg));
  response.set('Content-Encoding', 'br').send(await compress(svg, QUALITY));
}

/** Sends a drawn PDF. */
export function sendPdf(response: Response, bytes: Buffer): void {
  response
    .set({ ...HEADERS, 'Content-Type': 'application/pdf' })
    .set('Content-Disposition', 'attachment; filename="certificate-preview.pdf"')
    .set('Content-Security-Policy', "default-src 'none'; sandbox")
    .send(bytes);
}

import type { RequestHandler } from 'express';
import { design } from '../http/design.ts';
import { iconFile } from '../http/icon.ts';
import type { WebPages } from './pages.ts';

/** Every asset has its hash in its name. */
export const ASSET_CACHE = 'public, max-age=31536000, immutable';

/** GET /assets/:file: what the pages load. */
export function sendAsset(pages: () => WebPages): RequestHandler {
  return (request, response, next) => {
    const now = pages();
    const asset =
      design.assets.get(request.path) ?? (now.state === 'BUILT' ? now.built.assets.get(request.path) : undefined);
    if (asset === undefined) return next();
    const brotli = asset.brotli !== null && request.acceptsEncodings('br') === 'br' ? asset.brotli : null;
    response.set({ 'Content-Type': asset.type, 'Cache-Control': ASSET_CACHE }).vary('Accept-Encoding');
    if (brotli !== null) response.set('Content-Encoding', 'br');
    response.send(brotli ?? asset.bytes);
  };
}

/** The same for years; a day, so that another one would be seen. */
export const ICON_CACHE = 'public, max-age=86400';

/** GET /favicon.ico: the plain icon, for programs that ask for it without reading a page. */
export function sendIcon(): RequestHandler {
  const icon = iconFile();
  return (_request, response) => {
    response.type('image/x-icon').send(icon);
  };
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { circle, rosette } from '../../certificates/draw/furniture/guilloche.ts';
import { segment } from '../../certificates/draw/svgPath.ts';
import { iconSvg } from './icon.ts';

/** A file that browsers may keep for good: its address has its hash. */
export type Asset = { type: string; bytes: Buffer; brotli: Buffer | null };

const SHEETS = ['tokens', 'base', 'frame', 'marks'];
const FONTS = {
  'eb-garamond.woff2': 'eb-garamond-latin-wght-normal.woff2',
  'eb-garamond-italic.woff2': 'eb-garamond-latin-wght-italic.woff2',
  'eb-garamond-ext.woff2': 'eb-garamond-latin-ext-wght-normal.woff2',
};

const hashed = (name: string, bytes: Buffer): string =>
  name.replace('.', `-${createHash('sha256').update(bytes).digest('base64url').slice(0, 10)}.`);

/** The rosette of the certificates, without a color: the style sheet gives it one. */
function ornament(): string {
  const curves = [rosette(34, 96, 12, 6), rosette(14, 40, 8, 4), circle(100), circle(103)];
  const path = curves
    .flatMap((curve) => curve.split('\n'))
    .map((line) => {
      const words = line.split(' ');
      const operator = words.pop() ?? '';
      return operator === 'S' ? '' : segment(operator, words);
    });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-104 -104 208 208"><path d="${path.join('')}" fill="none" stroke="#000" stroke-width=".6"/></svg>\n`;
}

/** The look that every page has, by address. It is plain CSS, in web/design, and needs no build. */
function readDesign() {
  const assets = new Map<string, Asset>();
  const sheet = (name: string) => readFileSync(new URL(`../../web/design/${name}.css`, import.meta.url), 'utf8');
  let css = SHEETS.map(sheet).join('\n');
  for (const [name, file] of Object.entries(FONTS)) {
    const path = fileURLToPath(import.meta.resolve(`@fontsource-variable/eb-garamond/files/${file}`));
    const bytes = readFileSync(path);
    const address = `/assets/${hashed(name, bytes)}`;
    assets.set(address, { type: 'font/woff2', bytes, brotli: null });
    css = css.replaceAll(`url(${name})`, `url(${address})`).replaceAll(`url("${name}")`, `url("${address}")`);
  }
  const add = (name: string, type: string, bytes: Buffer): string => {
    const address = `/assets/${hashed(name, bytes)}`;
    assets.set(address, { type, bytes, brotli: brotliCompressSync(bytes) });
    return address;
  };
  const picture = add('ornament.svg', 'image/svg+xml', Buffer.from(ornament()));
  css = css.replaceAll('url(ornament.svg)', `url(${picture})`);
  const href = add('design.css', 'text/css; charset=utf-8', Buffer.from(css.replaceAll(/\/\*[\s\S]*?\*\/\n?/g, '')));
  const script = 'text/javascript; charset=utf-8';
  const leave = add('leave.js', script, readFileSync(new URL('../../web/design/leave.js', import.meta.url)));
  const verify = add('verify.js', script, readFileSync(new URL('../../web/design/verify.js', import.meta.url)));
  const icon = add('icon.svg', 'image/svg+xml', iconSvg());
  const font = [...assets.keys()].find((address) => address.startsWith('/assets/eb-garamond-')) ?? '';
  return { href, font, leave, verify, icon, assets };
}

type Design = Record<'href' | 'font' | 'leave' | 'verify' | 'icon', string> & { assets: ReadonlyMap<string, Asset> };

/** The addresses of the style sheet, of the font of most text, of the scripts of server pages and of the icon, and every file of them. */
export const design: Design = readDesign();

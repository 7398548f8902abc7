import { design } from './design.ts';
import { type Html, html } from './html.ts';

/** The only sources that our own pages may use. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Those of the pages for everybody: also the script of the way out, which ends the session. None of them writes markup. */
export const PUBLIC_POLICY = `${PAGE_POLICY}; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;

/** Headers of a page for everybody. */
export const PUBLIC_HEADERS = { 'Content-Security-Policy': PUBLIC_POLICY, 'Referrer-Policy': 'same-origin' };

/** Of a page that may use a camera: the check of certificates, and the app, in which a door reads codes. */
export const WITH_CAMERA = { 'Permissions-Policy': 'camera=(self), geolocation=(), microphone=()' };

/** With no-referrer a browser would send our own forms without their origin, and we would refuse them. */
export const PAGE_HEADERS = { 'Content-Security-Policy': PAGE_POLICY, 'Referrer-Policy': 'same-origin' };

/** A whole page without scripts and outside sources, hidden from search engines. */
export function page(facts: { title: string; body: Html; footer?: Html }): string {
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${facts.title}</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${design.icon}">
<link rel="preload" href="${design.font}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${design.href}">
</head>
<body class="sheet">
<main>
${facts.body}
</main>
${facts.footer ? html`<footer>${facts.footer}</footer>` : null}
</body>
</html>
`.markup
  }`;
}

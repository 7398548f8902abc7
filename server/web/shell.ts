import type { RequestHandler } from 'express';
import { isUnread, LANGUAGES, ORIGINAL } from '../../schema/languages.ts';
import { design } from '../http/design.ts';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_HEADERS, WITH_CAMERA } from '../http/page.ts';
import { messagePage } from '../pages/message.ts';
import { kept, languageNow, say } from '../pages/saying.ts';
import type { Built } from './built.ts';
import type { WebPages } from './pages.ts';

/** What the app may load and do. Nothing is written into a page as markup, which Trusted Types enforces. */
const SHELL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types attune',
].join('; ');

const SECONDS = 1;

/** What the settings say to the pages. */
export type Facts = { exitUrl: string; keepsModules: boolean };

/** Sends the shell of the app, in which web/main.tsx shows the page of the address. */
export function sendShell(pages: () => WebPages, facts: Facts): RequestHandler {
  return (_request, response) => {
    const now = pages();
    if (now.state === 'BUILT') {
      response.set({ 'Content-Security-Policy': SHELL_POLICY, 'Referrer-Policy': 'same-origin', ...WITH_CAMERA });
      return void response.type('html').send(shell(now.built, facts));
    }
    response.set({ ...PUBLIC_HEADERS, 'Content-Language': ORIGINAL });
    if (now.state === 'MISSING')
      return void response
        .status(503)
        .type('html')
        .send(messagePage('No pages here', [now.because], facts.exitUrl));
    response.set('Refresh', String(SECONDS)).status(503).set('Retry-After', String(SECONDS));
    const sentence = 'The pages are being built, which takes a second or two.';
    response.type('html').send(messagePage('One moment', [sentence], facts.exitUrl));
  };
}

/** A script that the first one imports. Named before it, it is loaded beside it; Chrome drops a modulepreload that a service worker answers. */
const beside = (src: string): Html => html`<script type="module" src="${src}"></script>\n`;
const stylesheet = (href: string): Html => html`<link rel="stylesheet" href="${href}">\n`;

/** What stands there until the script does, at once where there is none; base.css holds it back where it may still come. */
const withoutScript = (exitUrl: string): Html => html`<div class="late">
<header class="top"><a class="leave" href="${exitUrl}" rel="noreferrer">${say().leave}</a> <a class="mark" href="/">Attune</a></header>
<main class="narrow"><h1>Attune</h1><p>${say().app.needs} ${say().app.without} <a href="${kept('/')}">${say().bar.courses}</a> · <a href="${kept('/verify')}">${say().check}</a></p></main>
</div>`;

/** The first document of the app, the same at each of its addresses. */
export function shell({ script, preloads, styles }: Built, { exitUrl, keepsModules }: Facts): string {
  return `<!doctype html>\n${
    html`<html lang="${languageNow()}" data-languages="${LANGUAGES.map(({ code, name }) => `${code} ${name}`).join(',')}" data-exit="${exitUrl}"${keepsModules ? html` data-keeps` : null}${isUnread(languageNow()) ? html` data-unread` : null}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${design.icon}">
<title>Attune</title>
<link rel="preload" href="${design.font}" as="font" type="font/woff2" crossorigin>
${[design.href, ...styles].map(stylesheet)}${preloads.map(beside)}<script type="module" src="${script}"></script>
</head>
<body>
<div id="app">${withoutScript(exitUrl)}</div>
</body>
</html>
`.markup
  }`;
}

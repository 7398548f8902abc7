import { design } from '../http/design.ts';
import { type Html, html } from '../http/html.ts';
import { words } from './words/en.ts';

/** A page of the server: no script is needed for anything on it. */
export type PageFacts = {
  title: string;
  body: Html;
  /** A page that a betrayed reader may have open has the way out. Null: it has none. */
  exitUrl: string | null;
  /** Which entry of the bar this is. */
  here?: 'courses' | 'events' | 'verify';
  /** Whether search engines may list it. */
  listed?: boolean;
  /** Scripts that help, beside that of the way out. */
  scripts?: string[];
};

const ENTRIES = [
  ['courses', '/'],
  ['events', '/intensives'],
  ['verify', '/verify'],
] as const;

/** A whole page with the bar above it. */
export function framed({ title, body, exitUrl, here, listed = false, scripts = [] }: PageFacts): string {
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${listed ? null : html`<meta name="robots" content="noindex, nofollow">\n`}<meta name="color-scheme" content="light dark">
<link rel="icon" href="${design.icon}">
<title>${title}</title>
<link rel="preload" href="${design.font}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${design.href}">
${exitUrl === null ? null : html`<script src="${design.leave}" defer></script>\n`}${scripts.map((src) => html`<script src="${src}" defer></script>\n`)}</head>
<body class="public"${exitUrl === null ? null : html` data-exit="${exitUrl}"`}>
<a class="skip" href="#main">${words.skip}</a>
<header class="top">
${exitUrl === null ? null : html`<a class="leave" href="${exitUrl}" rel="noreferrer">${words.leave}</a>\n`}<a class="mark" href="/">Attune</a>
<nav aria-label="Attune">${ENTRIES.map(
      ([name, href]) =>
        html`<a href="${href}"${here === name ? html` aria-current="page"` : null}>${words.bar[name]}</a>`,
    )}<a href="/learn">${words.bar.learn}</a></nav>
</header>
<main id="main">
${body}
</main>
<footer class="foot"><p><a href="/safety">${words.safety}</a> · <a href="/verify">${words.check}</a> · <a href="/privacy">${words.legal.privacy}</a> · <a href="/terms">${words.legal.terms}</a></p></footer>
</body>
</html>
`.markup
  }`;
}

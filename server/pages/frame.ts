import { isUnread, LANGUAGES, ORIGINAL } from '../../schema/languages.ts';
import { design } from '../http/design.ts';
import { type Html, html } from '../http/html.ts';
import { inLanguage, keepingLanguage, languageNow, say } from './saying.ts';
import { WORDS } from './words/all.ts';

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
  const whole = keepingLanguage(html`<html lang="${languageNow()}">
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
<a class="skip" href="#main">${say().skip}</a>
<header class="top">
${exitUrl === null ? null : html`<a class="leave" href="${exitUrl}" rel="noreferrer">${say().leave}</a>\n`}<a class="mark" href="/">Attune</a>
<nav aria-label="Attune">${ENTRIES.map(
    ([name, href]) =>
      html`<a href="${href}"${here === name ? html` aria-current="page"` : null}>${say().bar[name]}</a>`,
  )}<a href="/learn">${say().bar.learn}</a></nav>
</header>
<main id="main">
${body}
</main>
<footer class="foot"><p><a href="/safety">${say().safety}</a> · <a href="/verify">${say().check}</a> · <a href="/privacy">${say().legal.privacy}</a> · <a href="/terms">${say().legal.terms}</a></p>
${languageFoot()}</footer>
</body>
</html>
`);
  return `<!doctype html>\n${whole.markup}`;
}

/** The other languages of this page, and whether a native speaker has read this one. */
function languageFoot(): Html {
  const others = LANGUAGES.filter(({ code }) => code !== languageNow());
  const links = others.map(
    ({ code, name }) => html` <a href="${inLanguage(code)}" lang="${code}" hreflang="${code}">${name}</a>`,
  );
  return html`<p><span>${say().languages}:</span>${links}</p>
${isUnread(languageNow()) ? html`<p>${say().unread} <span lang="${ORIGINAL}">${WORDS[ORIGINAL].pages.unread}</span></p>\n` : null}`;
}

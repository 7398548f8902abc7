import { ORIGINAL } from '../../schema/languages.ts';
import { html } from '../http/html.ts';
import type { ErrorPage } from '../http/refuse.ts';
import { framed } from './frame.ts';
import { langOf, say, speakAsAsked } from './saying.ts';

/** A short page with one message: not found, too many tries, used. Its sentences are English; the frame speaks as its reader does. */
export function messagePage(title: string, sentences: string[], exitUrl: string | null): string {
  const lang = langOf(ORIGINAL);
  return framed({
    title: `${title} – Attune`,
    body: html`<article class="reading"><h1${lang}>${title}</h1>${sentences.map((text) => html`<p class="lead"${lang}>${text}</p>\n`)}
<p><a href="/">${say().missing.home}</a></p></article>`,
    exitUrl,
  });
}

/** The pages of refusals, in whatever language can be known without asking the database. */
export function errorPages({ exitUrl }: { exitUrl: string }): ErrorPage {
  return (request, title, message) => speakAsAsked(request, () => messagePage(title, [message], exitUrl));
}

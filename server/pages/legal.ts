import type { RequestHandler } from 'express';
import { dateInWords } from '../../certificates/words.ts';
import type { AgreementKind, LegalText } from '../../schema/legalText.ts';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_POLICY } from '../http/page.ts';
import { framed } from './frame.ts';
import { markdownHtml } from './markdown.ts';
import { words } from './words/en.ts';

/** GET /privacy and /terms: what people agree to, with the version and its day. What follows the first text is asked separately. */
export function showLegal(
  texts: readonly LegalText[],
  kinds: readonly AgreementKind[],
  { exitUrl }: { exitUrl: string },
): RequestHandler {
  const shown = kinds.flatMap((kind) => texts.find((text) => text.kind === kind) ?? []);
  const body = html`<article class="reading">${shown.map((text, at) => (at === 0 ? first(text) : further(text)))}</article>`;
  const page = framed({ title: `${shown[0]?.title} – Attune`, body, exitUrl, listed: true });
  return (_request, response) => {
    response.set({ 'Content-Security-Policy': PUBLIC_POLICY, 'Referrer-Policy': 'same-origin' });
    response.type('html').send(page);
  };
}

const versionOf = ({ version, effectiveOn }: LegalText): string =>
  words.legal.version(version, dateInWords(effectiveOn));

const first = (text: LegalText): Html =>
  html`<h1>${text.title}</h1>\n<p class="note">${versionOf(text)}</p>\n${markdownHtml(text.text)}`;

const further = (text: LegalText): Html => html`<section class="box" id="${text.kind.toLowerCase().replace('_', '-')}">
<h2>${text.title}</h2>
<p class="note">${words.legal.consent}. ${versionOf(text)}</p>
${markdownHtml(text.text, 3)}</section>`;

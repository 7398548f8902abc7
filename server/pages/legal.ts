import type { RequestHandler } from 'express';
import type { AgreementKind, LegalText } from '../../schema/legalText.ts';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_HEADERS } from '../http/page.ts';
import { framed } from './frame.ts';
import { markdownHtml } from './markdown.ts';
import { dayText, langOfSerious, say } from './saying.ts';

/** GET /privacy and /terms: what people agree to, with the version and its day. What follows the first text is asked separately. */
export function showLegal(
  texts: readonly LegalText[],
  kinds: readonly AgreementKind[],
  { exitUrl }: { exitUrl: string },
): RequestHandler {
  const shown = kinds.flatMap((kind) => texts.find((text) => text.kind === kind) ?? []);
  const body = () =>
    html`<article class="reading">${shown.map((text, at) => (at === 0 ? first(text) : further(text)))}</article>`;
  return (_request, response) => {
    response.set(PUBLIC_HEADERS);
    response.type('html').send(framed({ title: `${shown[0]?.title} – Attune`, body: body(), exitUrl, listed: true }));
  };
}

const asWritten = () => langOfSerious('LEGAL_TEXT');
const versionOf = ({ version, effectiveOn }: LegalText): string => say().legal.version(version, dayText(effectiveOn));

const first = (text: LegalText): Html =>
  html`<h1${asWritten()}>${text.title}</h1>\n<p class="note">${versionOf(text)}</p>\n<div${asWritten()}>${markdownHtml(text.text)}</div>`;

const further = (text: LegalText): Html => html`<section class="box" id="${text.kind.toLowerCase().replace('_', '-')}">
<h2${asWritten()}>${text.title}</h2>
<p class="note">${say().legal.consent}. ${versionOf(text)}</p>
<div${asWritten()}>${markdownHtml(text.text, 3)}</div></section>`;

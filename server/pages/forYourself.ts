import type { RequestHandler } from 'express';
import type { Token } from 'marked';
import { isPart, placesIn } from '../../schema/edited/markdown.ts';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_HEADERS } from '../http/page.ts';
import type { AskPage } from './ask.ts';
import { helpBox } from './courseParts.ts';
import type { CourseOfPage } from './courseShape.ts';
import { framed } from './frame.ts';
import { blocksHtml, type Dialect, lexedPlain } from './markdown.ts';
import { sendMissing } from './missing.ts';
import { langOf, say, saySafety } from './saying.ts';

/** GET /courses/:slug/for-yourself: for whom it happened to. No account, no count, and the title names no course. */
export function showForYourself(ask: AskPage, { exitUrl }: { exitUrl: string }): RequestHandler {
  return async (request, response) => {
    const { course } = await ask<{ course: CourseOfPage | null }>(request, response.locals.requestId, {
      slug: String(request.params.slug),
    });
    if (course === null || course.forYourself === null) return sendMissing(response, exitUrl);
    const { title, text } = course.forYourself;
    const written = langOf(course.language);
    const words = say().course;
    const body = html`<div class="columns"><article class="reading">
<h1${written}>${title}</h1>
<p class="note">${words.forYourselfNote} <a href="/safety">${saySafety().heading}</a></p>
<div${written}>
${partedHtml(text, course.safetyNotices.length > 0)}</div>
<p class="note"><a href="/courses/${course.slug}">${words.otherDoor}</a></p>
</article>${helpBox(course)}</div>`;
    response.set(PUBLIC_HEADERS);
    response.type('html').send(framed({ title: `${saySafety().title} – Attune`, body, exitUrl }));
  };
}

/**
 * Markdown whose parts have a place, and whose links may go to one (`#part-2` is the second `##`), or to the services (`#help`).
 * Places have numbers, so that no address in a history says what somebody looked for. A place that is not there is plain words.
 */
export function partedHtml(text: string, hasHelp: boolean): Html {
  const tokens = lexedPlain(text);
  const parts = tokens.filter(isPart);
  const places = placesIn(tokens);
  const dialect: Dialect = {
    block: (token, show) =>
      isPart(token) ? html`<h2 id="part-${parts.indexOf(token) + 1}">${show.inner(token.tokens)}</h2>\n` : undefined,
    inline(from, at, show) {
      const token = from[at] as Token;
      if (token.type !== 'link' || !places.has(token.href)) return undefined;
      if (token.href === '#help' && !hasHelp) return undefined;
      return { shown: html`<a href="${token.href}">${show.inner(token.tokens)}</a>`, taken: 1 };
    },
  };
  return blocksHtml(tokens, { top: 2, dialect, files: [] });
}

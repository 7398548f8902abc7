import type { RequestHandler } from 'express';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_HEADERS } from '../http/page.ts';
import type { AskPage } from './ask.ts';
import { helpBox } from './courseParts.ts';
import type { CourseOfPage, Reference } from './courseShape.ts';
import { cited, graded } from './dialect.ts';
import { framed } from './frame.ts';
import { sendMissing } from './missing.ts';
import { langOf, say } from './saying.ts';

type Facts = { exitUrl: string };

/** GET /courses/:slug/claims: what a course claims and on what, and what its words mean. */
export function showClaims(ask: AskPage, { exitUrl }: Facts): RequestHandler {
  return async (request, response) => {
    const { course } = await ask<{ course: CourseOfPage | null }>(request, response.locals.requestId, {
      slug: String(request.params.slug),
    });
    if (course === null || course.claims.length === 0) return sendMissing(response, exitUrl);
    const title = say().marks.claims(course.claims.length);
    const body = html`<div class="columns"><article>
<p class="eyebrow"><a href="/courses/${course.slug}"${langOf(course.language)}>${course.title}</a></p>
<h1>${title}</h1>
${claimsTable(course)}
</article>${helpBox(course)}</div>`;
    response.set(PUBLIC_HEADERS);
    response.type('html').send(framed({ title: `${title} – Attune`, body, exitUrl, here: 'courses', listed: true }));
  };
}

/** The way to the claims of a course; nothing for a course that marks none. */
export function claimsLink({ claims, slug }: CourseOfPage): Html | null {
  if (claims.length === 0) return null;
  return html`<p><a href="/courses/${slug}/claims">${say().marks.claims(claims.length)}</a></p>`;
}

function claimsTable({ claims, glossary, references, language }: CourseOfPage): Html {
  const words = say().marks;
  const written = langOf(language);
  const terms = glossary.map(({ term, meaning }) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>\n`);
  const rows = claims.map(
    ({ grade, text, sources, whatWouldChangeIt, module }) =>
      html`<tr><td${written}>${text}</td><td data-head="${words.evidence}">${graded(grade)}</td><td data-head="${words.module}">${module.position}</td><td${written}>${sources.map(({ key }, at) => html`${at === 0 ? '' : '; '}${shortly(references, key)}`)}</td><td${written}>${whatWouldChangeIt}</td></tr>\n`,
  );
  const named = references.filter(({ key }) => claims.some(({ sources }) => sources.some((one) => one.key === key)));
  return html`<p class="note">${words.claimsNote}</p>
<div class="table" tabindex="0"><table class="stacks"><thead><tr><th scope="col">${words.claim}</th><th scope="col">${words.evidence}</th><th scope="col">${words.module}</th><th scope="col">${words.sources(2)}</th><th scope="col">${words.change}</th></tr></thead>
<tbody>${rows}</tbody></table></div>
<h2>${words.sources(2)}</h2><ol${written}>${named.map((one) => html`<li id="ref-${one.key}" tabindex="-1">${cited(one)}</li>\n`)}</ol>
${terms.length === 0 ? null : html`<h2>${words.glossary(terms.length)}</h2><dl${written}>${terms}</dl>`}`;
}

/** Who wrote a reference, and when: what stands before the end of its year. */
function shortly(references: readonly Reference[], key: string): Html {
  const citation = references.find((one) => one.key === key)?.citation ?? key;
  const [short] = /^.*?\(\d{4}\)/.exec(citation) ?? [citation];
  return html`<a href="#ref-${key}">${short}</a>`;
}

import type { RequestHandler } from 'express';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_HEADERS } from '../http/page.ts';
import type { AskPage } from './ask.ts';
import type { SafetyNotice } from './courseShape.ts';
import { framed } from './frame.ts';
import { langOfSerious, languageNow, say, sayCrisis, saySafety } from './saying.ts';
import { countryName, servicesOf } from './services.ts';

type Answer = { courses: { nodes: { safetyNotices: SafetyNotice[] }[] } };

/** GET /safety: how to read without being seen, what leaving cannot undo, and whom to call. */
export function showSafety(ask: AskPage, { exitUrl }: { exitUrl: string }): RequestHandler {
  return async (request, response) => {
    const { courses } = await ask<Answer>(request, response.locals.requestId);
    const words = saySafety();
    const crisis = langOfSerious('CRISIS_NOTICE');
    const body = html`<article class="reading">
<h1>${words.heading}</h1>
<p class="lead">${words.lead}</p>
<h2>${words.does}</h2>
${items(words.doesText)}
<h2>${words.doesNot}</h2>
<ul>${words.doesNotText.map(([what, text]) => html`<li><strong>${what}</strong> ${text}</li>\n`)}</ul>
<h2>${words.private}</h2>
${items(words.privateText)}
<h2>${words.here}</h2>
<p>${words.hereText}</p>
<h2 id="call"${crisis}>${sayCrisis().call}</h2>
<p${crisis}>${sayCrisis().callText}</p>
${callList(courses.nodes.flatMap(({ safetyNotices }) => safetyNotices))}
</article>`;
    response.set(PUBLIC_HEADERS);
    response.type('html').send(framed({ title: `${words.title} – Attune`, body, exitUrl }));
  };
}

const items = (texts: string[]): Html => html`<ul>${texts.map((text) => html`<li>${text}</li>\n`)}</ul>`;

/** Each service once, by country. Courses name the same ones; the one that was checked last is shown. */
function callList(notices: SafetyNotice[]): Html {
  if (notices.length === 0) return html`<p${langOfSerious('CRISIS_NOTICE')}>${sayCrisis().nobody}</p>`;
  const newest = new Map<string, SafetyNotice>();
  for (const notice of notices.toSorted((a, b) => (a.checkedOn < b.checkedOn ? -1 : 1)))
    newest.set(`${notice.country} ${notice.title}`, notice);
  const countries = [...Map.groupBy(newest.values(), ({ country }) => country)].map(
    ([country, services]) => [countryName(country), services] as const,
  );
  const last = say().help.everywhere;
  countries.sort(([a], [b]) => Number(a === last) - Number(b === last) || a.localeCompare(b, languageNow()));
  return html`<div class="calls">${countries.map(
    ([name, services]) => html`<details><summary>${name}</summary>${servicesOf(services)}</details>\n`,
  )}</div>
<p class="note">${say().help.notCalled}</p>`;
}

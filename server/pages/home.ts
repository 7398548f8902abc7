import type { RequestHandler } from 'express';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_HEADERS } from '../http/page.ts';
import type { AskPage } from './ask.ts';
import { isLive } from './courseShape.ts';
import { framed } from './frame.ts';
import { langOf, say } from './saying.ts';

type Course = {
  slug: string;
  title: string;
  subtitle: string;
  hoursOfStudy: string;
  format: string;
  level: string;
  language: string;
  retiredAt: string | null;
  forYourself: { title: string } | null;
  organization: { legalName: string };
};
type Answer = { courses: { nodes: Course[] } };

type Facts = { exitUrl: string; production: boolean };

/** GET /: the courses and the events that are open. */
export function showHome(ask: AskPage, { exitUrl, production }: Facts): RequestHandler {
  return async (request, response) => {
    const { courses } = await ask<Answer>(request, response.locals.requestId);
    const open = courses.nodes.filter(({ retiredAt }) => retiredAt === null);
    const door = open.find(({ forYourself }) => forYourself !== null);
    const body = html`<section class="hero engraved">
<p class="eyebrow">${say().home.eyebrow}</p>
<h1>${say().home.heading}</h1>
<p class="lead">${say().home.lead}</p>
${door === undefined ? null : html`<p class="early"><a href="/courses/${door.slug}/for-yourself"><span><strong>${say().course.happenedToYou}</strong> ${say().course.readForYourself}</span></a></p>\n`}<p class="early"><a href="/safety">${say().safety}</a></p>
</section>
<ol class="steps" aria-label="${say().home.how}">${say().home.steps.map(
      ([name, text]) => html`<li><h2>${name}</h2><p>${text}</p></li>`,
    )}</ol>
<h2>${say().home.courses}</h2>
${open.length === 0 ? html`<p>${say().home.noCourses}</p>` : html`<ul class="cards">${open.map(card)}</ul>`}
<ul class="cards small">
<li class="card plain"><h3><a href="/intensives">${say().home.allEvents}</a></h3><p>${say().home.eventsText}</p></li>
<li class="card plain"><h3><a href="/verify">${say().check}</a></h3><p>${say().home.verify}</p></li>
<li class="card plain"><h3><a href="/safety">${say().safety}</a></h3><p>${say().home.safety}</p></li>
</ul>
${production ? null : developers()}`;
    response.set(PUBLIC_HEADERS);
    response.type('html').send(framed({ title: say().home.title, body, exitUrl, here: 'courses', listed: true }));
  };
}

const card = ({
  slug,
  title,
  subtitle,
  hoursOfStudy,
  format,
  level,
  language,
  organization,
}: Course): Html => html`<li class="card">
<p class="eyebrow">${say().formats[format] ?? format}${isLive({ format }) ? null : html` · ${say().home.free}`}</p>
<h3><a href="/courses/${slug}"${langOf(language)}>${title}</a></h3>
<p${langOf(language)}>${subtitle}</p>
<p class="note">${say().home.hours(hoursOfStudy)} · ${say().levels[level] ?? level} · ${say().home.from(organization.legalName)}</p>
</li>\n`;

const developers = (): Html => html`<details class="box"><summary>${say().home.developers}</summary>
<p>${say().home.developersText} <a href="/graphql">GraphiQL</a> · <a href="/readyz">/readyz</a> · <a href="/metrics">/metrics</a></p>
</details>`;

import type { RequestHandler } from 'express';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_HEADERS } from '../http/page.ts';
import type { AskPage } from './ask.ts';
import { claimsLink } from './claims.ts';
import { creditPart, helpBox, hoursPart, madeByPart, takenPart } from './courseParts.ts';
import { type CourseOfPage, isLive } from './courseShape.ts';
import { dialectHtml } from './dialect.ts';
import { framed } from './frame.ts';
import { markdownHtml } from './markdown.ts';
import { sendMissing } from './missing.ts';
import { langOf, nameOf, say, saySafety } from './saying.ts';

type Facts = { exitUrl: string };

/** GET /courses/:slug: what a course is, for whom, what it earns and what it does not. */
export function showCourse(ask: AskPage, { exitUrl }: Facts): RequestHandler {
  return async (request, response) => {
    const { course } = await ask<{ course: CourseOfPage | null }>(request, response.locals.requestId, {
      slug: String(request.params.slug),
    });
    if (course === null) return sendMissing(response, exitUrl);
    response.set(PUBLIC_HEADERS);
    const page = {
      title: `${course.title} – Attune`,
      body: courseBody(course),
      exitUrl,
      here: 'courses',
      listed: true,
    } as const;
    response.type('html').send(framed(page));
  };
}

/** GET /courses/:slug/sample: a module that anybody may read. Neither a tab nor a history names it. */
export function showSample(ask: AskPage, { exitUrl }: Facts): RequestHandler {
  return async (request, response) => {
    const { course } = await ask<{ course: CourseOfPage | null }>(request, response.locals.requestId, {
      slug: String(request.params.slug),
    });
    if (course === null || course.sample === null) return sendMissing(response, exitUrl);
    const { position, title, text, marks, files } = course.sample;
    const written = langOf(course.language);
    const words = say().course;
    const body = html`<div class="columns"><article class="reading">
<p class="eyebrow"><a href="/courses/${course.slug}"${written}>${course.title}</a></p>
<h1${written}>${title}</h1>
<p class="note">${words.moduleOf(position, course.modules.length)} ${words.sampleNote} <a href="/safety">${saySafety().heading}</a></p>
<div${written}>
${marks === null ? markdownHtml(text, 2, files) : dialectHtml(text, { marks, files, language: course.language, modules: `/courses/${course.slug}#modules` })}</div>
<p class="actions">${startLink(course)} <a class="action quiet" href="/courses/${course.slug}">${words.backToCourse}</a></p>
</article>${helpBox(course)}</div>`;
    response.set(PUBLIC_HEADERS);
    const tab = `${saySafety().title} – Attune`;
    response.type('html').send(framed({ title: tab, body, exitUrl, here: 'courses', listed: true }));
  };
}

/** A live course has dates, each with a price of its own. Any other starts when one likes. */
const startLink = (course: CourseOfPage): Html =>
  isLive(course)
    ? html`<a class="action" href="/intensives">${say().course.dates}</a>`
    : html`<a class="action" href="/enroll/${encodeURIComponent(course.id)}">${say().course.start}</a>`;

/** The second door: for whom it happened to. */
const forYourselfDoor = ({ slug, forYourself }: CourseOfPage): Html | null =>
  forYourself === null
    ? null
    : html`<p class="box"><strong>${say().course.happenedToYou}</strong> <a href="/courses/${slug}/for-yourself">${say().course.readForYourself}</a> ${say().course.forYourselfNote}</p>
`;

/** What is no record of study says so before anybody studies. */
function samplePart({ specimen, organization: { fictional } }: CourseOfPage): Html | null {
  if (!specimen && !fictional) return null;
  return html`<p class="note">${specimen ? say().course.specimen : say().course.sampleOrganization}</p>
`;
}

function courseBody(course: CourseOfPage): Html {
  const written = langOf(course.language);
  const words = say().course;
  const facts: [string, string][] = [
    [words.hours, say().home.hours(course.hoursOfStudy)],
    ...(course.planning === null
      ? []
      : [[words.plan, words.length(course.planning.minutes)] satisfies [string, string]]),
    ...(isLive(course) ? [] : [[words.price, say().home.free] satisfies [string, string]]),
    [words.format, say().formats[course.format] ?? course.format],
    [words.level, say().levels[course.level] ?? course.level],
    [words.language, nameOf('language', course.language)],
    [words.version, course.version],
  ];
  return html`<section class="hero">
<p class="eyebrow">${say().home.from(course.organization.legalName)}</p>
<h1${written}>${course.title}</h1>
<p class="lead"${written}>${course.subtitle}</p>
${forYourselfDoor(course)}<ul class="facts">${facts.map(([name, value]) => html`<li><span>${name}</span> ${value}</li>`)}</ul>
<p class="status ${course.review.status === 'REVIEWED' ? 'good' : 'warn'}">${course.review.status === 'REVIEWED' ? words.reviewed(course.review.reviewedBy ?? '') : words.notReviewed}</p>
${samplePart(course)}${course.retiredAt === null ? html`<p class="actions">${startLink(course)}${course.sample === null ? null : html` <a class="action quiet" href="/courses/${course.slug}/sample">${words.sample}</a>`}</p>` : html`<p class="box">${words.retired}</p>`}
</section>
<div class="columns"><div>
<div${written}>
${markdownHtml(course.summary)}</div>
<section class="box" aria-label="${words.notice}"><div${written}>${markdownHtml(course.notice, 3)}</div></section>
<h2>${words.objectives}</h2>
<ul${written}>${course.objectives.map(({ text }) => html`<li>${text}</li>`)}</ul>
<h2>${words.audience}</h2>
<ul${written}>${course.audience.map((one) => html`<li>${one}</li>`)}</ul>
<h2 id="modules">${words.modules}</h2>
<ol class="modules">${course.modules.map(({ title, minimumMinutes }) => html`<li><span${written}>${title}</span> <span class="note">${words.minutes(minimumMinutes)}</span></li>`)}</ol>
${course.planning === null ? null : html`<p class="note">${words.planning(course.planning.minutes)}</p>`}
${creditPart(course)}
<h2>${words.limits}</h2>
<ul${written}>${course.limitationsAndRisks.map((one) => html`<li>${one}</li>`)}</ul>
${hoursPart(course)}
${claimsLink(course)}
${takenPart(course)}
${madeByPart(course)}
</div>${helpBox(course)}</div>`;
}

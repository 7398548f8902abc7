import type { RequestHandler } from 'express';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_POLICY } from '../http/page.ts';
import type { AskPage } from './ask.ts';
import { creditPart, helpBox, hoursPart, madeByPart } from './courseParts.ts';
import { type CourseOfPage, isLive } from './courseShape.ts';
import { framed } from './frame.ts';
import { markdownHtml } from './markdown.ts';
import { sendMissing } from './missing.ts';
import { words } from './words/en.ts';

type Facts = { exitUrl: string };

/** GET /courses/:slug: what a course is, for whom, what it earns and what it does not. */
export function showCourse(ask: AskPage, { exitUrl }: Facts): RequestHandler {
  return async (request, response) => {
    const { course } = await ask<{ course: CourseOfPage | null }>(request, response.locals.requestId, {
      slug: String(request.params.slug),
    });
    if (course === null) return sendMissing(response, exitUrl);
    response.set({ 'Content-Security-Policy': PUBLIC_POLICY, 'Referrer-Policy': 'same-origin' });
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

/** GET /courses/:slug/sample: a module that anybody may read. */
export function showSample(ask: AskPage, { exitUrl }: Facts): RequestHandler {
  return async (request, response) => {
    const { course } = await ask<{ course: CourseOfPage | null }>(request, response.locals.requestId, {
      slug: String(request.params.slug),
    });
    if (course === null || course.sample === null) return sendMissing(response, exitUrl);
    const { position, title, text } = course.sample;
    const say = words.course;
    const body = html`<div class="columns"><article class="reading">
<p class="eyebrow"><a href="/courses/${course.slug}">${course.title}</a></p>
<h1>${title}</h1>
<p class="note">${say.moduleOf(position, course.modules.length)} ${say.sampleNote}</p>
${markdownHtml(text)}
<p class="actions">${startLink(course)} <a class="action quiet" href="/courses/${course.slug}">${say.backToCourse}</a></p>
</article>${helpBox(course)}</div>`;
    response.set({ 'Content-Security-Policy': PUBLIC_POLICY, 'Referrer-Policy': 'same-origin' });
    response.type('html').send(framed({ title: `${title} – Attune`, body, exitUrl, here: 'courses', listed: true }));
  };
}

/** A live course has dates, each with a price of its own. Any other starts when one likes. */
const startLink = (course: CourseOfPage): Html =>
  isLive(course)
    ? html`<a class="action" href="/intensives">${words.course.dates}</a>`
    : html`<a class="action" href="/enroll/${encodeURIComponent(course.id)}">${words.course.start}</a>`;

function courseBody(course: CourseOfPage): Html {
  const say = words.course;
  const facts: [string, string][] = [
    [say.hours, words.home.hours(course.hoursOfStudy)],
    ...(isLive(course) ? [] : [[say.price, words.home.free] satisfies [string, string]]),
    [say.format, words.formats[course.format] ?? course.format],
    [say.level, words.levels[course.level] ?? course.level],
    [say.language, languageName(course.language)],
    [say.version, course.version],
  ];
  return html`<section class="hero">
<p class="eyebrow">${words.home.from(course.organization.legalName)}</p>
<h1>${course.title}</h1>
<p class="lead">${course.subtitle}</p>
<ul class="facts">${facts.map(([name, value]) => html`<li><span>${name}</span> ${value}</li>`)}</ul>
<p class="status ${course.review.status === 'REVIEWED' ? 'good' : 'warn'}">${course.review.status === 'REVIEWED' ? say.reviewed(course.review.reviewedBy ?? '') : say.notReviewed}</p>
${course.retiredAt === null ? html`<p class="actions">${startLink(course)}${course.sample === null ? null : html` <a class="action quiet" href="/courses/${course.slug}/sample">${say.sample}</a>`}</p>` : html`<p class="box">${say.retired}</p>`}
</section>
<div class="columns"><div>
${markdownHtml(course.summary)}
<section class="box" aria-label="${say.notice}">${markdownHtml(course.notice, 3)}</section>
<h2>${say.objectives}</h2>
<ul>${course.objectives.map(({ text }) => html`<li>${text}</li>`)}</ul>
<h2>${say.audience}</h2>
<ul>${course.audience.map((one) => html`<li>${one}</li>`)}</ul>
<h2>${say.modules}</h2>
<ol class="modules">${course.modules.map(({ title, minimumMinutes }) => html`<li>${title} <span class="note">${say.minutes(minimumMinutes)}</span></li>`)}</ol>
<p class="note">${say.planning(course.modules.reduce((sum, { minimumMinutes }) => sum + minimumMinutes, 0))}</p>
${creditPart(course)}
<h2>${say.limits}</h2>
<ul>${course.limitationsAndRisks.map((one) => html`<li>${one}</li>`)}</ul>
${hoursPart(course)}
${madeByPart(course)}
</div>${helpBox(course)}</div>`;
}

/** The name of a language in English, such as "Spanish". */
const languageName = (code: string): string => new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;

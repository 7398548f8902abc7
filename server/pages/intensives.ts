import type { RequestHandler } from 'express';
import type { IntensiveKind } from '../../drizzle/tables/intensives.ts';
import { isDiscreet } from '../../schema/intensives/rules/shown.ts';
import { spanInWords, timeInWords } from '../../schema/intensives/rules/times.ts';
import { ORIGINAL } from '../../schema/languages.ts';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_POLICY } from '../http/page.ts';
import type { AskPage } from './ask.ts';
import { framed } from './frame.ts';
import { markdownHtml } from './markdown.ts';
import { sendMissing } from './missing.ts';
import { langOf, langOfSerious, languageNow, say, saySerious } from './saying.ts';

type Listed = {
  slug: string;
  kind: IntensiveKind;
  title: string;
  place: string;
  timeZone: string;
  startsAt: string | null;
  endsAt: string | null;
  admission: string;
  seats: { left: number; waiting: number };
  price: { amount: { words: string } } | null;
  organization: { legalName: string };
};
type Shown = Listed & {
  id: string;
  description: string;
  statementShows: string;
  cancelledAt: string | null;
  registrationOpensAt: string;
  registrationClosesAt: string;
  seats: { capacity: number; left: number; waiting: number; keptMinutes: number };
  agenda: {
    title: string;
    kind: string;
    wallTime: string;
    timeZone: string;
    startsAt: string;
    minutes: number;
    topics: string[];
    instructors: { name: string; credentials: string; disclosure: string }[];
  }[];
  prices: { label: string; amount: { words: string }; standing: boolean }[];
  policy: {
    text: string;
    refunds: { percent: number; words: string; endsAt: string | null }[];
    transfers: string | null;
  };
  organization: {
    slug: string;
    legalName: string;
    accommodationContact: string;
    accommodationLeadDays: number | null;
    screensPairs: boolean;
  };
};

type Facts = { exitUrl: string };
const HEADERS = { 'Content-Security-Policy': PUBLIC_POLICY, 'Referrer-Policy': 'same-origin' };

type Answer = { intensives: { nodes: Listed[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };

/** GET /intensives: the events that are open. */
export function listIntensives(ask: AskPage, { exitUrl }: Facts): RequestHandler {
  return async (request, response) => {
    const after = typeof request.query.after === 'string' ? request.query.after : null;
    const { requestId } = response.locals;
    // A place in the list that the API never gave leads to the beginning.
    const { intensives } = await ask<Answer>(request, requestId, { after }).catch((error) => {
      if (after === null) throw error;
      return ask<Answer>(request, requestId, { after: null });
    });
    const words = say().events;
    const { nodes, pageInfo } = intensives;
    const body = html`<section class="hero"><p class="eyebrow">${words.eyebrow}</p><h1>${words.heading}</h1><p class="lead">${words.lead}</p></section>
${nodes.length === 0 ? html`<p>${words.none}</p>` : html`<ul class="cards">${nodes.map(eventCard)}</ul>`}
${pageInfo.hasNextPage ? html`<p><a class="action quiet" href="/intensives?after=${encodeURIComponent(pageInfo.endCursor)}">${words.more}</a></p>` : null}`;
    response
      .set(HEADERS)
      .type('html')
      .send(framed({ title: `${words.heading} – Attune`, body, exitUrl, here: 'events', listed: true }));
  };
}

/** GET /intensives/:slug: what an event is, when, for how much, and by which rules. */
export function showIntensive(ask: AskPage, { exitUrl }: Facts): RequestHandler {
  return async (request, response) => {
    const { intensive } = await ask<{ intensive: Shown | null }>(request, response.locals.requestId, {
      slug: String(request.params.slug),
    });
    if (intensive === null) return sendMissing(response, exitUrl);
    const page = {
      title: `${isDiscreet(intensive) ? say().events.discreet : intensive.title} – Attune`,
      body: eventBody(intensive),
      exitUrl,
      here: 'events',
      listed: true,
    } as const;
    response.set(HEADERS).type('html').send(framed(page));
  };
}

/** Events are described in the original language. */
const written = () => langOf(ORIGINAL);

/** An event in a list. */
const eventCard = (event: Listed): Html => html`<li class="card">
<p class="eyebrow">${say().events.kinds[event.kind] ?? event.kind}</p>
<h2><a href="/intensives/${event.slug}"${written()}>${event.title}</a></h2>
<p>${whenOf(event)}<br>${event.place}</p>
<p class="note">${priceOf(event)} · ${seatsOf(event)} · ${say().home.from(event.organization.legalName)}</p>
</li>\n`;

const whenOf = ({ startsAt, endsAt, timeZone }: Listed): string =>
  startsAt === null || endsAt === null
    ? say().events.noTimes
    : spanInWords({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, timeZone, languageNow());

const priceOf = ({ price }: Listed): string => price?.amount.words ?? say().events.noPrice;

function seatsOf({ seats: { left, waiting }, admission }: Listed): string {
  if (admission === 'APPLICATION') return say().events.byApplication;
  if (left > 0) return say().events.left(left);
  return waiting > 0 ? say().events.waiting(waiting) : say().events.full;
}

function eventBody(event: Shown): Html {
  const words = say().events;
  const rules = saySerious('POLICY').events;
  const open = event.cancelledAt === null;
  return html`<section class="hero">
<p class="eyebrow">${words.kinds[event.kind] ?? event.kind} · ${event.organization.legalName}</p>
<h1${written()}>${event.title}</h1>
<p class="lead">${whenOf(event)}</p>
<ul class="facts">
<li><span>${words.where}</span> ${event.place}</li><li><span>${say().course.price}</span> ${priceOf(event)}</li><li><span>${words.places}</span> ${seatsOf(event)}</li>
</ul>
${open ? html`<p class="actions"><a class="action" href="/register/${encodeURIComponent(event.id)}">${event.admission === 'APPLICATION' ? words.apply : words.register}</a></p>` : html`<p class="status bad">${words.canceled}</p>`}
<p class="note">${words.until(timeInWords(new Date(event.registrationClosesAt), event.timeZone, languageNow()))}</p>
</section>
<div${written()}>${markdownHtml(event.description)}</div>
${safelyOf(event)}<h2>${words.agenda}</h2>
<div class="table"><table><thead><tr><th scope="col">${words.time}</th><th scope="col">${words.what}</th><th scope="col">${words.who}</th></tr></thead><tbody>
${event.agenda.map(
  (part) =>
    html`<tr><td>${timeInWords(new Date(part.startsAt), part.timeZone, languageNow())}<br><span class="note">${say().course.minutes(part.minutes)}</span></td><td${written()}>${part.title}${part.topics.length === 0 ? null : html`<br><span class="note">${part.topics.join(', ')}</span>`}</td><td>${part.instructors.map(({ name }) => name).join(', ')}</td></tr>\n`,
)}</tbody></table></div>
${instructorsOf(event)}
<h2>${words.cost}</h2>
<ul>${event.prices.map(({ label, amount, standing }) => html`<li><span${written()}>${label}</span>: ${amount.words}${standing ? html` <strong>${words.now}</strong>` : null}</li>`)}</ul>
<p class="box">${(isDiscreet(event) ? words.statementDiscreet : words.statement)(event.statementShows)}</p>
<h2>${words.rules}</h2>
<div${langOfSerious('POLICY')}>${markdownHtml(event.policy.text, 3)}</div>
<ul${langOfSerious('POLICY')}>${event.policy.refunds.map(({ percent, words: until }) => html`<li>${rules.refund(percent, until)}</li>`)}<li>${event.policy.transfers === null ? rules.noTransfers : rules.transfers(event.policy.transfers)}</li></ul>
${accessOf(event)}`;
}

/** Of events that are no trainings: how two people are met, and whom to call. Whoever reads it may be afraid of the other one. */
function safelyOf(event: Shown): Html | null {
  if (!isDiscreet(event)) return null;
  const words = say().events;
  const call = html`<a href="/safety#call">${words.afraid}</a>`;
  if (event.kind !== 'COUPLES') return html`<p>${call}</p>\n`;
  return html`<h2>${words.pairs}</h2>
<ul>${event.organization.screensPairs ? html`<li>${words.metAlone}</li>\n` : null}<li>${words.notWhy}</li>
<li>${call}</li></ul>\n`;
}

/** How to ask for what somebody needs, for everybody to read. */
function accessOf({ organization: { accommodationContact: contact, accommodationLeadDays: days } }: Shown): Html {
  const words = say().events;
  return html`<h2>${words.access}</h2>
<p>${words.accessAsk}${days === null ? null : ` ${words.accessLead(days)}`}</p>
<p>${words.accessContact} <a href="mailto:${contact}">${contact}</a></p>`;
}

function instructorsOf({ agenda }: Shown): Html | null {
  const known = new Map(agenda.flatMap(({ instructors }) => instructors).map((one) => [one.name, one]));
  if (known.size === 0) return null;
  return html`<h2>${say().events.teaches}</h2><dl>${[...known.values()].map(
    ({ name, credentials, disclosure }) =>
      html`<div><dt>${name}</dt><dd${written()}>${credentials}<br><span class="note">${disclosure}</span></dd></div>\n`,
  )}</dl>`;
}

import type { RequestHandler, Response } from 'express';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_HEADERS } from '../http/page.ts';
import type { AskPage } from './ask.ts';
import { consultationsOf, type Slot } from './consultations.ts';
import { framed } from './frame.ts';
import { markdownHtml } from './markdown.ts';
import { sendMissing } from './missing.ts';
import { dayText, langOfSerious, say } from './saying.ts';

type Policy = { kind: string; version: string; effectiveOn: string; text: string };
type Organization = {
  slug: string;
  legalName: string;
  timeZone: string;
  address: string[];
  website: string;
  email: string;
  signatory: { name: string; title: string } | null;
  grievanceContact: string;
  accommodationContact: string;
  fictional: boolean;
  policies: Policy[];
  openConsultations: Slot[];
};
type Answer = { organization: Organization | null };
type Facts = { exitUrl: string };

/** GET /organizations/:slug: who gives the courses, whom to write to, and by what policies. */
export function showOrganization(ask: AskPage, { exitUrl }: Facts): RequestHandler {
  return async (request, response) => {
    const slug = String(request.params.slug);
    const { organization } = await ask<Answer>(request, response.locals.requestId, { slug });
    if (organization === null) return sendMissing(response, exitUrl);
    send(response, organization.legalName, organizationBody(organization), exitUrl);
  };
}

/** GET /organizations/:slug/policies/:kind: the policy in force, such as /policies/refund. */
export function showPolicy(ask: AskPage, { exitUrl }: Facts): RequestHandler {
  return async (request, response) => {
    const slug = String(request.params.slug);
    const { organization } = await ask<Answer>(request, response.locals.requestId, { slug });
    const policy = organization?.policies.find(({ kind }) => addressOf(kind) === request.params.kind);
    if (organization === null || policy === undefined) return sendMissing(response, exitUrl);
    const title = kindOf(policy);
    const body = html`<article class="reading">
<p class="eyebrow"><a href="/organizations/${slug}">${organization.legalName}</a></p>
<h1>${title}</h1>
<p class="note">${versionOf(policy)}</p>
<div${langOfSerious('POLICY')}>${markdownHtml(policy.text)}</div>
</article>`;
    send(response, title, body, exitUrl);
  };
}

function send(response: Response, title: string, body: Html, exitUrl: string): void {
  response.set(PUBLIC_HEADERS);
  response.type('html').send(framed({ title: `${title} – Attune`, body, exitUrl, listed: true }));
}

const addressOf = (kind: string): string => kind.toLowerCase().replaceAll('_', '-');
const kindOf = ({ kind }: Policy): string => say().organization.kinds[kind] ?? kind;
const versionOf = ({ version, effectiveOn }: Policy): string => say().legal.version(version, dayText(effectiveOn));

function organizationBody(organization: Organization): Html {
  const words = say().organization;
  const { slug, legalName, fictional, policies, openConsultations } = organization;
  return html`<p class="eyebrow">${words.eyebrow}</p>
<h1>${legalName}</h1>
${fictional ? html`<p class="box">${words.fictional}</p>` : null}
${consultationsOf(openConsultations)}
<h2>${words.contacts}</h2>
<dl>${contactsOf(organization).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<h2>${words.policies}</h2>
${
  policies.length === 0
    ? html`<p>${words.noPolicies}</p>`
    : html`<ul>${policies.map(
        (policy) =>
          html`<li><a href="/organizations/${slug}/policies/${addressOf(policy.kind)}">${kindOf(policy)}</a> <span class="note">${versionOf(policy)}</span></li>\n`,
      )}</ul>`
}`;
}

function contactsOf(organization: Organization): [string, Html | string][] {
  const words = say().organization;
  const { email, website, address, signatory, accommodationContact, grievanceContact, timeZone } = organization;
  return [
    [words.write, contact(email)],
    [words.accommodation, contact(accommodationContact)],
    [words.grievance, contact(grievanceContact)],
    [words.website, html`<a href="${website}" rel="noreferrer">${website}</a>`],
    [words.address, html`${address.map((line) => html`${line}<br>`)}`],
    ...(signatory === null ? [] : [[words.signatory, `${signatory.name}, ${signatory.title}`] as [string, string]]),
    [words.zone, timeZone],
  ];
}

/** An address of mail as a link; any other text as it is. */
const contact = (text: string): Html | string =>
  /^[^\s@]+@[^\s@]+$/.test(text) ? html`<a href="mailto:${text}">${text}</a>` : text;

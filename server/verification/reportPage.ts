import { dayOf } from '../../certificates/verify/certified.ts';
import { type Conclusion, conclude, type Examined, isGenuine } from '../../certificates/verify/conclusion.ts';
import type { CertifiedFacts, Step, StepOutcome } from '../../certificates/verify/report.ts';
import { dateInWords, hoursOfSixty } from '../../certificates/words.ts';
import { type Html, html } from '../http/html.ts';
import { page } from '../http/page.ts';

const MARKS: Record<StepOutcome, { tone: string; mark: string; word: string }> = {
  PASSED: { tone: 'good', mark: '✓', word: 'Passed' },
  FAILED: { tone: 'bad', mark: '✗', word: 'Failed' },
  NOT_CHECKED: { tone: 'plain', mark: '–', word: 'Not checked' },
  NOT_PRESENT: { tone: 'plain', mark: '–', word: 'Not in this file' },
};

/** What the examination found in a file, step by step. It works without scripts, styles or colors. */
export function verifyReportPage(examined: Examined): string {
  const conclusion = conclude(examined);
  return page({
    title: `${conclusion.title} · Attune`,
    body: html`<p class="eyebrow">Certificate check</p>
<h1>${conclusion.title}</h1>
${badge(conclusion)}
<p class="lead">${conclusion.advice}</p>
${examined.facts === null ? null : facts(examined.facts, isGenuine(examined))}
<h2>What was looked at</h2>
<dl>${examined.steps.map(step)}</dl>
${examined.number === null ? null : html`<p>The register’s own page: <a class="number" href="/verify/${examined.number}">${examined.number}</a></p>`}
<h2>Check another file</h2>
${fileForm()}`,
    footer: html`We deleted your file when we made this page. Its fingerprint (SHA-256) is <code>${examined.sha256}</code>.
<a href="/verify">Check a number</a>`,
  });
}

const badge = ({ tone, badge: words }: Conclusion): Html => html`<p class="status ${tone}"><span>${words}</span></p>`;

const row = (term: string, value: Html | string): Html => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

const facts = (known: CertifiedFacts, genuine: boolean): Html => html`<h2>${
  genuine ? 'What is certified' : 'What the intact credential inside says'
}</h2>
<dl>
${row('Number', html`<span class="number">${known.number}</span>`)}
${known.name === null ? null : row('Awarded to', known.name)}
${row('Course', known.course)}
${known.credit === null ? null : row('Credit', `${known.credit.amount} ${known.credit.unit}`)}
${known.hours === null ? null : row('Study', hoursOfSixty(Math.round(Number(known.hours) * 100)))}
${row('Completed on', dateInWords(known.completedOn))}
${row('Issued by', known.issuer)}
${row('Issued on', dateInWords(dayOf(known.issuedAt)))}
${known.expiresAt === null ? null : row('Valid until', dateInWords(dayOf(known.expiresAt)))}
</dl>`;

function step({ outcome, title, sentence }: Step): Html {
  const { tone, mark, word } = MARKS[outcome];
  return html`<div><dt>${title}</dt><dd><strong class="${tone}"><span aria-hidden="true">${mark} </span>${word}.</strong> ${sentence}</dd></div>`;
}

/** The form that leads to this page. It belongs on the page with the number form. */
export function fileForm(): Html {
  return html`<form action="/verify" method="post" enctype="multipart/form-data">
<label>The certificate’s PDF, its credential (JSON) or its token (JWT), at most 50 MB<input type="file" name="file" required accept=".pdf,.json,.jwt,.txt,application/pdf,application/json,text/plain"></label>
<button type="submit">Check the file</button>
</form>
<p class="note">The file is examined on our server and deleted at once. Nothing of it is kept.</p>`;
}

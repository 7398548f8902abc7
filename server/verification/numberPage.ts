import { creditText, formatText, statementText } from '../../certificates/creditWords.ts';
import type { Credit } from '../../certificates/facts/credit.ts';
import { type PrintedFacts, printedFacts } from '../../certificates/facts/publicFacts.ts';
import { dateInWords, dayInWords, hoursOfSixty } from '../../certificates/words.ts';
import { REVOCATION_WORDS } from '../../schema/issuance/rules.ts';
import type { Verdict } from '../../schema/verification/rules/verdict.ts';
import { type Html, html } from '../http/html.ts';
import { page } from '../http/page.ts';
import { fileForm } from './reportPage.ts';

type Face = { tone: 'good' | 'bad' | 'warn' | 'plain'; badge: string; title: string; sentence: string; icon: Html };

const TICK = html`<path d="M5 12.5l4.5 4.5L19 7.5"/>`;
const CROSS = html`<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>`;
const TURN = html`<path d="M5 12h13M13 6.5l5.5 5.5-5.5 5.5"/>`;
const DOTS = html`<path d="M12 6v7M12 17.5v.5"/>`;

const FACES: Record<Verdict['status'], Face> = {
  VALID: {
    tone: 'good',
    badge: 'Valid',
    title: 'This certificate is valid',
    sentence: 'It was issued under this number and has been neither revoked nor replaced.',
    icon: TICK,
  },
  EXPIRED: {
    tone: 'warn',
    badge: 'Expired',
    title: 'This certificate has expired',
    sentence: 'It was issued under this number for a limited time, and that time is over.',
    icon: DOTS,
  },
  REVOKED: {
    tone: 'bad',
    badge: 'Revoked',
    title: 'This certificate was revoked',
    sentence: 'It was issued under this number and later withdrawn. It no longer counts as a record of study.',
    icon: CROSS,
  },
  SUPERSEDED: {
    tone: 'warn',
    badge: 'Replaced',
    title: 'This certificate was replaced',
    sentence: 'A corrected certificate replaces it. Ask the holder for the new one.',
    icon: TURN,
  },
  SPECIMEN: {
    tone: 'warn',
    badge: 'Specimen',
    title: 'This is a specimen',
    sentence: 'It was made on a demonstration server and is not a record of study.',
    icon: DOTS,
  },
  UNKNOWN: {
    tone: 'plain',
    badge: 'Not found',
    title: 'No certificate has this number',
    sentence: 'Our register has no certificate with this number.',
    icon: DOTS,
  },
  MALFORMED: {
    tone: 'plain',
    badge: 'Not one of our numbers',
    title: 'This is not a certificate number',
    sentence: 'A number has 20 letters and digits in four groups of five, like 7K3QD-0V9XA-MB52T-C8HEN.',
    icon: DOTS,
  },
};

const SEALING = html`<p class="note">We are sealing it; look again in a minute.</p>`;

/** The public page about one number. It works without scripts, styles or colors. */
export function verifyPage(verdict: Verdict): string {
  const face = FACES[verdict.status];
  const found = verdict.publicFacts !== null;
  return page({
    title: `${face.title} · Attune`,
    body: html`<p class="eyebrow">Certificate check</p>
<h1>${face.title}</h1>
<p class="status ${face.tone}">${icon(face)}<span>${face.badge}</span></p>
<p class="lead">${face.sentence}</p>
${verdict.sealing === 'PENDING' ? SEALING : null}
${verdict.publicFacts === null ? notFound(verdict) : facts(verdict, printedFacts(verdict.publicFacts))}
${found ? nameCheck(verdict) : null}`,
    footer: html`Anyone who holds a certificate’s number may see this page. What counts is this register, not the paper: a printed
copy can be altered by anyone who holds it. <a href="/verify">Check another number</a>`,
  });
}

const icon = ({ icon: path }: Face): Html =>
  html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`;

const row = (term: string, value: Html | string): Html => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

const facts = (verdict: Verdict, printed: PrintedFacts): Html => html`<dl>
${row('Number', html`<span class="number">${verdict.number}</span>`)}
${verdict.name === null ? null : row('Awarded to', verdict.name)}
${row('Course', `${printed.courseTitle}, version ${printed.courseVersion}`)}
${printed.credit === null ? null : creditRows(printed.credit)}
${row('Study', hoursOfSixty(printed.studyHundredths))}
${row('Completed on', dateInWords(printed.completedOn))}
${printed.expiresOn === null ? null : row('Holds until', dateInWords(printed.expiresOn))}
${row('Issued by', printed.organization)}
${verdict.issuedAt === null ? null : row('Issued on', dayAsPrinted(printed, verdict.issuedAt))}
${verdict.sealing === null ? null : row('Sealed PDF', sealedPdf(verdict))}
${verdict.sealing === null ? null : row('Public log', logEntry(verdict))}
${verdict.revocation === null ? null : row('Revoked', `${REVOCATION_WORDS[verdict.revocation.reason]}, ${dayAsPrinted(printed, verdict.revocation.at)}`)}
</dl>
${statements(printed)}`;

const creditRows = (credit: Credit): Html => html`${row('Credit', `${creditText(credit)}, ${credit.body}`)}
${credit.providerNumber === null ? null : row('Provider number', credit.providerNumber)}
${row('Format', formatText(credit))}
${row('Date that counts', dateInWords(credit.counted.on))}`;

/** The sentence of the credit's body first. */
function statements({ credit, statements: others }: PrintedFacts): Html | null {
  const texts = credit === null ? others : [statementText(credit), ...others];
  return texts.length === 0
    ? null
    : html`<h2>Statements printed on it</h2><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}

/** The day in the organization's own time zone, as on the printed certificate. */
const dayAsPrinted = ({ timeZone }: PrintedFacts, at: Date): string => dayInWords(at.toISOString(), timeZone);

/** The hash of an unaltered file. After an erasure it may be all that is left of the file. */
function sealedPdf({ pdfSha256, sealing }: Verdict): Html | string {
  if (pdfSha256 !== null) return html`SHA-256 <span class="number">${pdfSha256}</span>`;
  return sealing === 'PENDING' ? 'Being sealed' : 'None: its holder’s data was deleted';
}

const notFound = (verdict: Verdict): Html => html`<p>You asked about <span class="number">${verdict.number}</span>.</p>
<h2>What may have happened</h2>
<ul>
<li>A letter or digit was misread. Compare the number with the paper, or scan the code printed on it.</li>
<li>The certificate was issued by somebody else. Ask the organization named on it.</li>
<li>The paper was not issued by anyone. If it claims to come from here, keep it and tell the organization named on it.</li>
</ul>
${numberForm()}`;

/** A form that leads to the page of a typed number. */
const numberForm = (): Html => html`<form action="/verify" method="get" role="search">
<label>Certificate number<input name="number" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false"></label>
<button type="submit">Check</button>
</form>`;

const nameCheck = (verdict: Verdict): Html | null =>
  verdict.name !== null
    ? null
    : html`<h2>Is it the person in front of you?</h2>
<p class="note">The holder’s name is not shown here. Type the name printed on the paper to learn whether it is the one in the register.
What you type is not kept.</p>
<form action="/verify/${verdict.number}" method="post">
<label>Name on the certificate<input name="name" required maxlength="200" autocomplete="off" spellcheck="false"></label>
<button type="submit">Compare</button>
</form>
${verdict.nameMatches === null ? null : nameAnswer(verdict)}`;

const nameAnswer = ({ nameMatches, successorNumber }: Verdict): Html =>
  nameMatches === true
    ? html`<div class="answer good" role="status"><p>The name matches the register.${
        successorNumber === null
          ? null
          : html` The certificate that replaced this one: <a class="number" href="/verify/${successorNumber}">${successorNumber}</a>`
      }</p></div>`
    : html`<div class="answer bad" role="status"><p>The name does not match the register. Check the spelling on the paper. Capitals,
accents, hyphens and spaces do not matter. Titles and degrees are not part of the name.</p></div>`;

function logEntry({ logPosition, sealing }: Verdict): string {
  if (logPosition !== null) return `Entry ${logPosition}`;
  return sealing === 'NONE' ? 'No entry of its issue' : 'Log entry pending';
}

/** The form for a number. */
export function askPage(): string {
  return page({
    title: 'Check a certificate · Attune',
    body: html`<p class="eyebrow">Certificate check</p><h1>Check a certificate</h1>
<p class="lead">Type the number printed on the certificate, or scan its code. You will see whether it was issued here, for what, and
whether it is still valid.</p>${numberForm()}
<h2>Or check a file</h2>
<p>A PDF issued here proves itself: its seal, the credential inside and its place in the public log are checked step by step.</p>
${fileForm()}`,
  });
}

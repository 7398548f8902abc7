import { creditText, formatText, statementText } from '../../certificates/creditWords.ts';
import type { Credit } from '../../certificates/facts/credit.ts';
import { type PrintedFacts, printedFacts } from '../../certificates/facts/publicFacts.ts';
import { dateInWords, dayInWords, hoursOfSixty } from '../../certificates/words.ts';
import { REVOCATION_WORDS } from '../../schema/issuance/rules.ts';
import type { Verdict } from '../../schema/verification/rules/verdict.ts';
import { type Html, html } from '../http/html.ts';
import { words } from '../pages/words/en.ts';
import type { Camera } from '../web/built.ts';
import { cameraPart, fileForm, numberForm } from './forms.ts';
import { type Check, checkPage, findingPage, type Row } from './frame.ts';
import type { Sign, Tone } from './signs.ts';

const say = words.verifyPage;

const FACES: Record<Verdict['status'], { tone: Tone; sign: Sign }> = {
  VALID: { tone: 'good', sign: 'tick' },
  EXPIRED: { tone: 'warn', sign: 'clock' },
  REVOKED: { tone: 'bad', sign: 'cross' },
  SUPERSEDED: { tone: 'warn', sign: 'turn' },
  SPECIMEN: { tone: 'warn', sign: 'mark' },
  UNKNOWN: { tone: 'plain', sign: 'question' },
  MALFORMED: { tone: 'plain', sign: 'question' },
};

/** The public page about one number. It works without scripts, styles or colors. */
export function verifyPage(check: Check, verdict: Verdict): string {
  const known = verdict.publicFacts === null ? null : printedFacts(verdict.publicFacts);
  const { number, sealing, nameMatches } = verdict;
  const compared = nameMatches === true ? say.name.resultMatches : say.name.resultDiffers;
  return findingPage(check, {
    ...FACES[verdict.status],
    ...say.statuses[verdict.status],
    note: sealing === 'PENDING' ? say.sealing : null,
    answer: known === null || nameMatches === null ? null : compared,
    heading: say.facts.title,
    rows: known === null ? [] : rows(verdict, known),
    after: [known === null ? notFound(verdict) : statements(known), html`<p class="note">${say.numberFoot}</p>`],
    more: html`${known === null ? numberForm() : nameCheck(verdict)}
${known === null ? null : html`<p><a href="/verify">${say.ask.again}</a></p>`}`,
    address: `${check.publicUrl}/verify/${encodeURIComponent(number)}`,
  });
}

const fact = (term: string, text: string | null): Row => (text === null ? null : { term, text });

function rows(verdict: Verdict, printed: PrintedFacts): Row[] {
  const { facts } = say;
  const { number, name, issuedAt, sealing, revocation } = verdict;
  const revoked = revocation && `${REVOCATION_WORDS[revocation.reason]}, ${dayAsPrinted(printed, revocation.at)}`;
  return [
    { term: facts.number, text: number, code: true },
    fact(facts.name, name),
    fact(facts.revoked, revoked),
    fact(facts.course, facts.courseVersion(printed.courseTitle, printed.courseVersion)),
    ...(printed.credit === null ? [] : creditRows(printed.credit)),
    fact(facts.study, hoursOfSixty(printed.studyHundredths)),
    fact(facts.completed, dateInWords(printed.completedOn)),
    fact(facts.holds, printed.expiresOn && dateInWords(printed.expiresOn)),
    fact(facts.issuer, printed.organization),
    fact(facts.issued, issuedAt && dayAsPrinted(printed, issuedAt)),
    sealing === null ? null : sealedPdf(verdict),
    sealing === null ? null : fact(facts.log, logEntry(verdict)),
  ];
}

const creditRows = (credit: Credit): Row[] => [
  fact(say.facts.credit, `${creditText(credit)}, ${credit.body}`),
  fact(say.facts.provider, credit.providerNumber),
  fact(say.facts.format, formatText(credit)),
  fact(say.facts.counts, dateInWords(credit.counted.on)),
];

/** The sentence of the credit's body first. */
function statements({ credit, statements: others }: PrintedFacts): Html | null {
  const texts = credit === null ? others : [statementText(credit), ...others];
  return texts.length === 0
    ? null
    : html`<h2>${say.statements}</h2><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>\n`;
}

/** The day in the organization's own time zone, as on the printed certificate. */
const dayAsPrinted = ({ timeZone }: PrintedFacts, at: Date): string => dayInWords(at.toISOString(), timeZone);

/** The hash of an unaltered file. After an erasure it may be all that is left of the file. */
function sealedPdf({ pdfSha256, sealing }: Verdict): Row {
  const term = say.facts.pdf;
  if (pdfSha256 !== null) return { term, before: 'SHA-256', text: pdfSha256, code: true };
  return { term, text: sealing === 'PENDING' ? say.facts.beingSealed : say.facts.noFile };
}

function logEntry({ logPosition, sealing }: Verdict): string {
  if (logPosition !== null) return say.facts.entry(logPosition);
  return sealing === 'NONE' ? say.facts.noEntry : say.facts.pendingEntry;
}

const notFound = ({ number }: Verdict): Html => html`<p>${say.asked} <span class="number">${number}</span>.</p>
<h2>${say.mayBe}</h2>
<ul>${say.reasons.map((reason) => html`<li>${reason}</li>\n`)}</ul>
`;

const nameCheck = (verdict: Verdict): Html | null =>
  verdict.name !== null
    ? null
    : html`<h2>${say.name.title}</h2>
<p class="note">${say.name.text}</p>
<form class="check" action="/verify/${verdict.number}" method="post">
<label>${say.name.label}<input name="name" required maxlength="200" autocomplete="off" spellcheck="false"></label>
<button type="submit">${say.name.compare}</button>
</form>
${verdict.nameMatches === null ? null : nameAnswer(verdict)}`;

const nameAnswer = ({ nameMatches, successorNumber }: Verdict): Html =>
  nameMatches === true
    ? html`<div class="answer good" role="status"><p>${say.name.matches}${
        successorNumber === null
          ? null
          : html` ${say.name.successor} <a class="number" href="/verify/${successorNumber}">${successorNumber}</a>`
      }</p></div>`
    : html`<div class="answer bad" role="status"><p>${say.name.differs}</p></div>`;

/** The forms for a number and for a file. `camera` is what reads a code by the camera; null where it is not built. */
export function askPage(check: Check, camera: Camera | null): string {
  const { ask } = say;
  return checkPage(check, {
    title: ask.title,
    body: html`<section class="hero">
<p class="eyebrow">${say.eyebrow}</p>
<h1>${ask.title}</h1>
<p class="lead">${ask.lead}</p>
</section>
<div class="checks">
<section class="paper" aria-labelledby="by-number">
<h2 id="by-number">${ask.numberTitle}</h2>
${numberForm()}
<p class="note">${ask.numberHint}</p>
${camera === null ? null : cameraPart(camera)}
</section>
<section class="paper" aria-labelledby="by-file">
<h2 id="by-file">${ask.fileTitle}</h2>
<p>${ask.fileText}</p>
${fileForm()}
</section>
</div>`,
  });
}

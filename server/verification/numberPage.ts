import { creditText, formatText, statementText } from '../../certificates/creditWords.ts';
import type { Credit } from '../../certificates/facts/credit.ts';
import { type PrintedFacts, printedFacts } from '../../certificates/facts/publicFacts.ts';
import { meetings } from '../../certificates/sessionWords.ts';
import { hoursKind, hoursText, statesHours } from '../../certificates/words.ts';
import { dayIn } from '../../schema/dates.ts';
import { REVOCATION_WORDS } from '../../schema/issuance/rules.ts';
import type { Verdict } from '../../schema/verification/rules/verdict.ts';
import { type Html, html } from '../http/html.ts';
import { dayText, langOfSerious, languageNow, sayVerify } from '../pages/saying.ts';
import type { Camera } from '../web/built.ts';
import { cameraPart, fileForm, numberForm } from './forms.ts';
import { type Check, checkPage, findingPage, type Row } from './frame.ts';
import type { Sign, Tone } from './signs.ts';

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
  const compared = nameMatches === true ? sayVerify().name.resultMatches : sayVerify().name.resultDiffers;
  return findingPage(check, {
    ...FACES[verdict.status],
    ...sayVerify().statuses[verdict.status],
    note: sealing === 'PENDING' ? sayVerify().sealing : null,
    answer: known === null || nameMatches === null ? null : compared,
    heading: sayVerify().facts.title,
    rows: known === null ? [] : rows(verdict, known),
    after: [
      known === null ? notFound(verdict) : statements(known),
      html`<p class="note">${sayVerify().numberFoot}</p>`,
    ],
    more: html`${known === null ? numberForm() : nameCheck(verdict)}
${known === null ? null : html`<p><a href="/verify">${sayVerify().ask.again}</a></p>`}`,
    address: `${check.publicUrl}/verify/${encodeURIComponent(number)}`,
  });
}

const fact = (term: string, text: string | null, lang: Html | null = null): Row =>
  text === null ? null : { term, text, lang };
/** What was sealed stands as it was sealed. */
const sealed = (): Html | null => langOfSerious('ATTESTATION');

function rows(verdict: Verdict, printed: PrintedFacts): Row[] {
  const { facts } = sayVerify();
  const { number, name, issuedAt, sealing, revocation } = verdict;
  const revoked = revocation && `${REVOCATION_WORDS[revocation.reason]}, ${dayAsPrinted(printed, revocation.at)}`;
  return [
    { term: facts.number, text: number, code: true },
    fact(facts.name, name),
    fact(facts.revoked, revoked, sealed()),
    fact(facts.course, facts.courseVersion(printed.courseTitle, printed.courseVersion)),
    ...(printed.credit === null ? [] : creditRows(printed.credit)),
    hoursRow(printed),
    ...sessionRows(printed),
    fact(facts.done[printed.certifies ?? 'COMPLETION'], dayText(printed.completedOn)),
    fact(facts.holds, printed.expiresOn && dayText(printed.expiresOn)),
    fact(facts.issuer, printed.organization),
    fact(facts.issued, issuedAt && dayAsPrinted(printed, issuedAt)),
    sealing === null ? null : sealedPdf(verdict),
    sealing === null ? null : fact(facts.log, logEntry(verdict)),
  ];
}

function hoursRow(printed: PrintedFacts): Row {
  const { studyHundredths } = printed;
  const { facts } = sayVerify();
  return !statesHours(printed)
    ? null
    : fact(facts.hoursOf[hoursKind(printed)], facts.hours(hoursText(studyHundredths)));
}

/** On which days and where a training was attended or taught. The place and the format stand as they were sealed. */
function sessionRows(printed: PrintedFacts): Row[] {
  const days = new Intl.ListFormat(languageNow());
  return meetings(printed.sessions ?? []).map(({ place, format, timeZone, days: all }) =>
    fact(
      sayVerify().facts.sessions[hoursKind(printed)],
      `${place} (${format}): ${days.format(all.map(dayText))} (${timeZone})`,
    ),
  );
}

const creditRows = (credit: Credit): Row[] => [
  fact(sayVerify().facts.credit, `${creditText(credit)}, ${credit.body}`, sealed()),
  fact(sayVerify().facts.provider, credit.providerNumber),
  fact(sayVerify().facts.format, formatText(credit), sealed()),
  fact(sayVerify().facts.counts, dayText(credit.counted.on)),
];

/** The sentence of the credit's body first. */
function statements({ credit, statements: others }: PrintedFacts): Html | null {
  const texts = credit === null ? others : [statementText(credit), ...others];
  return texts.length === 0
    ? null
    : html`<h2>${sayVerify().statements}</h2><ul${sealed()}>${texts.map((text) => html`<li>${text}</li>`)}</ul>\n`;
}

/** The day in the organization's own time zone, as on the printed certificate. */
const dayAsPrinted = ({ timeZone }: PrintedFacts, at: Date): string => dayIn(languageNow(), at, timeZone);

/** The hash of an unaltered file. After an erasure it may be all that is left of the file. */
function sealedPdf({ pdfSha256, sealing }: Verdict): Row {
  const term = sayVerify().facts.pdf;
  if (pdfSha256 !== null) return { term, before: 'SHA-256', text: pdfSha256, code: true };
  return { term, text: sealing === 'PENDING' ? sayVerify().facts.beingSealed : sayVerify().facts.noFile };
}

function logEntry({ logPosition, sealing }: Verdict): string {
  if (logPosition !== null) return sayVerify().facts.entry(logPosition);
  return sealing === 'NONE' ? sayVerify().facts.noEntry : sayVerify().facts.pendingEntry;
}

const notFound = ({ number }: Verdict): Html => html`<p>${sayVerify().asked} <span class="number">${number}</span>.</p>
<h2>${sayVerify().mayBe}</h2>
<ul>${sayVerify().reasons.map((reason) => html`<li>${reason}</li>\n`)}</ul>
`;

const nameCheck = (verdict: Verdict): Html | null =>
  verdict.name !== null
    ? null
    : html`<h2>${sayVerify().name.title}</h2>
<p class="note">${sayVerify().name.text}</p>
<form class="check" action="/verify/${verdict.number}" method="post">
<label>${sayVerify().name.label}<input name="name" required maxlength="200" autocomplete="off" spellcheck="false"></label>
<button type="submit">${sayVerify().name.compare}</button>
</form>
${verdict.nameMatches === null ? null : nameAnswer(verdict)}`;

const nameAnswer = ({ nameMatches, successorNumber }: Verdict): Html =>
  nameMatches === true
    ? html`<div class="answer good" role="status"><p>${sayVerify().name.matches}${
        successorNumber === null
          ? null
          : html` ${sayVerify().name.successor} <a class="number" href="/verify/${successorNumber}">${successorNumber}</a>`
      }</p></div>`
    : html`<div class="answer bad" role="status"><p>${sayVerify().name.differs}</p></div>`;

/** The forms for a number and for a file. `camera` is what reads a code by the camera; null where it is not built. */
export function askPage(check: Check, camera: Camera | null): string {
  const { ask } = sayVerify();
  return checkPage(check, {
    title: ask.title,
    body: html`<section class="hero">
<p class="eyebrow">${sayVerify().eyebrow}</p>
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

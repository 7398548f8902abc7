import { dayOf } from '../../certificates/verify/certified.ts';
import { type Conclusion, conclude, type Examined, isGenuine } from '../../certificates/verify/conclusion.ts';
import type { CertifiedFacts, Step, StepOutcome } from '../../certificates/verify/report.ts';
import { hoursText } from '../../certificates/words.ts';
import { ORIGINAL } from '../../schema/languages.ts';
import { type Html, html } from '../http/html.ts';
import { dayText, langOf, sayVerify } from '../pages/saying.ts';
import { fileForm } from './forms.ts';
import { type Check, findingPage, type Row } from './frame.ts';
import type { Sign } from './signs.ts';

const MARKS: Record<StepOutcome, { tone: string; mark: string }> = {
  PASSED: { tone: 'good', mark: '✓' },
  FAILED: { tone: 'bad', mark: '✗' },
  NOT_CHECKED: { tone: 'plain', mark: '–' },
  NOT_PRESENT: { tone: 'plain', mark: '–' },
};

/** What the examination found in a file, step by step. It works without scripts, styles or colors. */
export function verifyReportPage(check: Check, examined: Examined): string {
  const conclusion = conclude(examined);
  const { facts, number, sha256, steps } = examined;
  return findingPage(check, {
    ...conclusion,
    sentence: conclusion.advice,
    lang: langOf(ORIGINAL),
    sign: signOf(conclusion),
    heading: facts === null || isGenuine(examined) ? sayVerify().facts.certified : sayVerify().facts.inside,
    rows: [...(facts === null ? [] : rows(facts)), { term: sayVerify().report.fingerprint, text: sha256, code: true }],
    after: [
      html`<h2>${sayVerify().report.steps}</h2>
<dl class="steps-made">${steps.map(step)}</dl>
`,
    ],
    more: html`${number === null ? null : html`<p>${sayVerify().report.register} <a class="number" href="/verify/${number}">${number}</a></p>\n`}<p class="note">${sayVerify().report.foot}</p>
<h2>${sayVerify().ask.anotherFile}</h2>
${fileForm()}
<p><a href="/verify">${sayVerify().report.checkNumber}</a></p>`,
    address: null,
  });
}

/** Expired and replaced have signs of their own, so that neither is taken for the other or for a warning. */
function signOf({ tone, badge }: Conclusion): Sign {
  if (badge === 'Expired') return 'clock';
  if (badge === 'Replaced') return 'turn';
  return { good: 'tick', bad: 'cross', warn: 'mark', plain: 'question' }[tone] as Sign;
}

const fact = (term: string, text: string | null): Row => (text === null ? null : { term, text });

const rows = (known: CertifiedFacts): Row[] => [
  { term: sayVerify().facts.number, text: known.number, code: true },
  fact(sayVerify().facts.name, known.name),
  fact(sayVerify().facts.course, known.course),
  fact(sayVerify().facts.credit, known.credit && `${known.credit.amount} ${known.credit.unit}`),
  fact(
    sayVerify().facts.hoursOf[known.hoursAre],
    known.hours && sayVerify().facts.hours(hoursText(Math.round(Number(known.hours) * 100))),
  ),
  fact(sayVerify().facts.done[known.certifies], dayText(known.completedOn)),
  fact(sayVerify().facts.issuer, known.issuer),
  fact(sayVerify().facts.issued, dayText(dayOf(known.issuedAt))),
  fact(sayVerify().facts.validUntil, known.expiresAt && dayText(dayOf(known.expiresAt))),
];

function step({ outcome, title, sentence }: Step): Html {
  const { tone, mark } = MARKS[outcome];
  return html`<div><dt${langOf(ORIGINAL)}>${title}</dt><dd><strong class="${tone}"><span aria-hidden="true">${mark} </span>${sayVerify().report.outcomes[outcome]}.</strong> <span${langOf(ORIGINAL)}>${sentence}</span></dd></div>`;
}

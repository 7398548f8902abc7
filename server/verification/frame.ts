import { timeInWords } from '../../schema/intensives/rules/times.ts';
import { design } from '../http/design.ts';
import { type Html, html } from '../http/html.ts';
import { PUBLIC_POLICY } from '../http/page.ts';
import { framed } from '../pages/frame.ts';
import { languageNow, sayVerify } from '../pages/saying.ts';
import { type Sign, statusMark, type Tone } from './signs.ts';

/** Where a check was made, and when. */
export type Check = { exitUrl: string; publicUrl: string; now: Date };

/** With no-referrer a browser would send our own forms without their origin, and we would refuse them. */
export const VERIFY_HEADERS = {
  'Content-Security-Policy': PUBLIC_POLICY,
  'Referrer-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex, nofollow',
};

/** A line of facts. A code is set in letters that cannot be mistaken for each other. */
export type Row = {
  term: string;
  text: string;
  code?: boolean;
  before?: string;
  /** Of a text that is shown as it was sealed. */
  lang?: Html | null;
} | null;

const rowOf = ({ term, text, code = false, before, lang = null }: NonNullable<Row>): Html =>
  html`<div><dt>${term}</dt><dd${lang}>${before === undefined ? null : `${before} `}${code ? html`<span class="number">${text}</span>` : text}</dd></div>\n`;

/** A page about checking. Only the script that every such page loads knows of files, copies and cameras. */
export function checkPage({ exitUrl }: Check, { title, body }: { title: string; body: Html }): string {
  return framed({ title: `${title} · Attune`, body, exitUrl, here: 'verify', scripts: [design.verify] });
}

export type Finding = {
  title: string;
  tone: Tone;
  sign: Sign;
  badge: string;
  sentence: string;
  /** Said below the sentence, and in the text for files. */
  note?: string | null;
  /** What the page says elsewhere, for paper and for the text for files. */
  answer?: string | null;
  /** Heading of the facts, and the facts. */
  heading: string;
  rows: Row[];
  /** Beside or below the facts. */
  after?: (Html | null)[];
  /** Below the sentence: what else can be asked. */
  more?: Html | null;
  /** The address under which the same can be asked again; null for a file. */
  address: string | null;
  /** Of title, badge and sentence, where they are not in the language of the page. */
  lang?: Html | null;
};

/** A verdict with the facts beside it, and both as text for somebody's file. */
export function findingPage(check: Check, finding: Finding): string {
  const { title, tone, sign, badge, sentence, note = null, answer = null } = finding;
  const { heading, rows, after = [], more = null, lang = null } = finding;
  const shown = rows.filter((row) => row !== null);
  return checkPage(check, {
    title,
    body: html`<article class="paper finding">
<header>
<p class="eyebrow">${sayVerify().eyebrow}</p>
<h1${lang}>${title}</h1>
${lang === null ? statusMark(tone, sign, badge) : html`<div${lang}>${statusMark(tone, sign, badge)}</div>`}
<p class="lead"${lang}>${sentence}</p>
${note === null ? null : html`<p class="note">${note}</p>\n`}${answer === null ? null : html`<p class="note printed">${answer}</p>\n`}<p class="note">${sayVerify().checkedOn(timeInWords(check.now, 'UTC', languageNow()))}</p>
</header>
<div class="known">
${shown.length === 0 ? null : html`<h2>${heading}</h2>\n<dl>${shown.map(rowOf)}</dl>\n`}${after.filter((part) => part !== null)}
</div>
<div class="more">
${more}
${resultText(check, finding, shown)}
</div>
</article>`,
  });
}

/** What a clerk pastes into a file of their own. It can be selected and copied without a script. */
function resultText({ now }: Check, finding: Finding, rows: NonNullable<Row>[]): Html {
  const { title, badge, sentence, note = null, answer = null, address } = finding;
  const lines = [
    `${title} (${badge})`,
    sentence,
    ...[note, answer].filter((line) => line !== null),
    ...rows.map(({ term, text, before }) => `${term}: ${before === undefined ? '' : `${before} `}${text}`),
    sayVerify().checkedOn(timeInWords(now, 'UTC', languageNow())),
    ...(address === null ? [] : [address]),
  ];
  return html`<details class="result"><summary>${sayVerify().copy.title}</summary>
<pre>${lines.join('\n')}</pre>
<p class="actions" hidden data-copy data-copied="${sayVerify().copy.copied}" data-failed="${sayVerify().copy.failed}"><button type="button" class="quiet">${sayVerify().copy.copy}</button> <span class="note" role="status"></span></p>
<p class="note">${sayVerify().copy.print}</p>
</details>`;
}

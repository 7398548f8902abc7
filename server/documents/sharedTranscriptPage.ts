import { dateInWords } from '../../certificates/words.ts';
import type { SharedTranscript } from '../../schema/credits/rules/sharedTranscript.ts';
import { type Html, html } from '../http/html.ts';
import { page } from '../http/page.ts';

type Row = SharedTranscript['rows'][number];

const fact = (term: string, value: Html | string | null): Html | null =>
  value === null || value === '' ? null : html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

/** The page behind a link. It works without scripts, styles or colors. */
export function sharedTranscriptPage(shared: SharedTranscript): string {
  const { title, learnerName, license, board, cycle, rows, total, unit, expiresOn } = shared;
  return page({
    title: `${title} · Attune`,
    body: html`<p class="eyebrow">${title}</p>
<h1>${learnerName ?? 'Name not stated'}</h1>
<p class="lead">What the holder chose to show. It may not be everything.</p>
<dl>
${fact('License', license)}
${fact('Board', board ?? 'No file names it: ask the board')}
${cycle === null ? null : fact('Cycle', `${dateInWords(cycle.startsOn)} to ${dateInWords(cycle.endsOn)}`)}
${fact('Shown here', `${total} ${unit ?? ''}`.trim())}
</dl>
${rows.length === 0 ? html`<p>No certificate that was shown here stands any longer.</p>` : rows.map((row) => section(row, unit))}`,
    footer: html`This page is no certificate and no decision of a board. Each number leads to the register, which tells whether the
certificate stands. The holder can end this link at any time; it ends on ${dateInWords(expiresOn)}.`,
  });
}

const section = (row: Row, unit: string | null): Html => html`<h2>${row.title}</h2>
<dl>
${fact('Day', dateInWords(row.on))}
${fact('Given by', row.organization)}
${fact('Certificate', row.certificateNumber === null ? null : numberLink(row.certificateNumber))}
${fact('Format', row.format)}
${fact('Category', row.category)}
${fact('Assessment', row.assessment)}
${row.credits.map((credit) => fact(credit.body, `${credit.amount} ${credit.unit ?? ''}`.trim()) ?? html``)}
${fact('How it stands', row.words)}
${fact('Counted', row.counted === null ? 'outside the total' : `${row.counted} ${unit ?? ''}`.trim())}
</dl>`;

const numberLink = (number: string): Html => html`<a class="number" href="/verify/${number}">${number}</a>`;

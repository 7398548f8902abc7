import type { SharedTranscript } from '../../schema/credits/rules/sharedTranscript.ts';
import { dateIn } from '../../schema/dates.ts';
import { ORIGINAL } from '../../schema/languages.ts';
import { type Html, html } from '../http/html.ts';
import { page } from '../http/page.ts';

type Row = SharedTranscript['rows'][number];

const dateInWords = (day: string): string => dateIn(ORIGINAL, day);

const fact = (term: string, value: Html | string | null): Html | null =>
  value === null || value === '' ? null : html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

/** The page behind a link. It works without scripts, styles or colors. */
export function sharedTranscriptPage(shared: SharedTranscript): string {
  const { title, learnerName, license, board, cycle, rows, totalWords, expiresOn } = shared;
  const isLog = shared.boardKind === 'LOG_ONLY';
  return page({
    title: `${title} · Attune`,
    body: html`<p class="eyebrow">${title}</p>
<h1>${learnerName ?? 'Name not stated'}</h1>
<p class="lead">What the holder chose to show. It may not be everything.</p>
<dl>
${fact(isLog ? 'Membership' : 'License', license)}
${fact(isLog ? 'Body' : 'Board', board ?? 'No file names it: ask the board')}
${cycle === null ? null : fact('Cycle', `${dateInWords(cycle.startsOn)} to ${dateInWords(cycle.endsOn)}`)}
${fact('Shown here', totalWords)}
</dl>
${rows.length === 0 ? html`<p>No certificate that was shown here stands any longer.</p>` : rows.map(section)}`,
    footer: html`This page is no certificate and no decision of a board. Each number leads to the register, which tells whether the
certificate stands. The holder can end this link at any time; it ends on ${dateInWords(expiresOn)}.`,
  });
}

const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('; ');

const section = (row: Row): Html => html`<h2>${row.title}</h2>
<dl>
${fact('Day', dateInWords(row.on))}
${fact('Given by', row.organization)}
${fact('Certificate', row.certificateNumber === null ? null : numberLink(row.certificateNumber))}
${fact('Format', joined([row.format, row.category]))}
${fact('Assessment', row.assessment)}
${row.credits.map(({ words, body }) => fact('Credit', `${words}, ${body}`) ?? html``)}
${row.countedWords === null ? html`${fact('How it stands', row.words)}${fact('Counted', 'Outside the total')}` : fact('Counted', countedWords(row))}
</dl>`;

/** The body is named where there are several that it could have been. */
const countedWords = ({ countedWords: counted, credits, words }: Row): string =>
  credits.length > 1 ? `${counted}. ${words}` : (counted ?? '');

const numberLink = (number: string): Html => html`<a class="number" href="/verify/${number}">${number}</a>`;

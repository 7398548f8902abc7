import type { Token, Tokens } from 'marked';
import { calloutOf, isBreak, lexed, linkedBy, shiftedAt } from '../../schema/edited/dialect.ts';
import { type Html, html } from '../http/html.ts';
import type { Claim, Grade, Marks, Reference } from './courseShape.ts';
import type { FileOfPage } from './files.ts';
import { blocksHtml, type Dialect, joined, type Show, showing, unescaped } from './markdown.ts';
import { langOf, languageNow, say } from './saying.ts';

/** `language` is that of the text, `modules` where the modules of the course are listed. */
type Facts = { marks: Marks; files: readonly FileOfPage[]; language: string; modules: string };

/** A sign for each grade, so that no color alone tells them apart. */
const SIGNS: Record<Grade, string> = { STRONG: '●', MIXED: '◐', CONTESTED: '◇', PRACTICE: '○' };

/** The name of a grade with its sign. */
export function graded(grade: Grade): Html {
  return html`<span aria-hidden="true">${SIGNS[grade]}</span> ${say().marks.grades[grade]}`;
}

/** A reference with the way to it. */
export function cited({ citation, doi, url }: Reference): Html {
  if (doi !== null) return html`${citation} <a href="https://doi.org/${doi}" rel="noreferrer">doi:${doi}</a>`;
  if (url === null) return html`${citation}`;
  return html`${citation} <a href="${url}" rel="noreferrer">${new URL(url).hostname}</a>`;
}

/** A text in the dialect of courses as markup; what opens stands below it. */
export function dialectHtml(text: string, facts: Facts): Html {
  const tokens = lexed(text);
  const notes = new Map(
    tokens.flatMap((one) => (one.type === 'footnote' ? [[String(one.label), one.tokens ?? []]] : [])),
  );
  const numbers = new Map<string, number>();
  const how = { top: 2, dialect: dialectOf(facts, notes, numbers), files: facts.files };
  const body = blocksHtml(
    tokens.filter(({ type }) => type !== 'footnote'),
    how,
  );
  return html`${body}${footnotes(notes, numbers, { show: showing(how), own: ownLang(facts) })}${below(facts)}`;
}

/** The attribute of words of the page in a text that has another language. */
const ownLang = ({ language }: Facts): Html | null =>
  langOf(language) === null ? null : html` lang="${languageNow()}"`;

function dialectOf(facts: Facts, notes: ReadonlyMap<string, Token[]>, numbers: Map<string, number>): Dialect {
  const own = ownLang(facts);
  return {
    block(token, show) {
      const callout = token.type === 'blockquote' ? calloutOf(token as Tokens.Blockquote) : null;
      const title = callout && (say().marks.callouts as Record<string, string>)[callout.kind];
      if (!callout || !title) return undefined;
      return html`<div class="box callout ${callout.kind.toLowerCase()}" role="note"><p class="title"${own}>${title}</p>\n${show.blocks(callout.tokens)}</div>\n`;
    },
    inline(tokens, at, show) {
      const token = tokens[at] as Token;
      const shifted = shiftedAt(tokens, at);
      if (shifted !== null) return { shown: offLine(shifted.name, shifted.words as Tokens.Text), taken: 3 };
      if (isBreak(token)) return { shown: html`<br>`, taken: 1 };
      if (token.type === 'noteMark' && notes.has(token.label))
        return { shown: noteMark(token.label, numbers, own), taken: 1 };
      const shown = token.type === 'link' ? linked(token as Tokens.Link, show, facts) : undefined;
      return shown === undefined ? undefined : { shown, taken: 1 };
    },
  };
}

const offLine = (name: 'sub' | 'sup', { text }: Tokens.Text): Html =>
  name === 'sub' ? html`<sub>${unescaped(text)}</sub>` : html`<sup>${unescaped(text)}</sup>`;

function linked(token: Tokens.Link, show: Show, facts: Facts): Html | undefined {
  const { kind, id } = linkedBy(token.href) ?? { kind: null, id: '' };
  const { marks, modules } = facts;
  const words = show.inner(token.tokens);
  const isHere = ({ key }: { key: string }) => key === id;
  const named = kind === 'ref' ? marks.references.some(isHere) : kind === 'term' && marks.terms.some(isHere);
  if (named) return html`<button type="button" class="mark" popovertarget="mark-${kind}-${id}">${words}</button>`;
  if (kind === 'module' && marks.modules.some(isHere)) return html`<a href="${modules}">${words}</a>`;
  const claim = kind === 'claim' && marks.claims.find(isHere);
  if (!claim) return undefined;
  return html`<span id="claim-${id}">${words}</span> <button type="button" class="mark grade" popovertarget="mark-claim-${id}" aria-describedby="claim-${id}"${ownLang(facts)}>${graded(claim.grade)}</button>`;
}

function noteMark(label: string, numbers: Map<string, number>, own: Html | null): Html {
  const id = numbers.has(label) ? null : html` id="note-${label}-mark"`;
  const number = numbers.get(label) ?? numbers.size + 1;
  numbers.set(label, number);
  return html`<sup><a${id} href="#note-${label}" aria-label="${say().marks.note(number)}"${own}>${number}</a></sup>`;
}

type Shown = { show: Show; own: Html | null };

function footnotes(
  notes: ReadonlyMap<string, Token[]>,
  numbers: ReadonlyMap<string, number>,
  { show, own }: Shown,
): Html | null {
  if (numbers.size === 0) return null;
  const items: Html[] = [];
  // A note may refer to another one, which then follows.
  for (const [label, number] of numbers)
    items.push(
      html`<li id="note-${label}">${show.inner(notes.get(label))} <a href="#note-${label}-mark" aria-label="${say().marks.back(number)}"${own}>↑</a></li>\n`,
    );
  return html`<section class="notes" aria-label="${say().marks.notes}"><ol>${items}</ol></section>\n`;
}

/** What the words of a text open. */
function below(facts: Facts): Html {
  const { claims, terms, references } = facts.marks;
  const own = ownLang(facts);
  const opened = (kind: string, key: string, shown: Html) =>
    html`<div popover="auto" id="mark-${kind}-${key}" class="opened" tabindex="-1" autofocus>${shown}<button type="button" class="quiet" popovertarget="mark-${kind}-${key}" popovertargetaction="hide"${own}>${say().marks.close}</button></div>\n`;
  return joined([
    ...claims.map((claim) => opened('claim', claim.key, supports(claim, references, own))),
    ...terms.map(({ key, term, meaning }) =>
      opened('term', key, html`<p><strong>${term}</strong></p><p>${meaning}</p>`),
    ),
    ...references.map((one) => opened('ref', one.key, html`<p>${cited(one)}</p>`)),
  ]);
}

function supports({ grade, sources, whatWouldChangeIt }: Claim, references: Reference[], own: Html | null): Html {
  const words = say().marks;
  const works = references.filter(({ key }) => sources.some((source) => source.key === key));
  return html`<p${own}><strong>${graded(grade)}</strong></p><p class="note"${own}>${words.meanings[grade]}</p>
<p${own}><strong>${words.sources(works.length)}</strong></p><ul>${works.map((one) => html`<li>${cited(one)}</li>`)}</ul>
<p><strong${own}>${words.change}</strong> ${whatWouldChangeIt}</p>`;
}

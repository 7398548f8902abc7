import { type Html, html } from '../http/html.ts';
import type { CourseOfPage, Reference } from './courseShape.ts';
import { graded } from './dialect.ts';
import { langOf, say } from './saying.ts';

/** What the course claims and on what, and what its words mean. Nothing for a course that marks no claim and defines no term. */
export function claimsPart({ claims, glossary, references, language }: CourseOfPage): Html {
  const words = say().marks;
  const written = langOf(language);
  const terms = glossary.map(({ term, meaning }) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>\n`);
  const rows = claims.map(
    ({ grade, text, sources, whatWouldChangeIt, module }) =>
      html`<tr><td${written}>${text}</td><td data-head="${words.evidence}">${graded(grade)}</td><td data-head="${words.module}">${module.position}</td><td${written}>${sources.map(({ key }, at) => html`${at === 0 ? '' : '; '}${shortly(references, key)}`)}</td><td${written}>${whatWouldChangeIt}</td></tr>\n`,
  );
  return html`${
    rows.length === 0
      ? null
      : html`<details><summary>${words.claims(rows.length)}</summary>
<p class="note">${words.claimsNote}</p>
<div class="table" tabindex="0"><table class="stacks"><thead><tr><th scope="col">${words.claim}</th><th scope="col">${words.evidence}</th><th scope="col">${words.module}</th><th scope="col">${words.sources(2)}</th><th scope="col">${words.change}</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>\n`
  }${terms.length === 0 ? null : html`<details><summary>${words.glossary(terms.length)}</summary><dl${written}>${terms}</dl></details>\n`}`;
}

/** Who wrote a reference, and when: what stands before the end of its year. */
function shortly(references: readonly Reference[], key: string): Html {
  const citation = references.find((one) => one.key === key)?.citation ?? key;
  const [short] = /^.*?\(\d{4}\)/.exec(citation) ?? [citation];
  return html`<a href="#ref-${key}">${short}</a>`;
}

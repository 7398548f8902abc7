import { create } from 'qrcode';
import { frame, halo } from '../../certificates/draw/furniture/frame.ts';
import { paletteOf } from '../../certificates/draw/palette.ts';
import type { CertificateFacts } from '../../certificates/facts/v2.ts';
import { frontFacts } from '../../certificates/frontFacts.ts';
import { PAGE } from '../../certificates/layout/page.ts';
import {
  assessmentLine,
  dateInWords,
  dayInWords,
  heading,
  hoursOfStudy,
  languageName,
  verb,
} from '../../certificates/words.ts';
import { styleSheet } from './style.ts';
import { svgOf } from './svg.ts';

/** What differs between certificates of one course; the page's own script puts it in its places. */
export type Changing = { name: string; number: string; url: string; code: { size: number; path: string } };

export const changingOf = ({ learnerName, number, verifyUrl }: CertificateFacts): Changing => ({
  name: learnerName,
  number,
  url: verifyUrl,
  code: codeOf(verifyUrl),
});

const codeOf = (content: string): Changing['code'] => {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const dark = Array.from({ length: modules.size ** 2 }, (_, at) => [at % modules.size, Math.floor(at / modules.size)])
    .filter(([x = 0, y = 0]) => modules.get(y, x))
    .map(([x = 0, y = 0]) => `M${x + 4} ${y + 4}h1v1h-1z`);
  return { size: modules.size + 8, path: dark.join('') };
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const NAME = '<span data-of="name"></span>';
const NUMBER = '<span data-of="number"></span>';
const ADDRESS = '<a data-of="url"></a>';

const line = (top: number, size: number, inner: string, tag = 'p', kind = ''): string =>
  `<${tag} class="line ${kind}" style="top:${top}pt;font-size:${size}pt">${inner}</${tag}>`;

const paragraphs = (texts: string[]): string => texts.map((text) => `<p>${escaped(text)}</p>`).join('');

const front = (facts: CertificateFacts): string => {
  const labeled = frontFacts(facts).map(({ label, value }) => {
    const shown = value === facts.number ? NUMBER : escaped(value);
    return `<div><dt>${escaped(label)}</dt><dd>${shown}</dd></div>`;
  });
  const { organization, signatory, course, statements } = facts;
  return `${line(72, 14.5, escaped(organization.legalName), 'p', 'caps')}
${line(88, 43, heading(facts, false), 'h1')}
${line(162, 14, '<em>This certifies that</em>')}
${line(190, 46, NAME, 'p', 'name')}
${line(243, 14, `<em>${verb(facts)}</em>`)}
${line(276, 25, escaped(course.title), 'p', 'title')}
${line(308, 12.5, `<em>${assessmentLine(facts) ?? ''}</em>`)}
<dl>${labeled.join('')}</dl>
<div class="foot" style="left:74pt">${escaped(signatory?.name ?? '')}<small>${escaped(signatory?.title ?? '')}</small></div>
<div class="foot" style="right:74pt">${dayInWords(facts.issuedAt, facts.timeZone)}<small>Date of issue</small></div>
<figure><svg><path fill="#14233a"/></svg></figure>
${line(484, 7, ADDRESS)}
<p class="statements">${escaped(statements.join(' '))} Objectives, contributors and how to verify: from page 2.</p>`;
};

const record = (facts: CertificateFacts): string => {
  const { course, organization, objectives, contributors, statements } = facts;
  const hours = hoursOfStudy(facts.studyHundredths);
  const dates = `completed on ${dateInWords(facts.completedOn)}, issued on ${dayInWords(facts.issuedAt, facts.timeZone)}`;
  const items = objectives.map((objective, at) => `<li><span>${at + 1}</span> ${escaped(objective)}</li>`);
  return `${line(67, 11, escaped(organization.legalName), 'p', 'caps')}
${line(79, 28, 'Record of the activity', 'h2')}
${line(118, 14.5, `<i>${escaped(course.title)}</i>`)}
<div class="record"><h3>learner</h3><p class="learner">${NAME}</p>
<p><em>${escaped(`${hours}, ${dates} (dates in ${facts.timeZone}).`)}</em></p>
<h3>objectives: after this course the learner can</h3><ol>${items.join('')}</ol>
<h3>contributors</h3>${paragraphs(contributors.map(({ role, name, credentials }) => `${role}: ${name}, ${credentials}`))}
<h3>course</h3>${paragraphs([
    `${course.title} (${course.slug}), version ${course.version}`,
    `${course.format}, ${languageName(course.language)}, ${course.level}`,
  ])}<p class="hash">Content ${escaped(course.contentHash)}</p>
<h3>issuing organization</h3>${paragraphs([
    organization.legalName,
    organization.address.join(', '),
    `${organization.website}, ${organization.email}`,
  ])}
<h3>how to verify</h3><p>Scan the code on page 1 or open the address below. The page shows whether certificate ${NUMBER} stands,
and for which course, date and hours; type the name on this certificate to learn whether it matches.</p>
<p>This file itself is sealed and carries a machine-readable credential; whether the certificate still stands is told by the verify
page alone.</p><p>${ADDRESS}</p>
<h3>statements</h3>${paragraphs(statements)}</div>
<p class="running"><span>Certificate ${NUMBER}</span> <span>Page 2 of 2</span></p>`;
};

/** Shrinks the name until it fits, as the press does. */
const SCRIPT = `function show(changing) {
  for (const place of document.querySelectorAll('[data-of]')) place.textContent = changing[place.dataset.of];
  for (const link of document.querySelectorAll('a')) link.href = changing.url;
  const code = document.querySelector('figure svg');
  code.setAttribute('viewBox', '0 0 ' + changing.code.size + ' ' + changing.code.size);
  code.firstChild.setAttribute('d', changing.code.path);
  const name = document.querySelector('.name span');
  let size = 46;
  do name.style.fontSize = size-- + 'pt';
  while (size > 26 && name.offsetWidth > (${PAGE.width - 236} * 96) / 72);
}`;

/** A certificate as HTML with the words of ours, in our fonts, within our frame; `show` fills in what is one's own. */
export const pageOf = (facts: CertificateFacts): string => {
  const palette = paletteOf('CLASSIC', undefined);
  const [border, rosette] = [frame(palette), halo(palette)].map(({ name, colors, operators }) =>
    svgOf(operators(colors), name),
  );
  const viewBox = `viewBox="0 0 ${PAGE.width} ${PAGE.height}" aria-hidden="true"`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Certificate of Completion</title>
<style>${styleSheet()}</style><script>${SCRIPT}</script>
<section class="page"><svg ${viewBox}><g id="border">${border}</g>${rosette}</svg>${front(facts)}</section>
<section class="page"><svg ${viewBox}><use href="#border"/></svg>${record(facts)}</section></html>`;
};

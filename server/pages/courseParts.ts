import { dateInWords } from '../../certificates/words.ts';
import { type Html, html } from '../http/html.ts';
import type { CourseOfPage, SafetyNotice } from './courseShape.ts';
import { words } from './words/en.ts';

/** Where to get help, beside the text on a wide page and after it on a narrow one. */
export function helpBox({ safetyNotices }: Pick<CourseOfPage, 'safetyNotices'>): Html | null {
  if (safetyNotices.length === 0) return null;
  const say = words.help;
  const countries = Map.groupBy(safetyNotices, ({ country }) => country);
  return html`<aside class="help" id="help" aria-labelledby="help-title">
<h2 id="help-title">${say.title}</h2>
<p class="note">${say.first}</p>
${[...countries].map(
  ([country, notices]) =>
    html`<details><summary>${countryName(country)}</summary><ul>${notices.map(noticeItem)}</ul></details>\n`,
)}
</aside>`;
}

/** Somebody to call, with the day on which the number was checked. */
export function noticeItem({ title, text, phone, url, checkedOn }: SafetyNotice): Html {
  return html`<li><strong>${title}</strong><br>${text}${
    phone === null ? null : html`<br><a href="tel:${phone.replaceAll(/[^+\d]/g, '')}">${phone}</a>`
  }${url === null ? null : html`<br><a href="${url}" rel="noreferrer">${new URL(url).hostname}</a>`}<br><span class="note">${words.help.checked(dateInWords(checkedOn))}</span></li>`;
}

export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return words.help.everywhere;
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
}

/** What the course earns, and what it does not. */
export function creditPart({ creditOffers, approvalStatus, hoursOfStudy, certificateValidMonths }: CourseOfPage): Html {
  const say = words.course;
  return html`<h2>${say.earns}</h2>
<p>${say.earnsHours(hoursOfStudy)}</p>
${
  creditOffers.length === 0
    ? html`<p>${approvalStatus}</p>`
    : html`<ul>${creditOffers.map(({ offer }) => html`<li>${offer.amountInWords ?? offer.body}: ${offer.statement}</li>`)}</ul>`
}
<p class="note">${say.askBoard}${certificateValidMonths === null ? '' : ` ${say.valid(certificateValidMonths)}`}</p>
<h3>${say.test}</h3>
<p>${say.howTested}</p>`;
}

/** How the hours were worked out, for whoever wants to check. */
export function hoursPart({ studyCalculation, wordCount }: CourseOfPage): Html {
  const say = words.course;
  const rows = studyCalculation.formulas.map(
    ({ name, minutes, hours, source }) =>
      html`<tr><th scope="row">${name}</th><td>${minutes}</td><td>${hours}</td><td>${source}</td></tr>\n`,
  );
  return html`<details><summary>${say.howHours}</summary>
<div class="table"><table><caption>${say.hoursCaption(wordCount.toLocaleString('en-US'), studyCalculation.lowest)}</caption>
<thead><tr><th scope="col">${say.formula}</th><th scope="col">${say.minutesHead}</th><th scope="col">${say.hoursHead}</th><th scope="col">${say.source}</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}

/** Who made it, on what it is based, and whom to ask. */
export function madeByPart({
  contributors,
  basedOn,
  references,
  organization,
  commercialSupport,
  review,
  errata,
}: CourseOfPage): Html {
  const say = words.course;
  return html`<h2>${say.madeBy}</h2>
<dl>${contributors.map(
    ({ role, name, credentials, disclosure, disclosedOn }) =>
      html`<div><dt>${say.roles[role] ?? role}</dt><dd>${name}, ${credentials}<br><span class="note">${disclosure} (${dateInWords(disclosedOn)})</span></dd></div>\n`,
  )}
<div><dt>${say.paidBy}</dt><dd>${commercialSupport}</dd></div>
<div><dt>${say.review}</dt><dd>${review.note}</dd></div>
<div><dt>${say.accommodation}</dt><dd>${organization.accommodationContact}</dd></div>
<div><dt>${say.grievance}</dt><dd>${organization.grievanceContact} · <a href="/organizations/${organization.slug}">${organization.legalName}</a></dd></div></dl>
<h2>${say.basedOn}</h2>
<ul>${basedOn.map(({ title, author, publisher, note }) => html`<li><cite>${title}</cite>${author === null ? '' : `, ${author}`}, ${publisher}${note === null ? null : html`<br><span class="note">${note}</span>`}</li>`)}</ul>
${errata.length === 0 ? null : html`<h2>${say.errata}</h2><ul>${errata.map(({ publishedOn, text }) => html`<li>${dateInWords(publishedOn)}: ${text}</li>`)}</ul>`}
<details><summary>${say.references(references.length)}</summary><ol>${references.map(
    ({ citation, doi, url }) =>
      html`<li>${citation}${doi === null ? (url === null ? null : html` <a href="${url}" rel="noreferrer">${new URL(url).hostname}</a>`) : html` <a href="https://doi.org/${doi}" rel="noreferrer">doi:${doi}</a>`}</li>`,
  )}</ol></details>`;
}

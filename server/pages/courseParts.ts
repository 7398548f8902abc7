import { type Html, html } from '../http/html.ts';
import type { CourseOfPage } from './courseShape.ts';
import { cited } from './dialect.ts';
import { downloadList } from './files.ts';
import { dayText, langOf, langOfSerious, numberText, say, saySerious } from './saying.ts';
import { countryName, servicesOf } from './services.ts';

/** Where to get help: beside the text on a wide page; on a narrow one after it, with a way there that stays in view. */
export function helpBox({ safetyNotices }: Pick<CourseOfPage, 'safetyNotices'>): Html | null {
  if (safetyNotices.length === 0) return null;
  const words = say().help;
  const countries = Map.groupBy(safetyNotices, ({ country }) => country);
  return html`<aside class="help" id="help" aria-labelledby="help-title" tabindex="-1">
<h2 id="help-title">${words.title}</h2>
<p${langOfSerious('CRISIS_NOTICE')}>${saySerious('CRISIS_NOTICE').help.first}</p>
${[...countries].map(
  ([country, notices]) => html`<details><summary>${countryName(country)}</summary>${servicesOf(notices)}</details>\n`,
)}
<p class="note">${words.notCalled}</p>
</aside>
<a class="help-now" href="#help">${words.title}</a>`;
}

/** What the course earns, and what it does not. */
export function creditPart({ creditOffers, approvalStatus, hoursOfStudy, certificateValidMonths }: CourseOfPage): Html {
  const words = say().course;
  const serious = langOfSerious('APPROVAL_STATEMENT');
  return html`<h2>${words.earns}</h2>
<p>${words.earnsHours(hoursOfStudy)}</p>
${
  creditOffers.length === 0
    ? html`<p${serious}>${approvalStatus}</p>`
    : html`<ul${serious}>${creditOffers.map(({ offer }) => html`<li>${offer.amountInWords ?? offer.body}: ${offer.statement}</li>`)}</ul>`
}
<p class="note">${words.askBoard}${certificateValidMonths === null ? '' : ` ${words.valid(certificateValidMonths)}`}</p>
<h3>${words.test}</h3>
<p>${words.howTested}</p>`;
}

/** How the hours were worked out, for whoever wants to check. */
export function hoursPart({ studyCalculation, wordCount, language }: CourseOfPage): Html {
  const words = say().course;
  const written = langOf(language);
  const rows = studyCalculation.formulas.map(
    ({ name, minutes, hours, source }) =>
      html`<tr><th scope="row"${written}>${name}</th><td>${minutes}</td><td>${hours}</td><td${written}>${source}</td></tr>\n`,
  );
  return html`<details><summary>${words.howHours}</summary>
<div class="table"><table><caption>${words.hoursCaption(numberText(wordCount), studyCalculation.lowest)}</caption>
<thead><tr><th scope="col">${words.formula}</th><th scope="col">${words.minutesHead}</th><th scope="col">${words.hoursHead}</th><th scope="col">${words.source}</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}

/** What may be taken along, and under which terms; nothing where a course says nothing. */
export function takenPart({ downloads, license, language }: CourseOfPage): Html | null {
  const words = say().course;
  const written = langOf(language);
  if (downloads.length === 0 && license === null) return null;
  const terms =
    license === null
      ? null
      : html`<p class="note">${words.license}: ${license.url === null ? license.name : html`<a href="${license.url}" rel="noreferrer">${license.name}</a>`}, <span${written}>${license.attribution}</span></p>`;
  const list =
    downloads.length === 0
      ? null
      : html`<h2>${words.downloads}</h2><p class="note" id="downloads-care">${words.downloadsCare}</p><div${written}>${downloadList(downloads, words)}</div>`;
  return html`${list}${terms}`;
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
  language,
}: CourseOfPage): Html {
  const words = say().course;
  const written = langOf(language);
  return html`<h2>${words.madeBy}</h2>
<dl>${contributors.map(
    ({ role, name, credentials, disclosure, disclosedOn }) =>
      html`<div><dt>${words.roles[role] ?? role}</dt><dd${written}>${name}, ${credentials}<br><span class="note">${disclosure} (${dayText(disclosedOn)})</span></dd></div>\n`,
  )}
<div><dt>${words.paidBy}</dt><dd${written}>${commercialSupport}</dd></div>
<div><dt>${words.review}</dt><dd${written}>${review.note}</dd></div>
<div><dt>${words.accommodation}</dt><dd>${organization.accommodationContact}</dd></div>
<div><dt>${words.grievance}</dt><dd>${organization.grievanceContact} · <a href="/organizations/${organization.slug}">${organization.legalName}</a></dd></div></dl>
<h2>${words.basedOn}</h2>
<ul${written}>${basedOn.map(({ title, author, publisher, note }) => html`<li><cite>${title}</cite>${author === null ? '' : `, ${author}`}, ${publisher}${note === null ? null : html`<br><span class="note">${note}</span>`}</li>`)}</ul>
${errata.length === 0 ? null : html`<h2>${words.errata}</h2><ul>${errata.map(({ publishedOn, text, versions }) => html`<li>${dayText(publishedOn)}${versions === null ? '' : `, ${words.ofVersions(versions)}`}: <span${written}>${text}</span></li>`)}</ul>`}
<details><summary>${words.references(references.length)}</summary><ol${written}>${references.map((one) => html`<li>${cited(one)}</li>`)}</ol></details>`;
}

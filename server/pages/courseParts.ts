import { type Html, html } from '../http/html.ts';
import type { CourseOfPage, SafetyNotice } from './courseShape.ts';
import { cited } from './dialect.ts';
import { downloadList } from './files.ts';
import { dayText, langOf, langOfSerious, languageNow, nameOf, numberText, say, saySerious } from './saying.ts';

/** Where to get help, beside the text on a wide page and after it on a narrow one. */
export function helpBox({ safetyNotices }: Pick<CourseOfPage, 'safetyNotices'>): Html | null {
  if (safetyNotices.length === 0) return null;
  const words = say().help;
  const countries = Map.groupBy(safetyNotices, ({ country }) => country);
  return html`<aside class="help" id="help" aria-labelledby="help-title">
<h2 id="help-title">${words.title}</h2>
<p class="note"${langOfSerious('CRISIS_NOTICE')}>${saySerious('CRISIS_NOTICE').help.first}</p>
${[...countries].map(
  ([country, notices]) =>
    html`<details><summary>${countryName(country)}</summary><ul>${notices.map(noticeItem)}</ul></details>\n`,
)}
<p class="note">${words.notCalled}</p>
</aside>`;
}

/** Somebody to call, or to write to, with the day and the way in which that was checked. */
export function noticeItem(notice: SafetyNotice): Html {
  const { title, text, phone, url, checkedOn, checkedHow } = notice;
  const words = say().help;
  const back = langOfSerious('CRISIS_NOTICE') === null ? null : html` lang="${languageNow()}"`;
  const facts = (['for', 'hours', 'inWriting'] as const).map((fact) =>
    notice[fact] === null ? html`` : html`<br><span${back}>${words[fact]}</span> ${notice[fact]}`,
  );
  return html`<li${langOfSerious('CRISIS_NOTICE')}><strong>${title}</strong>${
    phone === null ? null : html`<br><a href="tel:${phone.replaceAll(/[^+\d]/g, '')}">${phone}</a>`
  }${facts}<br>${text}${url === null ? null : html`<br><a href="${url}" rel="noreferrer">${new URL(url).hostname}</a>`}<br><span class="note"${back}>${words.checked(dayText(checkedOn), checkedHow)}</span></li>`;
}

export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return say().help.everywhere;
  return nameOf('region', code);
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
      : html`<h2>${words.downloads}</h2><div${written}>${downloadList(downloads, words)}</div>`;
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

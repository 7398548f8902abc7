import { type Html, html } from '../http/html.ts';
import type { SafetyNotice } from './courseShape.ts';
import { dayText, langOfSerious, languageNow, nameOf, say } from './saying.ts';

/** The services of one country; what all of them begin with is said once, above them. */
export function servicesOf(notices: readonly SafetyNotice[]): Html {
  const { first, rest } = saidOnce(notices.map(({ text }) => text));
  const once = first === null ? null : html`<p${langOfSerious('CRISIS_NOTICE')}><strong>${first}</strong></p>`;
  return html`${once}<ul>${notices.map((notice, at) => noticeItem({ ...notice, text: rest[at] ?? '' }))}</ul>`;
}

/** The first sentence, with a number to call, of several texts that all begin with it, and what is left of each. web/enrollments/services.ts does the same. */
export function saidOnce(texts: readonly string[]): { first: string | null; rest: readonly string[] } {
  const first = /^[^.]*\d[^.]*\.(?= |$)/.exec(texts[0] ?? '')?.[0];
  const alike = first !== undefined && texts.every((text) => text === first || text.startsWith(`${first} `));
  if (!alike || texts.length < 2) return { first: null, rest: texts };
  return { first, rest: texts.map((text) => text.slice(first.length + 1)) };
}

/** Where to send a text message, with what stands before and after the number; null for anything else. */
export function textedTo(inWriting: string): { before: string; number: string; digits: string; after: string } | null {
  const [, before, number] = /^(Text (?:[A-Z]+ to )?)(\d(?:[ -]?\d)+)(?![\d-])/.exec(inWriting) ?? [];
  if (before === undefined || number === undefined) return null;
  const after = inWriting.slice(before.length + number.length);
  return { before, number, digits: number.replaceAll(/\D/g, ''), after };
}

/** Somebody to call, or to write to, with the day and the way in which that was checked. */
function noticeItem(notice: SafetyNotice): Html {
  const { title, text, phone, url, checkedOn, checkedHow } = notice;
  const words = say().help;
  const back = langOfSerious('CRISIS_NOTICE') === null ? null : html` lang="${languageNow()}"`;
  const facts = (['for', 'hours', 'inWriting'] as const).map((fact) => {
    const said = notice[fact];
    if (said === null) return html``;
    return html`<br><span${back}>${words[fact]}</span> ${fact === 'inWriting' ? written(said) : said}`;
  });
  return html`<li${langOfSerious('CRISIS_NOTICE')}><strong>${title}</strong>${
    phone === null ? null : html`<br><a href="tel:${phone.replaceAll(/[^+\d]/g, '')}">${phone}</a>`
  }${facts}${text === '' ? null : html`<br>${text}`}${url === null ? null : html`<br><a href="${url}" rel="noreferrer">${new URL(url).hostname}</a>`}<br><span class="note"${back}>${words.checked(dayText(checkedOn), checkedHow)}</span></li>`;
}

function written(inWriting: string): Html {
  const to = textedTo(inWriting);
  if (to === null) return html`${inWriting}`;
  return html`${to.before}<a href="sms:${to.digits}">${to.number}</a>${to.after}`;
}

export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return say().help.everywhere;
  return nameOf('region', code);
}

import { type Html, html } from '../http/html.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'plain';

/** What happened to a certificate, as a drawing: each differs from the others without its color. */
const SIGNS = {
  tick: html`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  cross: html`<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>`,
  turn: html`<path d="M5 12h13M13 6.5l5.5 5.5-5.5 5.5"/>`,
  clock: html`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>`,
  mark: html`<path d="M12 6v7M12 17.5v.5"/>`,
  question: html`<path d="M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3M12 18v.5"/>`,
};
export type Sign = keyof typeof SIGNS;

/** A status as a sign and a word. */
export function statusMark(tone: Tone, sign: Sign, badge: string): Html {
  return html`<p class="status ${tone}"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SIGNS[sign]}</svg><span>${badge}</span></p>`;
}

import { moneyInWords } from '../../schema/money.ts';
import type { ReturnState } from '../../schema/orders/rules/returned.ts';
import { type Html, html } from '../http/html.ts';
import { page } from '../http/page.ts';

export type Returned = {
  state: ReturnState;
  /** The name that the statement shows. */
  soldAs: string;
  currency: string;
  amountMinor: number;
  /** Where to go on paying, and how many minutes are left; null when nothing can be paid. */
  open: { url: string; minutes: number } | null;
  /** Whether Stripe was asked just now. */
  asked: boolean;
};

type Face = { tone: 'good' | 'bad' | 'warn' | 'plain'; badge: string; title: string; sentences: string[] };

const FACES: Record<ReturnState, Face> = {
  CONFIRMED: {
    tone: 'good',
    badge: 'Paid',
    title: 'Your place is confirmed',
    sentences: ['Your payment has arrived. A mail says how to go on, and your invoice is ready in your account.'],
  },
  LATE: {
    tone: 'warn',
    badge: 'Goes back',
    title: 'Your payment came too late',
    sentences: [
      'The time for paying was over and no place was left. You have no place.',
      'All your money goes back to where it came from. You need not do anything.',
    ],
  },
  TWICE: {
    tone: 'good',
    badge: 'Paid twice',
    title: 'Your place is confirmed',
    sentences: ['It was paid already. This second payment goes back to where it came from.'],
  },
  PROCESSING: {
    tone: 'plain',
    badge: 'On its way',
    title: 'Your money is on its way',
    sentences: [
      'Your bank may need some days. Your place is kept until then, and you need not pay again.',
      'A mail tells you when the money has arrived.',
    ],
  },
  OPEN: {
    tone: 'plain',
    badge: 'Not paid',
    title: 'Nothing was paid yet',
    sentences: ['Your place is kept while you pay.'],
  },
  FAILED: {
    tone: 'bad',
    badge: 'Not paid',
    title: 'Your payment failed',
    sentences: [
      'Your bank did not send the money, and the place was given back. Nothing was charged. You can register again.',
    ],
  },
  ENDED: {
    tone: 'warn',
    badge: 'Not paid',
    title: 'The time for paying is over',
    sentences: [
      'Nothing was charged, whatever the page before this one said. The place was given back.',
      'You can register again while places are left.',
    ],
  },
};

/** What Attune knows of a payment when its buyer comes back. It works without scripts, styles or colors. */
export function returnPage(returned: Returned): string {
  const { tone, badge, title, sentences } = FACES[returned.state];
  const { soldAs, amountMinor, currency } = returned;
  return page({
    title: `${title} · Attune`,
    body: html`<p class="eyebrow">Registration</p>
<h1>${title}</h1>
<p class="status ${tone}"><span>${badge}</span></p>
${sentences.map((sentence) => html`<p class="lead">${sentence}</p>`)}
<dl>
<div><dt>For</dt><dd>${soldAs}</dd></div>
<div><dt>Amount</dt><dd>${moneyInWords(amountMinor, currency)}</dd></div>
</dl>
${further(returned)}`,
    footer: html`This page shows what is recorded in your account. Opening it changes nothing.`,
  });
}

function further({ state, open, asked }: Returned): Html | null {
  if (!asked)
    return html`<p class="note">Stripe does not answer at the moment. If you paid, it is noticed within some minutes: open this page again, and do not pay a second time.</p>`;
  if (state !== 'OPEN' || open === null) return null;
  const { url, minutes } = open;
  return html`<p><a href="${url}">Go on paying</a>. ${minutes === 1 ? 'A minute is' : `${minutes} minutes are`} left.</p>`;
}

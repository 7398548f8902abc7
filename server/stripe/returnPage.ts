import { timeInWords } from '../../schema/intensives/rules/times.ts';
import { moneyInWords } from '../../schema/money.ts';
import type { ReturnedCheckout } from '../../schema/orders/queries/returned.ts';
import { moneyBack, type ReturnState } from '../../schema/orders/rules/returned.ts';
import { type Html, html } from '../http/html.ts';
import { page } from '../http/page.ts';

export type Returned = ReturnedCheckout & {
  came: ReturnState;
  now: Date;
  /** Whether the browser loads the page again by itself. */
  reloads: boolean;
};

type Face = { tone: 'good' | 'bad' | 'warn' | 'plain'; badge: string; title: string; says: string[]; amount: string };

const KEPT = 'Your place is kept while you pay.';
const FACES: Record<ReturnState, Face> = {
  CONFIRMED: {
    ...{ tone: 'good', badge: 'Confirmed', title: 'Your place is confirmed', amount: 'Paid' },
    says: ['Your payment has arrived. Your invoice is in your account, and a mail confirms your place.'],
  },
  WITHHELD: {
    ...{ tone: 'warn', badge: 'Money went back', title: 'Your place is not paid any more', amount: 'Paid' },
    says: [
      'The money for it went back, because it was refunded or because your bank took it back.',
      'The place is still kept for you, but where it is and its link are not shown. Write to the organization.',
    ],
  },
  MOVED: {
    ...{ tone: 'good', badge: 'Moved', title: 'Your place moved to another date', amount: 'Paid' },
    says: ['Your payment has arrived. Your place is confirmed for the day below, and no longer for the one before.'],
  },
  PASSED: {
    ...{ tone: 'plain', badge: 'Passed on', title: 'Another person has this place', amount: 'Paid' },
    says: ['You paid for it, and another person took it over by the link that was made for it.'],
  },
  CALLED_OFF: {
    ...{ tone: 'warn', badge: 'Canceled', title: 'The organizer had to cancel', amount: 'Price' },
    says: [
      'We are sorry: it does not take place. Whatever you paid goes back to where it came from. You need not do anything.',
    ],
  },
  WITHDRAWN: {
    ...{ tone: 'plain', badge: 'Canceled', title: 'You canceled this registration', amount: 'Not charged' },
    says: ['Nothing was charged here, and you owe nothing. You can register again while places are left.'],
  },
  STOPPED: {
    ...{ tone: 'plain', badge: 'Canceled', title: 'This registration was canceled', amount: 'Not charged' },
    says: ['The organization canceled it. Nothing was charged here, and you owe nothing.'],
  },
  NOT_AHEAD: {
    ...{ tone: 'plain', badge: 'Ended', title: 'The place does not go ahead', amount: 'Not charged' },
    says: ['Nothing was charged here, and you owe nothing. You can write to the organization if you have a question.'],
  },
  PART: {
    ...{ tone: 'plain', badge: 'Paid in part', title: 'A part has arrived', amount: 'Paid' },
    says: ['Your place is kept. It is confirmed when enough of the price has arrived.'],
  },
  TWICE: {
    ...{ tone: 'good', badge: 'Paid twice', title: 'Your place is confirmed', amount: 'Paid here' },
    says: ['It was paid already. This second payment goes back to where it came from. You need not do anything.'],
  },
  LATE: {
    ...{ tone: 'warn', badge: 'Goes back', title: 'Your payment came too late', amount: 'Paid' },
    says: [
      'The time for paying was over, and your place could no longer be kept. You have no place.',
      'All your money goes back to where it came from. You need not do anything.',
    ],
  },
  GONE: {
    ...{ tone: 'plain', badge: 'No longer yours', title: 'This place is no longer yours', amount: 'Paid' },
    says: ['It was paid and confirmed, and has been cancelled or passed on since.'],
  },
  PROCESSING: {
    ...{ tone: 'plain', badge: 'On its way', title: 'Your money is on its way', amount: 'On its way' },
    says: [
      'Your bank may need some days. Your place is kept until then, and you need not pay again.',
      'It is confirmed when the money has arrived. A mail tells you.',
    ],
  },
  OPEN: {
    ...{ tone: 'plain', badge: 'Not paid', title: 'No payment has arrived yet', amount: 'To pay' },
    says: [`${KEPT} If you have just paid, wait a moment and load this page again. Do not pay a second time.`],
  },
  LEFT: {
    ...{ tone: 'plain', badge: 'Not paid', title: 'You have not paid', amount: 'To pay' },
    says: ['Nothing was charged. Your place is kept for a while, and you can still pay.'],
  },
  UNSURE: {
    ...{ tone: 'warn', badge: 'Not known yet', title: 'We do not know yet whether you paid', amount: 'To pay' },
    says: [
      'Stripe, which takes the payment, does not answer us at the moment.',
      'If you paid, it is noticed within some minutes: load this page again, and do not pay a second time.',
    ],
  },
  OVER: {
    ...{ tone: 'warn', badge: 'Time is over', title: 'The time for paying is over', amount: 'Price' },
    says: [
      'We are still asking whether a payment came in time, whatever the page before this one said.',
      'If one did, you get your place when one is left, and all your money back when none is. A mail tells you.',
    ],
  },
  FAILED: {
    ...{ tone: 'bad', badge: 'Not paid', title: 'Your payment failed', amount: 'Not charged' },
    says: ['Your bank did not send the money, and the place was given back. You can register again.'],
  },
  ENDED: {
    ...{ tone: 'warn', badge: 'Not paid', title: 'The time for paying is over', amount: 'Not charged' },
    says: [
      'Nothing was charged, whatever the page before this one said. You have no place.',
      'You can register again while places are left.',
    ],
  },
  AGAIN: {
    ...{ tone: 'warn', badge: 'Not paid', title: 'This page to pay has ended', amount: 'Not charged' },
    says: ['Nothing was charged here. Your place is still kept: go on from your account to pay.'],
  },
};

const fact = (term: string, value: string | null): Html | null =>
  value === null ? null : html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

/**
 * What Attune knows of a payment when its buyer comes back. It works without scripts, styles or colors. It names what was bought as a
 * statement does.
 */
export function returnPage(returned: Returned): string {
  const { tone, badge, title, says, amount } = FACES[returned.came];
  const { soldAs, amountMinor, currency, startsAt, timeZone } = returned;
  const confirmed = returned.places.filter(({ state }) => state === 'CONFIRMED').length;
  return page({
    title: `${title} · Attune`,
    body: html`<p class="eyebrow">Registration</p>
<h1>${title}</h1>
<p class="status ${tone}"><span>${badge}</span></p>
${says.map((sentence) => html`<p class="lead">${sentence}</p>`)}
<dl>
${fact('For', soldAs)}
${fact('Begins', startsAt === null ? null : timeInWords(startsAt, timeZone))}
${fact('Confirmed places', confirmed > 1 ? String(confirmed) : null)}
${fact(amount, moneyInWords(amountMinor, currency))}
${moneyFacts(returned)}
${fact('Kept for you until', payable(returned) ? keptUntil(returned) : null)}
</dl>
${further(returned)}`,
    footer: html`This page shows what is recorded in your account. Opening it pays for nothing and confirms nothing.${
      returned.reloads ? ' It loads itself again a few times.' : ''
    }`,
  });
}

/** What is still owed, and what goes back: of this payment where it bought nothing, else of the whole order. */
function moneyFacts({ came, refunds, totalMinor, paidMinor, currency }: Returned): Html[] {
  const ofThis = came === 'LATE' || came === 'TWICE';
  const { comingMinor, sentMinor, failedMinor } = moneyBack(ofThis ? refunds.filter(({ here }) => here) : refunds);
  const owed = came === 'CONFIRMED' || came === 'MOVED' || came === 'PART' ? totalMinor - paidMinor : 0;
  const amounts: [string, number][] = [
    ['Still to pay', owed],
    ['On its way back', comingMinor],
    ['Sent back', sentMinor],
    ['Could not be sent back yet', failedMinor],
  ];
  return amounts.flatMap(([term, minor]) => (minor > 0 ? (fact(term, moneyInWords(minor, currency)) ?? []) : []));
}

const payable = ({ came }: Returned): boolean => came === 'OPEN' || came === 'LEFT' || came === 'UNSURE';

function keptUntil({ expiresAt, timeZone, now }: Returned): string {
  const minutes = Math.max(1, Math.floor((expiresAt.getTime() - now.getTime()) / 60_000));
  return `${timeInWords(expiresAt, timeZone)}, ${minutes === 1 ? 'a minute' : `${minutes} minutes`} from now`;
}

function further(returned: Returned): Html | null {
  const { came, url, places } = returned;
  const mine = places.find(({ mine, state }) => mine && state === 'CONFIRMED');
  if (mine !== undefined)
    return html`<p><a class="action" href="/registrations/${mine.id}/calendar.ics">Save in your calendar</a></p>`;
  if (came === 'LEFT' && url !== null) return html`<p><a class="action" href="${url}" rel="noreferrer">Pay now</a></p>`;
  if (came === 'OPEN' && url !== null)
    return html`<p><a href="${url}" rel="noreferrer">I have not paid: go on paying</a></p>`;
  if (came === 'LATE' && moneyBack(returned.refunds).failedMinor > 0)
    return html`<p class="note">Your bank did not take the money back. Write to the organization, which must send it in another way.</p>`;
  return null;
}

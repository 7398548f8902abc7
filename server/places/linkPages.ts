import type { StopState } from '../../schema/followUps/operations/stopByLink.ts';
import { ORIGINAL } from '../../schema/languages.ts';
import type { Refusal } from '../../schema/registrations/operations/invitationStops.ts';
import { type Html, html } from '../http/html.ts';
import { framed } from '../pages/frame.ts';
import { messagePage } from '../pages/message.ts';
import { langOf } from '../pages/saying.ts';

/** What a link to an offer shows. It names no event: mailboxes and browsers are shared. */
export type OfferState = 'OPEN' | 'OVER' | 'DECLINED';

const TOLD: Record<Exclude<OfferState, 'OPEN'>, [title: string, sentence: string]> = {
  OVER: [
    'Nothing to decline',
    'This offer was answered before, or its time is over. There is nothing that you need to do.',
  ],
  DECLINED: ['Declined', 'The place goes to the next person. You are no longer on the waitlist, and you owe nothing.'],
};

/** The page of a link that declines an offer: a button, because programs that look for bad links open every link of a mail. */
export function declinePage(state: OfferState, exitUrl: string): string {
  if (state !== 'OPEN') return messagePage(TOLD[state][0], [TOLD[state][1]], exitUrl);
  return linkPage(exitUrl, {
    title: 'Decline the place · Attune',
    body: html`<h1>Decline the place?</h1>
<p class="lead">A place is kept for you. If you decline it, it goes to the next person who waits.</p>
<p>To take it instead, sign in to your account.</p>
<form method="post"><button type="submit">Decline the place</button></form>`,
  });
}

/** A page that a link in a mail opens. It is written in English only. */
const linkPage = (exitUrl: string, { title, body }: { title: string; body: Html }): string =>
  framed({ title, body: html`<article class="reading"${langOf(ORIGINAL)}>${body}</article>`, exitUrl });

const REFUSE = {
  title: 'No more invitations?',
  says: 'The person who invited you can then send no further invitation to this address. They are not told, and their page looks the same.',
  done: 'No further invitation from this person is sent to this address. They are not told.',
};

/** The page of the link in an invitation that refuses more of them: a button, as on the page that declines. It names nothing. */
export function refusePage(state: Refusal, exitUrl: string): string {
  if (state === 'REFUSED') return messagePage('No more invitations', [REFUSE.done], exitUrl);
  return linkPage(exitUrl, {
    title: 'A link – Attune',
    body: html`<h1>${REFUSE.title}</h1>
<p class="lead">${REFUSE.says}</p>
<form method="post"><button type="submit">Send me no more</button></form>
<p>The invitation that you have stays as it is.</p>`,
  });
}

/** The page of the link that stops mails after a course. It names none: mailboxes and browsers are shared. */
export function stopPage(state: StopState, exitUrl: string): string {
  const done = 'None of these mails is sent any more. What you wrote stays in your account.';
  if (state === 'STOPPED') return messagePage('No more of these mails', [done], exitUrl);
  return linkPage(exitUrl, {
    title: 'A link – Attune',
    body: html`<h1>No more of these mails?</h1>
<p class="lead">You asked for a mail now and then. This stops the ones of this kind.</p>
<form method="post"><button type="submit">Send me no more</button></form>
<p>You can ask for them again in your account.</p>`,
  });
}

type Where = { publicUrl: string; exitUrl: string };

const TITLES = { claimPlace: 'A place for you', acceptPair: 'An invitation for you' };

/** The page of a link to a place or an invitation. The code works only for somebody who is signed in. */
export function codePage(secret: string, { publicUrl, exitUrl }: Where, mutation: keyof typeof TITLES): string {
  const title = TITLES[mutation];
  return linkPage(exitUrl, {
    // The history of a browser keeps it.
    title: 'A link – Attune',
    body: html`<h1>${title}</h1>
<p class="lead">Sign in with an account of your own, and say there whether you accept.</p>
<p><a class="action" href="/join/${mutation === 'acceptPair' ? 'pair' : 'place'}/${secret}">Continue</a></p>
<p class="note">Where somebody asks for the code at <a href="${publicUrl}">${publicUrl}</a>, it is <span class="number">${secret}</span></p>
<p>Opening this page changes nothing. You say yes, and that you are 18 or older, in your account.</p>`,
  });
}

/** The page of a link that somebody has used, perhaps this reader. */
export function usedPage({ publicUrl, exitUrl }: Where): string {
  const sentences = [
    'It opens nothing any more. If it was you, you find what you said yes to in your account.',
    `Sign in at ${publicUrl}. If it was not you, write to whoever sent you the link.`,
  ];
  return messagePage('This link was used', sentences, exitUrl);
}

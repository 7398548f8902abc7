import { timeInWords } from '../../../schema/intensives/rules/times.ts';
import { type Language, ORIGINAL } from '../../../schema/languages.ts';
import type { EventMail, WordsFrom } from '../../../schema/registrations/operations/sendEventMail.ts';
import type { EventText } from '../../../schema/registrations/rules/mails.ts';
import { MONEY_TEXTS, type MoneyText } from '../../../schema/registrations/rules/moneyTexts.ts';
import type { Mail } from '../send.ts';
import { TEXTS } from './all.ts';
import { changesOf, details, signature } from './details.ts';
import { toldOf } from './moneyTold.ts';
import type { MoneyTold, Said } from './shapes.ts';

const LINK_PATHS: Partial<Record<EventText, string>> = {
  WAITLIST_OFFERED: '/waitlist/decline/',
  PAIR_INVITED: '/invitations/',
  PLACE_LINK: '/places/',
};

/** Mails to members, which say for which event something waits. */
const WAITS: readonly EventText[] = ['APPLICATION_WAITS', 'ACCOMMODATION_WAITS'];

const MONEY: readonly EventText[] = MONEY_TEXTS;
const isMoneyText = (text: EventText): text is MoneyText => MONEY.includes(text);

function moneyWords(text: MoneyText, told: MoneyTold, language: Language): Said {
  const { subject, says } = TEXTS[language].money[text];
  return { subject, text: `${says(told)}\n` };
}

/** The subject and the body of a mail about an event. */
export function eventWords(from: WordsFrom, publicUrl: string, language: Language = ORIGINAL): Said {
  const { subject, text } = ownWords(from, publicUrl, language);
  return { subject, text: `${text}${signature(from.about, language)}` };
}

function ownWords({ text, facts, about, secret }: WordsFrom, publicUrl: string, language: Language): Said {
  if (isMoneyText(text)) return moneyWords(text, toldOf(facts, publicUrl, language), language);
  const { events, phrases } = TEXTS[language];
  const { subject, says } = events[text];
  const name = typeof facts.name === 'string' ? facts.name : null;
  const zone = typeof facts.timeZone === 'string' ? facts.timeZone : 'UTC';
  const told = {
    place: phrases.place(name),
    application: (WAITS.includes(text) ? phrases.applicationOf : phrases.application)(name),
    until: typeof facts.endsAt === 'string' ? timeInWords(new Date(facts.endsAt), zone, language) : phrases.itsEnd,
    counts: phrases.counts(zone),
    link: `${publicUrl}${LINK_PATHS[text] ?? '/'}${secret ?? ''}`,
    refusal: `${publicUrl}/invitations/${secret ?? '…'}/refuse`,
    publicUrl,
    changes: changesOf(about),
    reason: about?.named && about.reason !== null ? `\n${phrases.reason(about.reason)}\n` : '',
    alone: about?.alone ?? false,
  };
  return { subject, text: `${says(told)}\n${details(about, language)}` };
}

/** To a person: what happened to their place. */
export function eventMail(to: string, publicUrl: string, mail: EventMail, language: Language = ORIGINAL): Mail {
  const { id, madeAt, calendars, papers, about } = mail;
  const replyTo = about?.named ? { replyTo: about.replyTo } : {};
  return { to, ...eventWords(mail, publicUrl, language), ...replyTo, calendars, papers, identity: { id, madeAt } };
}

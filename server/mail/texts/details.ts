import { spanInWords, timeInWords } from '../../../schema/intensives/rules/times.ts';
import type { Language } from '../../../schema/languages.ts';
import { moneyInWords } from '../../../schema/money.ts';
import type { MailAbout } from '../../../schema/registrations/rules/mails.ts';
import { TEXTS } from './all.ts';
import type { Texts } from './texts.ts';

type About = MailAbout | null;

/** When and where a training is, and what its reader pays, line by line. Of every other event, only what is to be paid. */
export function details(about: About, language: Language): string {
  if (about === null) return '';
  const { phrases } = TEXTS[language];
  const { named, startsAt, endsAt, startedAt, timeZone, place } = about;
  const lines = [
    named && startsAt !== null && endsAt !== null
      ? phrases.when(spanInWords({ startsAt, endsAt }, timeZone, language))
      : [],
    named && startedAt !== null ? phrases.before(timeInWords(startedAt, timeZone, language)) : [],
    named ? phrases.where(place) : [],
    priceLine(about, phrases),
  ].flat();
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

function priceLine({ price }: MailAbout, phrases: Texts['phrases']): string | [] {
  if (price === null) return [];
  const amount = moneyInWords(price.amountMinor, price.currency);
  return price.seats === 1 ? phrases.price(amount) : phrases.priceInAll(amount);
}

/** What changed at a training, as its page says it. */
export function changesOf(about: About): string {
  if (about === null || !about.named || about.says.length === 0) return '';
  return `\n${about.says.map((sentence) => `- ${sentence}`).join('\n')}\n`;
}

/** Who offers a training, and how to reach them. Of every other event no mail says who. */
export function signature(about: About, language: Language): string {
  return about?.named ? `\n${about.organization}\n${TEXTS[language].phrases.reply(about.replyTo)}\n` : '';
}

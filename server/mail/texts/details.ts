import { spanInWords, timeInWords } from '../../../schema/intensives/rules/times.ts';
import { moneyInWords } from '../../../schema/money.ts';
import type { MailAbout } from '../../../schema/registrations/rules/mails.ts';

type About = MailAbout | null;

/** When and where a training is, and what its reader pays, line by line. Of every other event, only what is to be paid. */
export function details(about: About): string {
  if (about === null) return '';
  const { named, startsAt, endsAt, startedAt, timeZone, place } = about;
  const lines = [
    named && startsAt !== null && endsAt !== null ? `When: ${spanInWords({ startsAt, endsAt }, timeZone)}` : [],
    named && startedAt !== null ? `Before: ${timeInWords(startedAt, timeZone)}` : [],
    named ? `Where: ${place}` : [],
    priceLine(about),
  ].flat();
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

function priceLine({ price }: MailAbout): string | [] {
  if (price === null) return [];
  const amount = moneyInWords(price.amountMinor, price.currency);
  return price.seats === 1 ? `Price: ${amount}` : `Price: ${amount} for both places; one of you pays for both.`;
}

/** What changed at a training, as its page says it. */
export function changesOf(about: About): string {
  if (about === null || !about.named || about.says.length === 0) return '';
  return `\n${about.says.map((sentence) => `- ${sentence}`).join('\n')}\n`;
}

/** Who offers a training, and how to reach them. Of every other event no mail says who. */
export function signature(about: About): string {
  return about?.named ? `\n${about.organization}\nA reply to this mail goes to ${about.replyTo}.\n` : '';
}

import { dateIn } from '../../../schema/dates.ts';
import { dayInWords, endOfDayInWords, timeInWords } from '../../../schema/intensives/rules/times.ts';
import type { Language } from '../../../schema/languages.ts';
import { moneyInWords } from '../../../schema/money.ts';
import type { ToldEnder } from '../../../schema/orders/rules/endings.ts';
import type { MailFacts } from '../../../schema/registrations/rules/mails.ts';
import { TEXTS } from './all.ts';
import type { MoneyTold } from './shapes.ts';
import type { Texts } from './texts.ts';

const textOf = (fact: MailFacts[string] | undefined): string | null => (typeof fact === 'string' ? fact : null);
const numberOf = (fact: MailFacts[string] | undefined): number => (typeof fact === 'number' ? fact : 0);
const listOf = (fact: MailFacts[string] | undefined): string[] => (Array.isArray(fact) ? fact : []);

type Phrases = Texts['phrases'];

const and = (parts: readonly string[], phrases: Phrases): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${phrases.and} ${parts.at(-1)}`;

/** A mail that was written before its facts named a zone has the day alone. */
const endOf = (day: string, zone: string | null, language: Language): string =>
  zone === null ? TEXTS[language].phrases.money.endOf(dateIn(language, day)) : endOfDayInWords(day, zone, language);

function momentOf({ endsAt, timeZone }: MailFacts, language: Language): string {
  const { money } = TEXTS[language].phrases;
  if (typeof endsAt !== 'string') return money.stripesTime;
  const zone = textOf(timeZone) ?? 'UTC';
  return money.exact(timeInWords(new Date(endsAt), zone, language), zone);
}

function placeWords({ places, placesOf, whom }: MailFacts, phrases: Phrases): string {
  const { money } = phrases;
  const [numbers, all, names] = [listOf(places), numberOf(placesOf), listOf(whom)];
  const whose = names.length === 0 ? '' : ` (${and(names, phrases)})`;
  if (numbers.length === 0 || all === 1) return money.thePlace(whose);
  if (numbers.length === all) return all === 2 ? money.bothPlaces(whose) : money.allPlaces(all, whose);
  return money.places(numbers.length, and(numbers, phrases), all, whose);
}

function howToPay(document: string, { payTo, contact }: MailFacts, { money }: Phrases): string {
  const [lines, email] = [listOf(payTo), textOf(contact)];
  const name = money.nameIt(document);
  if (lines.length > 0) return `${money.howToPay(lines.map((line) => `    ${line}`).join('\n'))}\n\n${name}`;
  return email === null ? name : `${name} ${money.askHow(email)}`;
}

/** Reads the facts of a mail about money. Mails that were written before one of them was kept lack it. */
export function toldOf(facts: MailFacts, publicUrl: string, language: Language): MoneyTold {
  const { phrases } = TEXTS[language];
  const words = phrases.money;
  const { soldAs, amountMinor, currency, label, dueOn, nextMinor, restOn, restMinor, own, carries } = facts;
  const [zone, day, papers] = [textOf(facts.timeZone), textOf(dueOn), listOf(carries)];
  const money = (minor: number) => moneyInWords(minor, String(currency));
  const document = textOf(label) ?? words.invoice;
  const [restDay, reason, receivedOn] = [textOf(restOn), textOf(facts.reason), textOf(facts.receivedOn)];
  const by = (minor: number, on: string) => words.by(money(minor), endOf(on, zone, language));
  const inParts = day !== null && restDay !== null;
  const next = day === null ? '' : by(numberOf(nextMinor), day);
  const received = receivedOn === null || zone === null ? '' : words.received(dayInWords(receivedOn, zone, language));
  const calledOff = numberOf(facts.calledOffMinor);
  const contact = textOf(facts.contact);
  return {
    what: words.sold(textOf(soldAs)),
    amount: typeof amountMinor === 'number' ? money(amountMinor) : words.anAmount,
    has: numberOf(amountMinor) > 0,
    document,
    due: day === null ? words.agreedDay : endOf(day, zone, language),
    parts: inParts ? words.parts(next, by(numberOf(restMinor), restDay)) : next,
    inParts,
    howToPay: howToPay(document, facts, phrases),
    write: words.write(contact),
    attached: papers.length === 0 ? '' : words.attached(and(papers, phrases)),
    place: placeWords(facts, phrases),
    endedBy: textOf(facts.endedBy) as ToldEnder | null,
    reason: reason === null ? '' : words.reason(reason),
    undone: `${money(numberOf(facts.undoneMinor))}${words.methods[String(facts.method)] ?? ''}${received}`,
    calledOff: calledOff === 0 ? '' : words.calledOff(money(calledOff)),
    until: momentOf(facts, language),
    decided: facts.cause === 'ORGANIZER',
    stays: facts.stays !== 0,
    see: own === 0 ? words.seeOther(publicUrl) : words.seeOwn(publicUrl),
  };
}

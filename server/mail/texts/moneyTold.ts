import { dateInWords } from '../../../certificates/words.ts';
import { dayInWords, endOfDayInWords, timeInWords } from '../../../schema/intensives/rules/times.ts';
import { moneyInWords } from '../../../schema/money.ts';
import type { EndedBy } from '../../../schema/orders/rules/endings.ts';
import type { MailFacts } from '../../../schema/registrations/rules/mails.ts';

/** What the sentences of a mail about money are made of. What was sold is named as on the statement: mailboxes are read by others. */
export type Told = {
  what: string;
  amount: string;
  document: string;
  /** The end of the day on which the next part is due. */
  due: string;
  /** What is due when, the next part first: "USD 100.00 by ..., and USD 300.00 by ...". */
  parts: string;
  inParts: boolean;
  /** How to pay, or whom to ask. */
  howToPay: string;
  /** Whom to write to. */
  write: string;
  /** That documents are attached; empty without one. */
  attached: string;
  /** Which place, and whose. */
  place: string;
  endedBy: EndedBy | null;
  /** A sentence with the words of whoever decided; empty without them. */
  reason: string;
  /** Whether an amount stands that is more than nothing. */
  has: boolean;
  undone: string;
  /** A refund that was announced and does not come; empty when there is none. */
  calledOff: string;
  decided: boolean;
  /** An exact time, and how it counts. */
  until: string;
  see: string;
};

const textOf = (fact: MailFacts[string] | undefined): string | null => (typeof fact === 'string' ? fact : null);
const numberOf = (fact: MailFacts[string] | undefined): number => (typeof fact === 'number' ? fact : 0);
const listOf = (fact: MailFacts[string] | undefined): string[] => (Array.isArray(fact) ? fact : []);

const and = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** A mail that was written before its facts named a zone has the day alone. */
const endOf = (day: string, zone: string | null): string =>
  zone === null ? `the end of ${dateInWords(day)}` : endOfDayInWords(day, zone);

function momentOf({ endsAt, timeZone }: MailFacts): string {
  if (typeof endsAt !== 'string') return 'the time that Stripe names';
  const zone = textOf(timeZone) ?? 'UTC';
  return `${timeInWords(new Date(endsAt), zone)}, an exact time in the zone ${zone}: hours count`;
}

const HOW: Record<string, string> = { BANK_TRANSFER: ' by transfer', CHECK: ' by check', CASH: ' in cash' };

function placeWords({ places, placesOf, whom }: MailFacts): string {
  const [numbers, all, names] = [listOf(places), numberOf(placesOf), listOf(whom)];
  const whose = names.length === 0 ? '' : ` (${and(names)})`;
  if (numbers.length === 0 || all === 1) return `the place${whose}`;
  if (numbers.length === all) return all === 2 ? `both places${whose}` : `all ${all} places${whose}`;
  return `${numbers.length === 1 ? 'place' : 'places'} ${and(numbers)} of ${all}${whose}`;
}

function howToPay(document: string, { payTo, contact }: MailFacts): string {
  const [lines, email] = [listOf(payTo), textOf(contact)];
  const name = `Please name ${document} with your payment.`;
  if (lines.length > 0) return `How to pay by transfer:\n\n${lines.map((line) => `    ${line}`).join('\n')}\n\n${name}`;
  return email === null ? name : `${name} If you do not know how to pay by transfer, write to ${email}.`;
}

/** Reads the facts of a mail about money. Mails that were written before one of them was kept lack it. */
export function toldOf(facts: MailFacts, publicUrl: string): Told {
  const { soldAs, amountMinor, currency, label, dueOn, nextMinor, restOn, restMinor, own, carries } = facts;
  const [zone, day, papers] = [textOf(facts.timeZone), textOf(dueOn), listOf(carries)];
  const money = (minor: number) => moneyInWords(minor, String(currency));
  const document = textOf(label) ?? 'the invoice';
  const [restDay, reason, receivedOn] = [textOf(restOn), textOf(facts.reason), textOf(facts.receivedOn)];
  const by = (minor: number, on: string) => `${money(minor)} by ${endOf(on, zone)}`;
  const inParts = day !== null && restDay !== null;
  const next = day === null ? '' : by(numberOf(nextMinor), day);
  const received = receivedOn === null || zone === null ? '' : `, received on ${dayInWords(receivedOn, zone)},`;
  const calledOff = numberOf(facts.calledOffMinor);
  const contact = textOf(facts.contact);
  return {
    what: typeof soldAs === 'string' ? `“${soldAs}”` : 'your place',
    amount: typeof amountMinor === 'number' ? money(amountMinor) : 'an amount',
    has: numberOf(amountMinor) > 0,
    document,
    due: day === null ? 'the agreed day' : endOf(day, zone),
    parts: inParts ? `${next}, and ${by(numberOf(restMinor), restDay)}` : next,
    inParts,
    howToPay: howToPay(document, facts),
    write: contact === null ? 'write to the organization' : `write to ${contact}`,
    attached: papers.length === 0 ? '' : ` Attached: ${and(papers)}.`,
    place: placeWords(facts),
    endedBy: textOf(facts.endedBy) as EndedBy | null,
    reason: reason === null ? '' : ` The reason given: “${reason}”`,
    undone: `${money(numberOf(facts.undoneMinor))}${HOW[String(facts.method)] ?? ''}${received}`,
    calledOff: calledOff === 0 ? '' : ` The refund of ${money(calledOff)} that we announced is therefore not sent.`,
    until: momentOf(facts),
    decided: facts.cause === 'ORGANIZER',
    see:
      own === 0
        ? `Whoever placed the order finds it, with its documents, at ${publicUrl}.`
        : `Sign in at ${publicUrl} to see the order and its documents.`,
  };
}

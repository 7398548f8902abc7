import { eq, inArray } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { ERASED } from '../../../drizzle/policy.ts';
import { intensives, organizations, profiles, users } from '../../../drizzle/schema.ts';
import { isDiscreet } from '../../intensives/rules/shown.ts';
import { tellingWords } from '../../intensives/rules/telling.ts';
import { eventMail } from '../../registrations/operations/writeMail.ts';
import type { MailFacts } from '../../registrations/rules/mails.ts';
import type { MoneyText } from '../../registrations/rules/moneyTexts.ts';
import { isOfPair, placesOf } from '../queries/places.ts';
import type { OrderRow } from '../queries.ts';
import { type EndedBy, payerLearns, payerReads } from '../rules/endings.ts';
import type { Installment } from '../rules/terms.ts';

type MoneyMail = {
  /** Names what it tells of, so that it is written once. */
  key: string;
  text: MoneyText;
  amountMinor?: number;
  /** Of the document that it is about. */
  label?: string | null | undefined;
  /** What is open, with its days, the next first. */
  parts?: readonly Installment[];
  /** Labels of the order's documents that it carries. */
  carries?: readonly string[];
  /** Which places it is about. */
  places?: readonly RegistrationId[] | undefined;
  endedBy?: EndedBy | undefined;
  /** The words of whoever decided. */
  reason?: string | null | undefined;
  /** What only one text says. */
  more?: MailFacts;
};

/**
 * A mail to whoever pays, which names what was sold as the statement does. A payer whose mailbox is that of the account gets it
 * there; nobody is mailed for an erased one.
 */
export async function mailPayer(tx: Database, order: OrderRow, mail: MoneyMail): Promise<void> {
  if (order.payerEmail === ERASED) return;
  const { key, text, amountMinor, label = null, parts = [], carries = [], endedBy = null, more = {} } = mail;
  const event = await eventOf(tx, order);
  const own = order.payerEmail === event.email || order.payerEmail === event.mailAddress;
  const reason = payerReads(mail.reason ?? null, { isPair: event.isPair, about: subjectOf({ text, endedBy }) });
  const [next, ...later] = parts;
  const facts = {
    ...{ soldAs: order.soldAs, currency: order.currency, order: order.id, label, own: own ? 1 : 0 },
    ...{ timeZone: event.timeZone, amountMinor: amountMinor ?? null, contact: event.contact },
    ...{ dueOn: next?.dueOn ?? null, nextMinor: next?.amountMinor ?? null, payTo: event.transferLines ?? [] },
    ...{ restOn: later.at(-1)?.dueOn ?? null, restMinor: later.reduce((sum, part) => sum + part.amountMinor, 0) },
    ...{ carries: [...carries], endedBy: payerLearns(endedBy, event), reason: tellable(reason, event) },
    ...(await placesIn(tx, order, { ...mail, discreet: isDiscreet(event) })),
    ...more,
  };
  const to = own ? { userId: order.placedBy } : { address: order.payerEmail };
  await eventMail(tx, { key, text, facts, ...to });
}

/** What the words of a member in a mail are about. */
function subjectOf({ text, endedBy }: { text: MoneyText; endedBy: EndedBy | null }) {
  if (text === 'PAYMENT_UNDONE') return 'PAYMENT';
  return endedBy === 'EVENT' ? 'EVENT' : 'PLACE';
}

async function eventOf(tx: Database, order: OrderRow) {
  const [found] = await tx
    .select({
      ...{ email: users.email, mailAddress: users.mailAddress, timeZone: intensives.timeZone, kind: intensives.kind },
      ...{ title: intensives.title, neutralName: intensives.neutralName },
      ...{ contact: organizations.email, transferLines: organizations.transferLines, isPair: isOfPair(order.id) },
    })
    .from(users)
    .innerJoin(intensives, eq(intensives.id, order.intensiveId))
    .innerJoin(organizations, eq(organizations.id, order.organizationId))
    .where(eq(users.id, order.placedBy));
  if (found === undefined) throw new Error('an order has no payer');
  return found;
}

/** A mailbox is read by others: words that tell what an event with a neutral name is about stay on the signed-in pages. */
function tellable(reason: string | null, event: Awaited<ReturnType<typeof eventOf>>): string | null {
  if (reason === null || !isDiscreet(event)) return reason;
  return tellingWords(reason, [event]).length === 0 ? reason : null;
}

type Asked = Pick<MoneyMail, 'places' | 'endedBy'> & { discreet: boolean };

/**
 * Which of the order's places a mail is about, and whose they were as far as a payer may know: the names stand in the order too. A mail
 * about an event with a neutral name tells no name.
 */
async function placesIn(
  tx: Database,
  { id, placedBy }: OrderRow,
  { places, endedBy, discreet }: Asked,
): Promise<MailFacts> {
  if (places === undefined) return {};
  const all = await placesOf(tx, id);
  const meant = all.filter(({ registrationId }) => registrationId !== null && places.includes(registrationId));
  const others = meant.flatMap(({ userId }) => (userId === null || userId === placedBy ? [] : userId));
  const nameless = discreet || endedBy === 'ERASED' || others.length === 0;
  const named = nameless
    ? []
    : await tx.select({ name: profiles.legalName }).from(profiles).where(inArray(profiles.userId, others));
  const numbers = meant.map((line) => String(all.indexOf(line) + 1));
  return { places: numbers, placesOf: all.length, whom: named.flatMap(({ name }) => name ?? []) };
}

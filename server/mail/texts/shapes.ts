import type { ToldEnder } from '../../../schema/orders/rules/endings.ts';
import type { EventText } from '../../../schema/registrations/rules/mails.ts';
import type { MoneyText } from '../../../schema/registrations/rules/moneyTexts.ts';

/** What a mail says. */
export type Said = { subject: string; text: string };

/**
 * What the words of a mail are made of: whether it names a training, until when something stands, how that time counts, and a secret
 * link.
 */
export type EventTold = {
  place: string;
  application: string;
  until: string;
  counts: string;
  link: string;
  /** Of an invitation: where its reader refuses more of them. */
  refusal: string;
  publicUrl: string;
  /** What changed, line by line, and why the event was canceled; empty where no mail says so. */
  changes: string;
  reason: string;
  /** Whether somebody who comes with another person is alone so far. */
  alone: boolean;
};
type EventSaid = { subject: string; says: (told: EventTold) => string };
export type EventTexts = Record<Exclude<EventText, MoneyText>, EventSaid>;

/** What the sentences of a mail about money are made of. What was sold is named as on the statement: mailboxes are read by others. */
export type MoneyTold = {
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
  endedBy: ToldEnder | null;
  /** A sentence with the words of whoever decided; empty without them. */
  reason: string;
  /** Whether an amount stands that is more than nothing. */
  has: boolean;
  undone: string;
  /** A refund that was announced and does not come; empty when there is none. */
  calledOff: string;
  decided: boolean;
  /** Whether the place stays, also while the amount is not paid. */
  stays: boolean;
  /** An exact time, and how it counts. */
  until: string;
  see: string;
};
type MoneySaid = { subject: string; says: (told: MoneyTold) => string };
export type MoneyTexts = Record<MoneyText, MoneySaid>;

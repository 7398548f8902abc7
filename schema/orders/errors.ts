import type { OrderId } from '../../drizzle/ids.ts';
import { DomainError, type Facts } from '../errors.ts';
import { moneyInWords } from '../money.ts';
import type { CheckoutRefusal } from './rules/refusals.ts';
import type { OrderState } from './rules/standing.ts';

export class PolicyChangedError extends DomainError {
  static override readonly code = 'POLICY_CHANGED';
  static override readonly meaning = 'The policy is not the one that the payer read. Nothing was bought.';
  static override readonly facts: Facts = { policySha256: { type: 'String', description: 'That of now.' } };
  readonly policySha256: string;
  constructor(policySha256: string) {
    super('The policy of refunds and transfers is another than you named. Show it, and send its new SHA-256.');
    this.policySha256 = policySha256;
  }
}

export class RefundTooHighError extends DomainError {
  static override readonly code = 'REFUND_TOO_HIGH';
  static override readonly meaning = 'More was asked back than is left for the place. Nothing was refunded.';
  static override readonly facts: Facts = {
    leftMinor: {
      type: 'Int',
      description: 'What can still be refunded for the place, in minor units of the order’s currency.',
    },
  };
  readonly leftMinor: number;
  constructor(leftMinor: number, { currency, of }: { currency: string; of: 'place' | 'order' }) {
    super(`No more than ${moneyInWords(leftMinor, currency)} can be given back for this ${of}. Ask for that or less.`);
    this.leftMinor = leftMinor;
  }
}

export class PaymentsUnavailableError extends DomainError {
  static override readonly code = 'PAYMENTS_UNAVAILABLE';
  static override readonly meaning = 'The organization takes no payments here. Nothing was kept and nothing is owed.';
  constructor() {
    super('This organization takes no payments here. Ask it for an invoice, or how else to pay.');
  }
}

export class PaymentsDownError extends DomainError {
  static override readonly code = 'PAYMENTS_DOWN';
  static override readonly meaning = 'The payment service does not answer. What was kept is kept: call again.';
  static override readonly facts: Facts = { orderId: { type: 'ID', node: 'Order', description: 'Which order.' } };
  readonly orderId: OrderId;
  constructor(orderId: OrderId) {
    super('The payment service does not answer at the moment. Try again in a minute: your place is kept until then.');
    this.orderId = orderId;
  }
}

export class NotForSaleError extends DomainError {
  static override readonly code = 'NOT_FOR_SALE';
  static override readonly meaning = 'No price stands now.';
  constructor() {
    super('No place is sold at the moment. Look again later, or write to the organization.');
  }
}

export class BelowMinimumError extends DomainError {
  static override readonly code = 'BELOW_MINIMUM';
  static override readonly meaning = 'The amount is below the smallest that can be charged. Nothing was kept.';
  static override readonly facts: Facts = { smallestMinor: { type: 'Int', description: 'It, in minor units.' } };
  readonly smallestMinor: number;
  constructor(smallestMinor: number, currency: string) {
    super(`The smallest charge is ${moneyInWords(smallestMinor, currency)}. Use no code, or another one.`);
    this.smallestMinor = smallestMinor;
  }
}

export class CodeUnknownError extends DomainError {
  static override readonly code = 'CODE_UNKNOWN';
  static override readonly meaning = 'No event of the organization has this code.';
  constructor() {
    super('This code is unknown. Check the letters, or go on without it.');
  }
}

export class CodeElsewhereError extends DomainError {
  static override readonly code = 'CODE_ELSEWHERE';
  static override readonly meaning = 'The code belongs to another event.';
  constructor() {
    super('This code is for another event. Go on without it.');
  }
}

export class CodeNotYetError extends DomainError {
  static override readonly code = 'CODE_NOT_YET';
  static override readonly meaning = 'The code cannot be used yet.';
  static override readonly facts: Facts = { startsAt: { type: 'DateTime', description: 'From when it can.' } };
  readonly startsAt: Date;
  constructor(startsAt: Date) {
    super('This code cannot be used yet. `startsAt` says from when.');
    this.startsAt = startsAt;
  }
}

export class CodeExpiredError extends DomainError {
  static override readonly code = 'CODE_EXPIRED';
  static override readonly meaning = 'The code is over.';
  constructor() {
    super('The time of this code is over. Go on without it.');
  }
}

export class CodeUsedUpError extends DomainError {
  static override readonly code = 'CODE_USED_UP';
  static override readonly meaning = 'The code was used as often as it may be.';
  constructor() {
    super('This code was used as often as it may be. Go on without it.');
  }
}

export class CodeNotCombinedError extends DomainError {
  static override readonly code = 'CODE_NOT_COMBINED';
  static override readonly meaning = 'A scholarship price was granted to the person, and no code lowers that.';
  constructor() {
    super('Your price was lowered for you already, and a code does not lower it further. Go on without the code.');
  }
}

export class PayerNameNeededError extends DomainError {
  static override readonly code = 'PAYER_NAME_NEEDED';
  static override readonly meaning = 'Nobody has said by which name the documents bill whoever pays. Nothing was kept.';
  constructor() {
    super('Write the name of whoever pays: in `payer`, or as the legal name of your profile. The invoice prints it.');
  }
}

const COVERED: Facts = { covered: { type: ['String'], description: 'Where the organization sells (ISO 3166).' } };

export class BuyerCountryNeededError extends DomainError {
  static override readonly code = 'BUYER_COUNTRY_NEEDED';
  static override readonly meaning = 'The organization sells to some countries only, and the payer named none.';
  static override readonly facts = COVERED;
  readonly covered: readonly string[];
  constructor(covered: readonly string[]) {
    super('Name the country of whoever pays.');
    this.covered = covered;
  }
}

export class BuyerCountryNotCoveredError extends DomainError {
  static override readonly code = 'BUYER_COUNTRY_NOT_COVERED';
  static override readonly meaning = 'The organization does not sell to the payer’s country.';
  static override readonly facts = COVERED;
  readonly covered: readonly string[];
  constructor(covered: readonly string[]) {
    super('The organization does not sell to this country. Write to it.');
    this.covered = covered;
  }
}

export class TaxIdNeededError extends DomainError {
  static override readonly code = 'TAX_ID_NEEDED';
  static override readonly meaning = 'The payer declares the tax, and named no tax id.';
  constructor() {
    super('Name the tax id of whoever pays: they declare the tax of this sale themselves.');
  }
}

export class InvoiceNotOfferedError extends DomainError {
  static override readonly code = 'INVOICE_NOT_OFFERED';
  static override readonly meaning = 'This event is not sold on invoice, or not to persons.';
  constructor() {
    super('This event is not sold on invoice to this payer. Pay at once, or write to the organization.');
  }
}

export class OrderOpenError extends DomainError {
  static override readonly code = 'ORDER_OPEN';
  static override readonly meaning = 'The person has another order for this event, which waits for payment.';
  static override readonly facts: Facts = { orderId: { type: 'ID', node: 'Order', description: 'That order.' } };
  readonly orderId: OrderId;
  constructor(orderId: OrderId) {
    super('You have an order for this event that waits for payment. Continue with it, or cancel it first.');
    this.orderId = orderId;
  }
}

export class BeingPaidError extends DomainError {
  static override readonly code = 'BEING_PAID';
  static override readonly meaning = 'Somebody else is paying for this place now.';
  constructor() {
    super('Somebody else is paying for this place at this moment. Wait, or ask them.');
  }
}

export class OrderStateError extends DomainError {
  static override readonly code = 'ORDER_STATE';
  static override readonly meaning = 'The order is in a state in which this cannot be done.';
  static override readonly facts: Facts = { state: { type: 'OrderState', description: 'The state it is in.' } };
  readonly state: OrderState;
  constructor(state: OrderState, message = 'This cannot be done as the order stands now. Load it again.') {
    super(message);
    this.state = state;
  }
}

export class MoneyChangedError extends DomainError {
  static override readonly code = 'MONEY_CHANGED';
  static override readonly meaning = 'Money came or went after you read the order. Nothing was changed.';
  static override readonly facts: Facts = {
    paidMinor: { type: 'Int', description: 'What has come, in minor units.' },
    leftMinor: { type: 'Int', description: 'What can still be refunded, in minor units.' },
  };
  readonly paidMinor: number;
  readonly leftMinor: number;
  constructor({ paidMinor, leftMinor }: { paidMinor: number; leftMinor: number }) {
    super('Somebody recorded or refunded money after you read the order. Load it again, and decide on that.');
    this.paidMinor = paidMinor;
    this.leftMinor = leftMinor;
  }
}

export class NothingToRefundError extends DomainError {
  static override readonly code = 'NOTHING_TO_REFUND';
  static override readonly meaning = 'Nothing is left that could be refunded, or the policy gives nothing.';
  constructor(hasOrder: boolean) {
    super(
      hasOrder
        ? 'Nothing is given back here. Name an amount if you want to give back more than the policy.'
        : 'No order pays for this place: it was free, or it moved and its order went with it. Take the registration at the other date.',
    );
  }
}

export class PaymentFixedError extends DomainError {
  static override readonly code = 'PAYMENT_FIXED';
  static override readonly meaning = 'The payment cannot be undone: it came by Stripe, or was undone or refunded.';
  constructor() {
    super('This payment cannot be undone. Refund it instead.');
  }
}

export class OtherDateError extends DomainError {
  static override readonly code = 'OTHER_DATE';
  static override readonly meaning =
    'The place cannot move there: another course, organization, currency or kind, or an event that the person was declined for.';
  constructor() {
    super('A place moves only to another date of the same course, organization, kind and currency.');
  }
}

export class DearerDateError extends DomainError {
  static override readonly code = 'DEARER_DATE';
  static override readonly meaning = 'The other date costs more than was asked for the place.';
  static override readonly facts: Facts = {
    priceMinor: { type: 'Int', description: 'The lowest price of the other date, in minor units of its currency.' },
  };
  readonly priceMinor: number;
  constructor(priceMinor: number, currency: string) {
    super(
      `That date costs at least ${moneyInWords(priceMinor, currency)}, which is more than this place. Write to the organizer, who can move you.`,
    );
    this.priceMinor = priceMinor;
  }
}

export class ScholarshipsGivenError extends DomainError {
  static override readonly code = 'SCHOLARSHIPS_GIVEN';
  static override readonly meaning = 'Every place at this scholarship price is granted.';
  static override readonly facts: Facts = { places: { type: 'Int', description: 'How many there are.' } };
  readonly places: number;
  constructor(places: number) {
    super('Every place at this price is granted. Withdraw one, or save the event with more of them.');
    this.places = places;
  }
}

export class CheckoutOverError extends DomainError {
  static override readonly code = 'CHECKOUT_OVER';
  static override readonly meaning = 'The order cannot be paid here now.';
  static override readonly facts: Facts = { because: { type: 'CheckoutRefusal', description: 'Why not.' } };
  readonly because: CheckoutRefusal;
  constructor(because: CheckoutRefusal, words: string) {
    super(words);
    this.because = because;
  }
}

import { encodeGlobalID } from '@pothos/plugin-relay';
import { PAYER_KINDS } from '../../../drizzle/tables/orders.ts';
import { PAYMENT_METHODS, REFUND_CAUSES, REFUND_STATES } from '../../../drizzle/tables/payments.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { MoneyType } from '../../graphql/money.ts';
import type { OrderView, ViewDispute, ViewDocument, ViewPayment, ViewRefund } from '../queries/views.ts';
import { DISPUTE_STANDINGS, disputeStanding } from '../rules/disputes.ts';
import { CHECKOUT_REFUSALS } from '../rules/refusals.ts';
import { ORDER_STATES } from '../rules/standing.ts';

export const OrderStateEnum = builder.enumType('OrderState', {
  description: 'What the money of an order says. What was only asked for is never shown as done.',
  values: described(ORDER_STATES, {
    FREE: 'Nothing is owed.',
    UNPAID: 'Nothing has come.',
    PARTLY_PAID: 'A part has come.',
    PAID: 'Everything has come.',
    OVERPAID: 'More has come than is owed.',
    DISPUTED: 'A bank has taken money back until it decides.',
    CHARGED_BACK: 'A bank has taken money back for good.',
    REFUND_REQUESTED: 'Money is on its way back.',
    PARTLY_REFUNDED: 'A part went back.',
    REFUNDED: 'Everything went back.',
    CANCELLED: 'It was canceled before anything came.',
  }),
});

export const PayerKindEnum = builder.enumType('PayerKind', {
  description: 'Who pays.',
  values: described(PAYER_KINDS, { PERSON: 'A person.', ORGANIZATION: 'An organization.' }),
});

export const SettlementEnum = builder.enumType('OrderSettlement', {
  description: 'How an order is paid.',
  values: described(['CHECKOUT', 'INVOICE', 'FREE'] as const, {
    CHECKOUT: 'At once, by card or another method of Stripe.',
    INVOICE: 'Later, by any method.',
    FREE: 'Nothing has to be paid.',
  }),
});

export const PaymentMethodEnum = builder.enumType('PaymentMethod', {
  description: 'How money came.',
  values: described(PAYMENT_METHODS, {
    STRIPE: 'Through Stripe.',
    BANK_TRANSFER: 'By bank transfer.',
    CHECK: 'By check.',
    CASH: 'In cash.',
    OTHER: 'Otherwise.',
  }),
});

const RefundStateEnum = builder.enumType('RefundState', {
  description: 'How a refund stands.',
  values: described(REFUND_STATES, {
    REQUESTED: 'Stripe was not asked yet.',
    TO_CONFIRM: 'Somebody must send it by bank and say so.',
    PENDING: 'It is on its way.',
    WAITING_FOR_DISPUTE:
      'A bank has taken the money and decides of it. It is sent when the seller keeps the money, else canceled.',
    WAITING_FOR_BALANCE: 'It waits until the seller’s balance covers it.',
    SUCCEEDED: 'It was sent.',
    FAILED: 'It could not be carried out; the money is with the seller.',
    CANCELED: 'It was not carried out.',
  }),
});

const RefundCauseEnum = builder.enumType('RefundCause', {
  description: 'Why money went back.',
  values: described(REFUND_CAUSES, {
    POLICY: 'The policy of the order gives it.',
    ORGANIZER: 'The organization decided it.',
    ORDER_CANCELLED: 'The order was canceled before it gave a place.',
    EVENT_CANCELLED: 'The event was canceled.',
    EVENT_CHANGED: 'The event was moved, and the person left.',
    LATE_PAYMENT: 'It came when no place was left for it.',
    DOUBLE_PAYMENT: 'The order had been paid already.',
    OVERPAID: 'More came than was owed.',
    OUTSIDE: 'Somebody refunded it in Stripe’s dashboard.',
  }),
});

const DisputeStandingEnum = builder.enumType('DisputeStanding', {
  description: 'What a dispute does to the money.',
  values: described(DISPUTE_STANDINGS, {
    INQUIRY: 'A bank asks; no money is gone.',
    OPEN: 'The money is gone until it is decided.',
    WON: 'The money is with the seller.',
    LOST: 'The money is gone.',
  }),
});

builder.enumType('CheckoutRefusal', {
  description: 'Why an order cannot be paid at Stripe now.',
  values: described(CHECKOUT_REFUSALS, {
    PAID: 'It is paid.',
    PAYING: 'Its money is on its way.',
    CANCELLED: 'It was canceled.',
    HOLD_ENDED: 'The time for which the place was kept is over.',
    BELOW_MINIMUM: 'What is left is below the smallest charge.',
    ABOVE_MAXIMUM: 'What is left is above the largest charge.',
    OTHER_SELLER: 'The organization that sells this takes no cards here.',
    TOO_OFTEN: 'It was begun too often.',
  }),
});

/** Something of an order, with what its amounts are in and what the reader may see. */
export type Of<Row> = Row & Pick<OrderView, 'currency' | 'forMember'>;

export function ofOrderView<Row>({ currency, forMember }: OrderView, rows: readonly Row[]): Of<Row>[] {
  return rows.map((row) => ({ ...row, currency, forMember }));
}

export const PaymentType = builder.objectRef<Of<ViewPayment>>('OrderPayment').implement({
  description: 'Money that came. One recorded by mistake is followed by its counter-row.',
  fields: (t) => ({
    id: t.id({ description: 'The payment, for `undoPayment`.', resolve: ({ id }) => encodeGlobalID('Payment', id) }),
    method: t.expose('method', { type: PaymentMethodEnum, description: 'How it came.' }),
    amount: t.field({ type: MoneyType, description: 'How much; negative for a counter-row.', resolve: (row) => row }),
    undoesId: t.id({
      nullable: true,
      description: 'The payment that this counter-row takes back.',
      resolve: ({ undoes }) => undoes && encodeGlobalID('Payment', undoes),
    }),
    evidence: t.string({
      nullable: true,
      description: 'What shows that it came, for members; null for whoever paid.',
      resolve: ({ evidence, forMember, undoes }) => (forMember && undoes === null ? evidence : null),
    }),
    reason: t.string({
      nullable: true,
      description: 'Of a counter-row: why, in the words of whoever took the payment back.',
      resolve: ({ evidence, undoes }) => (undoes === null ? null : evidence),
    }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime', description: 'When it came.' }),
  }),
});

export const RefundType = builder.objectRef<Of<ViewRefund>>('OrderRefund').implement({
  description: 'Money that goes back.',
  fields: (t) => ({
    id: t.id({ description: 'The refund, for `confirmRefund`.', resolve: ({ id }) => encodeGlobalID('Refund', id) }),
    amount: t.field({ type: MoneyType, description: 'How much.', resolve: (row) => row }),
    state: t.expose('state', { type: RefundStateEnum, description: 'How it stands.' }),
    cause: t.expose('cause', { type: RefundCauseEnum, description: 'Why.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'The words of whoever decided it; null for the places of two who come together.',
    }),
    failure: t.string({
      nullable: true,
      description: 'Why it failed, as Stripe says, for members.',
      resolve: ({ failure, forMember }) => (forMember ? failure : null),
    }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true, description: 'When it was done, or not.' }),
  }),
});

export const DisputeType = builder.objectRef<Of<ViewDispute>>('OrderDispute').implement({
  description: 'A payment that its bank disputes.',
  fields: (t) => ({
    id: t.id({ description: 'The dispute.', resolve: ({ id }) => encodeGlobalID('Dispute', id) }),
    amount: t.field({ type: MoneyType, description: 'How much.', resolve: (row) => row }),
    standing: t.field({
      type: DisputeStandingEnum,
      description: 'What it does to the money.',
      resolve: ({ status }) => disputeStanding(status),
    }),
    status: t.exposeString('status', { description: 'Stripe’s word for how it stands.' }),
    reason: t.exposeString('reason', { description: 'The bank’s word for why.' }),
    evidenceDueAt: t.expose('evidenceDueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when evidence is taken.',
    }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'Since when.' }),
  }),
});

type ShownDocument = Of<ViewDocument> & { orderId: OrderView['id'] };

export const DocumentType = builder.objectRef<ShownDocument>('OrderDocument').implement({
  description: 'An invoice or a credit note.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Its number, as printed: INV-000001, CN-000001.' }),
    isCreditNote: t.boolean({ description: 'Whether it credits.', resolve: ({ series }) => series === 'CREDIT_NOTE' }),
    total: t.field({
      type: MoneyType,
      description: 'What it is over.',
      resolve: ({ totalMinor: amountMinor, currency }) => ({ amountMinor, currency }),
    }),
    issuedOn: t.expose('issuedOn', {
      type: 'Date',
      description: 'The day on which it was issued, where the seller is.',
    }),
    url: t.string({
      description: 'Where the PDF is, for whoever placed the order and for members, signed in.',
      resolve: ({ orderId, label }, _args, { settings }) => `${settings.publicUrl}/orders/${orderId}/${label}.pdf`,
    }),
  }),
});

type ShownPart = { amountMinor: number; currency: string; dueOn: string };

export const InstallmentType = builder.objectRef<ShownPart>('OrderInstallment').implement({
  description: 'When which part is due.',
  fields: (t) => ({
    amount: t.field({ type: MoneyType, description: 'How much.', resolve: (row) => row }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'The last day.' }),
  }),
});

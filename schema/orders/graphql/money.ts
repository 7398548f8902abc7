import { z } from 'zod';
import type { OrderId, PaymentId, RefundId, RegistrationId } from '../../../drizzle/ids.ts';
import { PAYMENT_METHODS } from '../../../drizzle/tables/payments.ts';
import { CreditIssuedError } from '../../credits/errors.ts';
import { line, whole } from '../../edited/text.ts';
import { InvalidInputError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import {
  MoneyChangedError,
  NothingToRefundError,
  OrderStateError,
  PaymentFixedError,
  RefundTooHighError,
} from '../errors.ts';
import { confirmRefund } from '../operations/confirmRefund.ts';
import { recordPayment } from '../operations/recordPayment.ts';
import { refundRegistration } from '../operations/refundRegistration.ts';
import { undoPayment } from '../operations/undoPayment.ts';
import { PaymentMethodEnum } from './parts.ts';
import { FOR_MEMBERS, orderField, tillOf } from './payloads.ts';

const MOST = 1_000_000_000;
const payload = { description: 'The order.', fields: (t: PayloadFields) => ({ order: orderField(t) }) };
type PayloadFields = PothosSchemaTypes.ObjectFieldBuilder<
  import('../../graphql/builder.ts').SchemaTypes,
  { orderId: OrderId }
>;

mutation('refundRegistration', {
  description:
    'Gives money back for a place, for owners and organizers: an amount, or what the policy of the order gives now. It ends no place; cancelRegistration does both.',
  errors: [
    ...[
      ...FOR_MEMBERS,
      InvalidInputError,
      MoneyChangedError,
      NothingToRefundError,
      RefundTooHighError,
      CreditIssuedError,
    ],
  ],
  input: {
    description: 'For which place, how much and why. The currency is the order’s.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The place.' }),
      amountMinor: t.int({
        required: false,
        description: 'How much, in minor units of the order’s currency. Without it, what the policy gives.',
      }),
      leftMinor: t.int({ description: 'What you saw as `left` of the order. Otherwise two members refund twice.' }),
      reason: t.string({
        description: 'Why. Whoever paid can read it. Of two who come together, it stays in the audit log.',
      }),
    }),
  },
  read: z.object({
    registrationId: idOf<RegistrationId>('Registration'),
    amountMinor: whole(1, MOST)
      .nullish()
      .transform((amount) => amount ?? null),
    leftMinor: whole(0, MOST),
    reason: reasonText,
  }),
  run: ({ db }, act, input) => refundRegistration(db, act, input),
  payload,
});

mutation('recordPayment', {
  description:
    'Records money that came outside Stripe, for owners and organizers. It gives the places when enough has come. What is over, late or twice is to be sent back by hand.',
  errors: [...FOR_MEMBERS, InvalidInputError, MoneyChangedError],
  input: {
    description: 'For which order, what came, and what shows it.',
    fields: (t) => ({
      orderId: t.id({ description: 'The order.' }),
      method: t.field({ type: PaymentMethodEnum, description: 'How it came; not STRIPE.' }),
      amountMinor: t.int({ description: 'How much, in minor units of the order’s currency.' }),
      evidence: t.string({ description: 'What shows that it came: a statement and its line, a number of a check.' }),
      receivedAt: t.field({ type: 'DateTime', description: 'When it came.' }),
      paidMinor: t.int({ description: 'What you saw as `paid`. Otherwise two members record it twice.' }),
    }),
  },
  read: z.object({
    orderId: idOf<OrderId>('Order'),
    method: z.enum(PAYMENT_METHODS).exclude(['STRIPE'], 'What came through Stripe is recorded by itself.'),
    amountMinor: whole(1, MOST),
    evidence: line('what shows that it came', 300),
    paidMinor: whole(0, MOST),
  }),
  run: (context, act, input) => recordPayment(tillOf(context), act, input),
  payload,
});

mutation('undoPayment', {
  description:
    'Takes back a payment outside Stripe that was recorded by mistake, for owners and organizers, with a counter-row. The place and the invoice stay, and the order owes again.',
  errors: [...FOR_MEMBERS, InvalidInputError, PaymentFixedError],
  input: {
    description: 'Which payment, and why.',
    fields: (t) => ({
      paymentId: t.id({ description: 'The payment.' }),
      reason: t.string({ description: 'Why. Whoever paid can read it, and it is kept permanently.' }),
    }),
  },
  read: z.object({ paymentId: idOf<PaymentId>('Payment'), reason: reasonText }),
  run: ({ db }, act, input) => undoPayment(db, act, input),
  payload,
});

mutation('confirmRefund', {
  description:
    'Says that a refund by bank was sent, or that it will not be, for owners and organizers. A refund through Stripe is confirmed by Stripe.',
  errors: [...FOR_MEMBERS, InvalidInputError, OrderStateError],
  input: {
    description: 'Which refund.',
    fields: (t) => ({
      refundId: t.id({ description: 'The refund.' }),
      sent: t.boolean({ description: 'Whether it was sent; false: it will not be.' }),
      reason: t.string({ description: 'The number of the transfer, or why it was not sent. It is kept permanently.' }),
    }),
  },
  read: z.object({ refundId: idOf<RefundId>('Refund'), reason: reasonText }),
  run: ({ db }, act, input) => confirmRefund(db, act, input),
  payload,
});

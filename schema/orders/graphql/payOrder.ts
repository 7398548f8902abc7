import { z } from 'zod';
import type { OrderId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import { HoldEndedError, HoldExtendedError } from '../../registrations/errors.ts';
import {
  AmountTooHighError,
  BelowMinimumError,
  CheckoutOverError,
  OrderStateError,
  PaymentRefusedError,
  PaymentsDownError,
  PaymentsUnavailableError,
} from '../errors.ts';
import { cancelOrder } from '../operations/cancelOrder.ts';
import { extendCheckout, payOrder } from '../operations/payOrder.ts';
import { FOR_MEMBERS, orderField, paymentField, tillOf } from './payloads.ts';

const input = {
  description: 'Which order.',
  fields: (t: InputFields) => ({ orderId: t.id({ description: 'The order.' }) }),
};
type InputFields = PothosSchemaTypes.InputFieldBuilder<import('../../graphql/builder.ts').SchemaTypes, 'InputObject'>;
const read = z.object({ orderId: idOf<OrderId>('Order') });

const PAYING = [
  ...[PaymentsUnavailableError, PaymentsDownError, PaymentRefusedError],
  ...[BelowMinimumError, AmountTooHighError, CheckoutOverError],
] as const;

mutation('payOrder', {
  description:
    'Gives the page where an order of yours is paid: what is due next of an invoice, or what waits since you registered.',
  errors: [NotFoundError, ...PAYING],
  input,
  read,
  run: (context, act, asked) => payOrder(tillOf(context), act, asked),
  payload: {
    description: 'Where to pay.',
    fields: (t) => ({ order: orderField(t), payment: paymentField(t) }),
  },
});

mutation('extendCheckout', {
  description: 'Asks once for as much time again to pay. The page of before ends, and there is a new one.',
  errors: [NotFoundError, OrderStateError, HoldEndedError, HoldExtendedError, ...PAYING],
  input,
  read,
  run: (context, act, asked) => extendCheckout(tillOf(context), act, asked),
  payload: {
    description: 'Where to pay, and until when.',
    fields: (t) => ({ order: orderField(t), payment: paymentField(t) }),
  },
});

mutation('cancelOrder', {
  description:
    'Cancels an order that gave no place yet, with all of its places: for whoever placed it, and for owners and organizers. Nothing is owed for it any more. A place that was paid is canceled by itself.',
  errors: [...FOR_MEMBERS, InvalidInputError, OrderStateError, PaymentsDownError],
  input: {
    description: 'Which order, and why.',
    fields: (t) => ({
      orderId: t.id({ description: 'The order.' }),
      reason: t.string({
        required: false,
        description:
          'Why. Whoever pays reads it in the mail about it. Of two who come together, it stays in the audit log.',
      }),
    }),
  },
  read: read.extend({ reason: reasonText.nullish().transform((reason) => reason ?? null) }),
  run: (context, act, asked) => cancelOrder(tillOf(context), act, asked),
  payload: { description: 'The order.', fields: (t) => ({ order: orderField(t) }) },
});

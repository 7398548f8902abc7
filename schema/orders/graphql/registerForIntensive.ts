import { z } from 'zod';
import type { IntensiveId, OrderId, RegistrationId } from '../../../drizzle/ids.ts';
import { PAYER_KINDS } from '../../../drizzle/tables/orders.ts';
import { emailAddress, printedLine, whole } from '../../edited/text.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import {
  AlreadyRegisteredError,
  ApplicationNeededError,
  HoldEndedError,
  PaymentNeededError,
  RegistrationClosedError,
  SoldOutError,
  TooManyHoldsError,
} from '../../registrations/errors.ts';
import { RegistrationRef } from '../../registrations/graphql/registration.ts';
import { ownRegistrations } from '../../registrations/queries/registrations.ts';
import {
  AmountTooHighError,
  BeingPaidError,
  BelowMinimumError,
  BuyerCountryNeededError,
  BuyerCountryNotCoveredError,
  CheckoutOverError,
  CodeElsewhereError,
  CodeExpiredError,
  CodeNotYetError,
  CodeUnknownError,
  CodeUsedUpError,
  InvoiceNotOfferedError,
  NotForSaleError,
  OrderOpenError,
  PaymentRefusedError,
  PaymentsDownError,
  PaymentsUnavailableError,
  PolicyChangedError,
  TaxIdNeededError,
} from '../errors.ts';
import { acceptOffer, type Registered, registerForIntensive } from '../operations/registerForIntensive.ts';
import { OrderRef } from './order.ts';
import { PayerKindEnum, SettlementEnum } from './parts.ts';
import { paymentField, tillOf } from './payloads.ts';

const PayerInput = builder.inputType('PayerInput', {
  description: 'Who pays, as the documents print it.',
  fields: (t) => ({
    kind: t.field({ type: PayerKindEnum, description: 'A person or an organization.' }),
    name: t.string({ description: 'The legal name.' }),
    address: t.stringList({ required: false, description: 'At most 6 lines; an organization needs one.' }),
    country: t.string({ required: false, description: 'ISO 3166: US. Some sellers need it for tax.' }),
    taxId: t.string({ required: false, description: 'The tax id, where the payer declares the tax.' }),
    email: t.string({ description: 'Where mails about money go.' }),
    purchaseOrder: t.string({ required: false, description: 'The payer’s own number, for the invoice.' }),
  }),
});

type InputFields = PothosSchemaTypes.InputFieldBuilder<import('../../graphql/builder.ts').SchemaTypes, 'InputObject'>;

const terms = (t: InputFields) => ({
  intensiveId: t.id({ description: 'The event.' }),
  payer: t.field({ type: PayerInput, required: false, description: 'Who pays, when it is not you.' }),
  code: t.string({ required: false, description: 'A code that lowers the price.' }),
  settlement: t.field({
    type: SettlementEnum,
    required: false,
    description:
      'CHECKOUT pays at once, as without it. INVOICE pays later, where the event offers it to organizations.',
  }),
  inParts: t.boolean({ required: false, description: 'Whether the invoice is paid in two parts, where offered.' }),
  policySha256: t.string({ description: 'The `sha256` of the policy that was shown and accepted.' }),
});

const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Write a code of two capitals: US, NZ.')
  .nullish()
  .transform(absent);

const payer = z
  .object({
    kind: z.enum(PAYER_KINDS),
    name: printedLine('a legal name', 160),
    address: z
      .array(printedLine('a line of an address', 100))
      .max(6, 'Write at most 6 lines.')
      .nullish()
      .transform((lines) => (lines == null || lines.length === 0 ? null : lines.join('\n'))),
    country,
    taxId: printedLine('a tax id', 40).nullish().transform(absent),
    email: emailAddress(),
    purchaseOrder: printedLine('a number', 60).nullish().transform(absent),
  })
  .refine(({ kind, address }) => kind === 'PERSON' || address !== null, {
    path: ['address'],
    message: 'Write the address of the organization.',
  });

const MOST_PLACES = 50;
const read = {
  intensiveId: idOf<IntensiveId>('Intensive'),
  payer: payer.nullish().transform(absent),
  code: z.string().max(200, 'A code has at most 40 letters.').nullish().transform(absent),
  settlement: z
    .enum(['CHECKOUT', 'INVOICE'], { error: 'write CHECKOUT or INVOICE.' })
    .nullish()
    .transform((one) => one ?? ('CHECKOUT' as const)),
  inParts: z
    .boolean()
    .nullish()
    .transform((yes) => yes ?? false),
  policySha256: z.string().regex(/^[0-9a-fA-F]{64}$/, 'Write the 64 letters of the SHA-256 that the policy shows.'),
};

const ERRORS = [
  ...[NotFoundError, InvalidInputError, RateLimitedError, PolicyChangedError, NotForSaleError, SoldOutError],
  ...[RegistrationClosedError, AlreadyRegisteredError, TooManyHoldsError, HoldEndedError, OrderOpenError],
  ...[CodeUnknownError, CodeElsewhereError, CodeNotYetError, CodeExpiredError, CodeUsedUpError, BelowMinimumError],
  ...[AmountTooHighError, PaymentRefusedError],
  ...[BuyerCountryNeededError, BuyerCountryNotCoveredError, TaxIdNeededError, InvoiceNotOfferedError],
  ...[PaymentsUnavailableError, PaymentsDownError, CheckoutOverError, BeingPaidError, ApplicationNeededError],
  PaymentNeededError,
];

const payload = (
  t: PothosSchemaTypes.ObjectFieldBuilder<import('../../graphql/builder.ts').SchemaTypes, Registered>,
) => ({
  order: t.field({
    type: OrderRef,
    nullable: true,
    description: 'The order; null for a free event.',
    resolve: ({ orderId }: { orderId: OrderId | null }) => orderId,
  }),
  registrations: t.field({
    type: [RegistrationRef],
    description: 'The places: your own, or those of the group. What is another person’s is not here.',
    resolve: ({ registrationIds: ids }: { registrationIds: RegistrationId[] }, _args, { db, viewer }) =>
      viewer === null ? [] : ownRegistrations(db, { userId: viewer.userId, ids }),
  }),
  payment: paymentField(t),
});

mutation('registerForIntensive', {
  description:
    'Takes a place, or unnamed places of a group, and orders them: the price comes from the server, and the place is kept while it is paid. A free place is confirmed at once. Call it again within that time to get the same order and its page. Say what the statement will show before it.',
  errors: ERRORS,
  input: {
    description: 'Which event, and how it is paid.',
    fields: (t) => ({
      ...terms(t),
      adult: t.boolean({ description: 'True: I am 18 or older. For a group each person says so when they claim.' }),
      places: t.int({
        required: false,
        description: 'How many unnamed places of a group, 1 to 50, for an organization that pays. Without it you come.',
      }),
    }),
  },
  read: z.object({ ...read, places: whole(1, MOST_PLACES).nullish().transform(absent) }),
  run: (context, act, { intensiveId, adult, places, ...wanted }) =>
    registerForIntensive(tillOf(context), act, { intensiveId, adult, places, wanted }),
  payload: { description: 'The places and their order.', fields: payload },
});

mutation('acceptWaitlistOffer', {
  description:
    'Takes the place that is offered to you, from the waitlist or on an application, at the price of today: confirmed at once when nothing is owed, otherwise ordered. Of a pair one of you pays for both. Again, it answers the same order.',
  errors: ERRORS,
  input: {
    description: 'At which event, and how it is paid.',
    fields: (t) => ({
      ...terms(t),
      policySha256: t.string({
        required: false,
        description: 'The `sha256` of the policy that was shown and accepted; not needed when nothing is owed.',
      }),
      adult: t.boolean({ description: 'True: I am 18 or older.' }),
    }),
  },
  read: z.object({
    ...read,
    policySha256: read.policySha256.nullish().transform((sha256) => sha256 ?? ''),
  }),
  run: (context, act, { intensiveId, adult, ...wanted }) =>
    acceptOffer(tillOf(context), act, { intensiveId, adult, wanted }),
  payload: { description: 'The places and their order.', fields: payload },
});

import { z } from 'zod';
import type { IntensiveId, OrderId, RegistrationId } from '../../../drizzle/ids.ts';
import { whole } from '../../edited/text.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import {
  AlreadyRegisteredError,
  ApplicationNeededError,
  HoldEndedError,
  NoOfferError,
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
  CodeNotCombinedError,
  CodeNotYetError,
  CodeUnknownError,
  CodeUsedUpError,
  InvoiceNotOfferedError,
  NotForSaleError,
  OrderOpenError,
  PayerNameNeededError,
  PaymentRefusedError,
  PaymentsDownError,
  PaymentsUnavailableError,
  PolicyChangedError,
  TaxIdNeededError,
} from '../errors.ts';
import { acceptOffer, type Registered, registerForIntensive } from '../operations/registerForIntensive.ts';
import { OrderRef } from './order.ts';
import { SettlementEnum } from './parts.ts';
import { PayerInput, readPayer } from './payerInput.ts';
import { paymentField, tillOf } from './payloads.ts';

type InputFields = PothosSchemaTypes.InputFieldBuilder<import('../../graphql/builder.ts').SchemaTypes, 'InputObject'>;

const terms = (t: InputFields) => ({
  intensiveId: t.id({ description: 'The event.' }),
  payer: t.field({
    type: PayerInput,
    required: false,
    description: 'Who pays, when it is not you, or when your profile states no legal name.',
  }),
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
const MOST_PLACES = 50;
const read = {
  intensiveId: idOf<IntensiveId>('Intensive'),
  payer: readPayer.nullish().transform(absent),
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
  ...[
    NotFoundError,
    InvalidInputError,
    RateLimitedError,
    PolicyChangedError,
    NotForSaleError,
    SoldOutError,
    NoOfferError,
  ],
  ...[RegistrationClosedError, AlreadyRegisteredError, TooManyHoldsError, HoldEndedError, OrderOpenError],
  ...[CodeUnknownError, CodeElsewhereError, CodeNotYetError, CodeExpiredError, CodeUsedUpError, BelowMinimumError],
  ...[AmountTooHighError, PaymentRefusedError, CodeNotCombinedError, PayerNameNeededError],
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
    description:
      'The places: your own, or those of the group. What is another person’s is not here. `accommodations` of each says what can be asked for: ask everybody.',
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

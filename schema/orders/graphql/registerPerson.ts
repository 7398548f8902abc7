import { z } from 'zod';
import type { IntensiveId, OrderId, RegistrationId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { emailAddress } from '../../edited/text.ts';
import { InvalidInputError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import {
  AlreadyRegisteredError,
  PairsComeThemselvesError,
  RegistrationClosedError,
  SoldOutError,
} from '../../registrations/errors.ts';
import { RecordType } from '../../registrations/graphql/record.ts';
import { recordOf } from '../../registrations/queries/registrations.ts';
import { BuyerCountryNeededError, BuyerCountryNotCoveredError, NotForSaleError, TaxIdNeededError } from '../errors.ts';
import { registerPerson } from '../operations/registerPerson.ts';
import { OrderRef } from './order.ts';
import { PayerInput, readPayer } from './payerInput.ts';
import { FOR_MEMBERS } from './payloads.ts';

mutation('registerPerson', {
  description:
    'Registers somebody for an event, for owners and organizers: free of charge, or on invoice, which `recordPayment` settles. It takes a seat and passes nobody who waits, but registration need not be open. The person gets a link by mail and takes the place with their own account and statement of age. Not for couples. The same `requestId` again answers the same registration.',
  errors: [
    ...FOR_MEMBERS,
    ...[InvalidInputError, RateLimitedError, PairsComeThemselvesError, RegistrationClosedError],
    ...[AlreadyRegisteredError, SoldOutError, NotForSaleError],
    ...[BuyerCountryNeededError, BuyerCountryNotCoveredError, TaxIdNeededError],
  ],
  input: {
    description: 'Whom to register, and who pays.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      email: t.string({ description: 'The address of the person. The link goes there.' }),
      payer: t.field({
        type: PayerInput,
        required: false,
        description:
          'Who is invoiced, at the price and by the policy of today. Without it the place is free of charge.',
      }),
      reason: t.string({ description: 'Why, for the audit log.' }),
      requestId: t.string({ description: 'A UUID that you make for this person, so that the call can be repeated.' }),
    }),
  },
  read: z.object({
    intensiveId: idOf<IntensiveId>('Intensive'),
    email: emailAddress(),
    payer: readPayer.nullish().transform((payer) => payer ?? null),
    reason: reasonText,
    requestId: z.uuid('Write a UUID.').transform((id) => id.toLowerCase()),
  }),
  run: ({ db }, act, input) => registerPerson(db, act, input),
  payload: {
    description: 'The place.',
    fields: (t) => ({
      registration: t.field({
        type: RecordType,
        nullable: true,
        description: 'The place, without a person until it is claimed.',
        resolve: ({ registrationId: id }: { registrationId: RegistrationId }, _args, context) =>
          recordOf(context.db, { id, viewer: signedIn(context).userId }),
      }),
      order: t.field({
        type: OrderRef,
        nullable: true,
        description: 'The order with its invoice; null for a place free of charge.',
        resolve: ({ orderId }: { orderId: OrderId | null }) => orderId,
      }),
    }),
  },
});

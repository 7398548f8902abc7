import { z } from 'zod';
import type { IntensiveChangeId, IntensiveId, RegistrationId } from '../../../drizzle/ids.ts';
import { CreditIssuedError } from '../../credits/errors.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import {
  AlreadyRegisteredError,
  AnswerTooLateError,
  ApplicationNeededError,
  PaidPlaceError,
  PaymentNeededError,
  RegistrationClosedError,
  RegistrationStateError,
  SoldOutError,
  TransferClosedError,
} from '../../registrations/errors.ts';
import { claimPlace } from '../../registrations/operations/claimPlace.ts';
import { makePlaceLink } from '../../registrations/operations/places.ts';
import { DearerDateError, OrderStateError, OtherDateError, PaymentsDownError } from '../errors.ts';
import { cancelRegistration } from '../operations/cancelRegistration.ts';
import { moveRegistration } from '../operations/moveRegistration.ts';
import { answerChangeOfPlace, ofOrder } from '../operations/ofOrder.ts';
import { FOR_MEMBERS, registrationField, tillOf } from './payloads.ts';

const registrationId = idOf<RegistrationId>('Registration');
const reason = reasonText.nullish().transform((text) => text ?? null);

mutation('cancelRegistration', {
  description:
    'Ends a registration, an application or an offer: for whoever has it, for whoever pays for it, and for owners and organizers. Whoever paid gets back what the policy of the order gives, which `cancellation` shows before. Of a pair both end, and the other person learns only that the place does not go ahead. Again, it changes nothing.',
  errors: [
    ...FOR_MEMBERS,
    InvalidInputError,
    PaidPlaceError,
    RegistrationStateError,
    OrderStateError,
    PaymentsDownError,
    CreditIssuedError,
  ],
  input: {
    description: 'Which registration.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The registration.' }),
      reason: t.string({
        required: false,
        description:
          'Why, for a member. Whoever paid can read it. Of two who come together, it stays in the audit log.',
      }),
    }),
  },
  read: z.object({ registrationId, reason }),
  run: (context, act, input) => cancelRegistration(tillOf(context), act, input),
  payload: { description: 'The registration, canceled.', fields: (t) => ({ registration: registrationField(t) }) },
});

mutation('transferRegistration', {
  description:
    'Moves a confirmed place to another date of the same organization, kind and currency, while the policy lets it: for whoever has it or pays for it, and for owners and organizers at any time. It takes a seat there and keeps the price that was paid. Whoever moves by themselves stays with the same course and pays no less than the other date costs at the least. Only owners and organizers move a free place to a date that costs something, or a place for which nobody applied to a date by application. To give a place to another person use makePlaceLink.',
  errors: [
    ...FOR_MEMBERS,
    ...[
      InvalidInputError,
      RegistrationStateError,
      TransferClosedError,
      OtherDateError,
      DearerDateError,
      OrderStateError,
    ],
    ...[RegistrationClosedError, AlreadyRegisteredError, SoldOutError, RateLimitedError],
    ...[ApplicationNeededError, PaymentNeededError, CreditIssuedError],
  ],
  input: {
    description: 'Which place, and where it goes.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The registration.' }),
      toIntensiveId: t.id({ description: 'The other date.' }),
      reason: t.string({ required: false, description: 'Why, for a member.' }),
    }),
  },
  read: z.object({ registrationId, toIntensiveId: idOf<IntensiveId>('Intensive'), reason }),
  run: ({ db }, act, input) => moveRegistration(db, act, input),
  payload: {
    description: 'The registration at the other date.',
    fields: (t) => ({ registration: registrationField(t) }),
  },
});

mutation('makePlaceLink', {
  description:
    'Makes a link by which another person takes a place with their own account: an unclaimed place that you bought, or your own, which then goes to them with its order. A new link ends the one before.',
  errors: [
    ...[NotFoundError, InvalidInputError, RegistrationStateError, TransferClosedError, PaidPlaceError],
    RateLimitedError,
  ],
  input: {
    description: 'Which place, and for whom.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The place.' }),
      email: t.string({
        required: false,
        description: 'Where to mail the link. Without it, the link is told to you, now and never again.',
      }),
    }),
  },
  read: z.object({ registrationId }),
  run: ({ db }, act, { registrationId: id, email }) =>
    makePlaceLink(db, act, { registrationId: id, email: email ?? null, ofOrder }),
  payload: {
    description: 'The link.',
    fields: (t) => ({
      url: t.string({
        nullable: true,
        description: 'Its address, unless it is mailed. Only a hash of it is stored.',
        resolve: ({ secret }, _args, { settings }) => secret && `${settings.publicUrl}/places/${secret}`,
      }),
      registration: registrationField(t),
    }),
  },
});

mutation('claimPlace', {
  description:
    'Takes the place of a link with your own account: an unclaimed place of a group, or that of a person who gives it up. It works once. Again, it answers the same registration.',
  errors: [
    ...[NotFoundError, InvalidInputError, AlreadyRegisteredError, RegistrationStateError, TransferClosedError],
    ...[PaidPlaceError, RateLimitedError],
  ],
  input: {
    description: 'The link, and your statement.',
    fields: (t) => ({
      secret: t.string({ description: 'The code: the last part of the link.' }),
      adult: t.boolean({ description: 'True: I am 18 or older.' }),
    }),
  },
  run: ({ db }, act, input) => claimPlace(db, act, { ...input, ofOrder }),
  payload: { description: 'Your registration.', fields: (t) => ({ registration: registrationField(t) }) },
});

const AnswerEnum = builder.enumType('ChangeAnswer', {
  description: 'Whether a person stays after a change.',
  values: described(['STAYS', 'LEAVES'] as const, {
    STAYS: 'They keep the place.',
    LEAVES: 'They give it up. That is final, and everything that was paid comes back.',
  }),
});

mutation('answerChange', {
  description:
    'Answers a change that asks whether you stay, for your own place or for one that you bought and nobody has claimed. The newest answer counts; leaving is final, and whoever paid gets everything back.',
  errors: [
    ...[NotFoundError, AnswerTooLateError, RegistrationStateError, PaidPlaceError],
    ...[OrderStateError, PaymentsDownError],
  ],
  input: {
    description: 'Which change, for which registration, and the answer.',
    fields: (t) => ({
      changeId: t.id({ description: 'The change.' }),
      registrationId: t.id({ description: 'Your registration, or the place.' }),
      answer: t.field({ type: AnswerEnum, description: 'The answer.' }),
    }),
  },
  read: z.object({ changeId: idOf<IntensiveChangeId>('IntensiveChange'), registrationId }),
  run: (context, act, input) => answerChangeOfPlace(tillOf(context), act, input),
  payload: {
    description: 'Your registration, after the answer.',
    fields: (t) => ({ registration: registrationField(t) }),
  },
});

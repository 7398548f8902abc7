import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
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
} from '../errors.ts';
import { registerFree } from '../operations/takeOffer.ts';
import { RegistrationRef } from './registration.ts';

mutation('registerFree', {
  description:
    'Registers you for an event that costs nothing: confirmed at once. It also takes a place that is offered to you. Again, it answers the same registration.',
  errors: [
    NotFoundError,
    InvalidInputError,
    PaymentNeededError,
    ApplicationNeededError,
    RegistrationClosedError,
    AlreadyRegisteredError,
    HoldEndedError,
    TooManyHoldsError,
    SoldOutError,
    RateLimitedError,
  ],
  input: {
    description: 'For which event.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      adult: t.boolean({ description: 'True: I am 18 or older.' }),
    }),
  },
  read: z.object({ intensiveId: idOf<IntensiveId>('Intensive') }),
  run: ({ db }, act, input) => registerFree(db, act, input),
  payload: {
    description: 'Your registration.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The registration. Its `accommodations` says what can be asked for: ask everybody.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});

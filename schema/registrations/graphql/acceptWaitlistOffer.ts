import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { AlreadyRegisteredError, HoldEndedError, PaymentNeededError } from '../errors.ts';
import { acceptFreeOffer } from '../operations/takeOffer.ts';
import { RegistrationRef } from './registration.ts';

mutation('acceptWaitlistOffer', {
  description:
    'Takes the place that is offered to you at an event that costs nothing: confirmed at once. Again, it answers the same registration.',
  errors: [
    NotFoundError,
    InvalidInputError,
    PaymentNeededError,
    HoldEndedError,
    AlreadyRegisteredError,
    RateLimitedError,
  ],
  input: {
    description: 'At which event.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      adult: t.boolean({ description: 'True: I am 18 or older.' }),
    }),
  },
  read: z.object({ intensiveId: idOf<IntensiveId>('Intensive') }),
  run: ({ db }, act, input) => acceptFreeOffer(db, act, input),
  payload: {
    description: 'Your registration.',
    fields: (t) => ({
      registration: t.field({
        type: RegistrationRef,
        description: 'The registration.',
        resolve: ({ registrationId }) => registrationId,
      }),
    }),
  },
});

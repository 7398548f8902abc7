import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { AlreadyRegisteredError, PaidPlaceError, RegistrationStateError, TransferClosedError } from '../errors.ts';
import { claimPlace } from '../operations/claimPlace.ts';
import { RegistrationRef } from './registration.ts';

mutation('claimPlace', {
  description:
    'Takes the place of a link with your own account: an unclaimed place of a group, or that of a person who gives it up. It works once. Again, it answers the same registration.',
  errors: [
    NotFoundError,
    InvalidInputError,
    AlreadyRegisteredError,
    RegistrationStateError,
    TransferClosedError,
    PaidPlaceError,
    RateLimitedError,
  ],
  input: {
    description: 'The link, and your statement.',
    fields: (t) => ({
      secret: t.string({ description: 'The code: the last part of the link.' }),
      adult: t.boolean({ description: 'True: I am 18 or older.' }),
    }),
  },
  run: ({ db }, act, input) => claimPlace(db, act, input),
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
